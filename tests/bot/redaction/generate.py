"""Makes corpus.tsv: the hand-written lines of tricky.tsv, and made-up ones from patterns, 1,000 in all.

Run it from the project's folder: python tests/bot/redaction/generate.py
Phone numbers are Ofcom's for drama; nobody in roster.txt exists.
"""

import random
from pathlib import Path

HERE = Path(__file__).parent
LINES = 1000
AREAS = ("LS", "SE", "B", "M", "NE", "CF", "BD", "SW", "L", "S", "NG", "PO")
CHECK = "ABCDEFGHJKLMNPQRTUVWXYZ"
STREETS = ("Mill Road", "Station Road", "Beech Grove", "Windsor Street", "Hawthorn Avenue", "King Edward Terrace",
           "Sycamore Crescent", "Priory Lane", "Elm Gardens")
MONTHS = ("January", "feb", "March", "april", "May", "june", "July", "aug", "Sept", "october", "Nov", "december")
HANDLES = ("kxng", "lil.jay", "shan_xo", "dark.wolf", "tee_bby", "fifa.god", "moon_child", "sk8r.boy", "zz.top")
AROUND = ("{} is what i want to say", "please dont tell anyone but {}", "it was {} last week", "i think {} should know",
          "why is it always {}", "{}", "ok so {} and that is all", "Nobody listens. {} again!", "they asked {} twice",
          "my mum said {} to the office")
NAMED = ("{} is kind to everyone", "i dont like how {} talks to us", "sat next to {} on the bus", "ask {} they saw it",
         "{} and me had a fight", "it was not me it was {}!!", "the best person here is {}", "if {} shouts i go quiet",
         "tell {} to stop", "{} helped me with my maths", "i wish {} was still here", "me, {} and some others")
PLAIN = ("the {} is {}", "i want {} {} please", "more time for {}", "less {} in the mornings", "{} makes me feel {}",
         "we never get enough {}", "my favourite thing is {}", "the {} here is {} compared to my old school",
         "can we have {} on fridays", "staff should {} when we are upset", "i feel {} most days", "Nothing. It is {}.",
         "at break there is {} and it gets {}", "if i could change one thing it would be the {}")
THINGS = ("food", "gym", "art room", "quiet space", "music", "football", "toilets", "taxi", "maths", "breakfast",
          "cooking", "reading time", "garden", "uniform rule", "phone rule", "work experience", "boxing", "heating")
FEELINGS = ("good", "boring", "too loud", "better", "ok i guess", "fine", "stressful", "the best", "unfair", "calm")
ACTS = ("listen", "give us space", "stay calm", "ask first", "wait", "explain why", "be fair")


def phone(chance: random.Random) -> str:
    """Give a drama number, written one of the ways people write them."""
    mobile = f"07700900{chance.randrange(1000):03}"
    return chance.choice((
        mobile, f"{mobile[:5]} {mobile[5:]}", f"{mobile[:5]} {mobile[5:8]} {mobile[8:]}", f"+44{mobile[1:]}",
        f"+44 {mobile[1:5]} {mobile[5:]}", f"0044{mobile[1:]}", "-".join((mobile[:5], mobile[5:8], mobile[8:])),
        " ".join(mobile), f"020 7946 0{chance.randrange(1000):03}", f"01632 960{chance.randrange(1000):03}",
        " ".join(_SPOKEN[int(digit)] for digit in mobile), f"({mobile[:5]}) {mobile[5:]}"))


_SPOKEN = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def nhs(chance: random.Random) -> str:
    """Give a made-up NHS number in the range kept for tests (999), with its check digit."""
    while True:
        digits = [9, 9, 9, *(chance.randrange(10) for _ in range(6))]
        check = (11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11) % 11
        if check < 10:
            text = "".join(map(str, (*digits, check)))
            return chance.choice((text, f"{text[:3]} {text[3:6]} {text[6:]}", f"{text[:3]}-{text[3:6]}-{text[6:]}"))


def pupil_number(chance: random.Random) -> str:
    """Give a made-up unique pupil number with its check letter."""
    digits = [chance.randrange(10) for _ in range(12)]
    letter = CHECK[sum(weight * digit for weight, digit in enumerate(digits, 2)) % 23]
    text = letter + "".join(map(str, digits))
    return chance.choice((text, text.lower(), f"{text[:4]} {text[4:7]} {text[7:10]} {text[10:]}"))


def insurance(chance: random.Random) -> str:
    """Give a National Insurance number that is not in use (QQ would not be found: it is never given out)."""
    text = f"{chance.choice(('AB', 'JG', 'SK', 'PW'))} {chance.randrange(10, 99)} {chance.randrange(10, 99)} " \
           f"{chance.randrange(10, 99)} {chance.choice('ABCD')}"
    return chance.choice((text, text.replace(" ", ""), text.lower()))


def day(chance: random.Random) -> str:
    """Give a date of birth."""
    number, month, year = chance.randrange(1, 29), chance.randrange(12), chance.randrange(2008, 2016)
    return chance.choice((f"{number:02}/{month + 1:02}/{year}", f"{number}.{month + 1}.{year % 100:02}",
                          f"{number} {MONTHS[month]} {year}", f"{number}th {MONTHS[month]} {year}",
                          f"{MONTHS[month]} {number} {year}", f"{year}-{month + 1:02}-{number:02}"))


def age(chance: random.Random) -> str:
    """Give an age with its unit."""
    years = chance.randrange(9, 17)
    return chance.choice((f"{years} years old", f"{years} yrs old", f"{years}-year-old", f"{years} yo", f"{years}y/o"))


def plate(chance: random.Random) -> str:
    """Give a number plate."""
    letters = "".join(chance.choice("ABCDEFGHJKLMN") for _ in range(5))
    text = f"{letters[:2]}{chance.randrange(51, 75)} {letters[2:]}"
    return chance.choice((text, text.replace(" ", "")))


def postcode(chance: random.Random) -> str:
    """Give something of the form of a postcode."""
    text = f"{chance.choice(AREAS)}{chance.randrange(1, 20)} {chance.randrange(1, 10)}" \
           f"{chance.choice('ABDEFGHJ')}{chance.choice('LNPQRSTU')}"
    return chance.choice((text, text.lower(), text.replace(" ", ""), text.replace(" ", "  ")))


def street(chance: random.Random) -> str:
    """Give a house number and a street."""
    where = f"{chance.randrange(1, 200)}{chance.choice(('', '', 'a'))} {chance.choice(STREETS)}"
    return chance.choice((where, where.lower()))


def email(chance: random.Random) -> str:
    """Give an address at a name kept for examples, perhaps spelled out."""
    who = f"{chance.choice(('kyle', 'leah', 'tee', 'moon', 'jay'))}.{chance.choice(('x', 'smith', 'b', 'lee'))}"
    text = f"{who}{chance.randrange(100)}@{chance.choice(('example.com', 'example.org', 'example.co.uk'))}"
    spelled = text.replace(".", " dot ").replace("@", " at ")
    return chance.choice((text, text.upper(), spelled, text.replace("@", "(at)").replace(".", "(dot)")))


def link(chance: random.Random) -> str:
    """Give a link, a bare domain or a handle that begins with @."""
    word = chance.choice(HANDLES)
    joined, tail = word.replace(".", "_"), chance.randrange(99)
    return chance.choice((f"https://example.com/{word}", f"www.example.org/{word}", f"example.co.uk/{word}",
                          f"@{word}{tail}", f"t.me/{joined}", f"{joined}_{tail}"))


def handle(chance: random.Random) -> tuple[str, str]:
    """Give words before a handle, and the handle."""
    word = f"{chance.choice(HANDLES)}{chance.randrange(10, 99)}"
    before = chance.choice(("my snap is ", "insta: ", "add me on tiktok ", "discord ", "my insta name is ", "snap = ",
                            "username: ", "follow me on ig ", "roblox user "))
    return before, word


def misspelt(word: str, chance: random.Random) -> str:
    """Give a word with one letter missing, doubled, swapped or changed, never its first."""
    place = chance.randrange(1, len(word) - 1)
    return chance.choice((word[:place] + word[place + 1:], word[:place] + word[place] + word[place:],
                          word[:place] + word[place + 1] + word[place] + word[place + 2:],
                          word[:place] + chance.choice("aeiou") + word[place + 1:]))


def person(chance: random.Random, people: list[str], words: set[str]) -> str:
    """Give a name of the roster as a child might type it."""
    *first, last = chance.choice(people).split()
    title = first.pop(0) if first[0] in ("Mr", "Mrs", "Ms", "Miss", "Dr") else ""
    if title and chance.random() < 0.6:
        title = title if title in ("Miss", "Dr") or chance.random() < 0.5 else title.lower()
        return f"{title} {last if title[0].isupper() else last.lower()}"
    word = chance.choice((first[0], first[0], last)).replace("'", "")
    if word.lower() in words:
        return f"{first[0]} {last}"
    if len(word) >= 5 and chance.random() < 0.35:
        word = misspelt(word, chance)
    form = chance.choice((word, word.lower(), word.lower(), word.upper(), f"{word} {last}" if word != last else word))
    return form + chance.choice(("", "", "", "'s"))


def written(chance: random.Random, people: list[str], words: set[str]) -> str:
    """Give one labelled line."""
    kinds = {"number": (phone, phone, nhs, pupil_number, insurance, day, age, plate), "place": (postcode, street),
             "email": (email,), "link": (link,)}
    kind = chance.choices(("number", "place", "email", "link", "handle", "name", "none"), (22, 8, 5, 5, 5, 27, 28))[0]
    if kind == "none":
        gaps = [chance.choice(THINGS), chance.choice(FEELINGS)]
        line = chance.choice(PLAIN)
        gaps = [chance.choice(ACTS)] if "should {}" in line else gaps[::-1] if "feel {} most" in line else gaps
        return f"none\t{line.format(*gaps, chance.choice(FEELINGS))}"
    if kind == "name":
        return f"name\t{chance.choice(NAMED).format('{name:' + person(chance, people, words) + '}')}"
    if kind == "handle":
        before, word = handle(chance)
        return f"link\t{chance.choice(AROUND).format(before + '{link:' + word + '}')}"
    found = chance.choice(kinds[kind])(chance)
    return f"{kind}\t{chance.choice(AROUND).format('{' + kind + ':' + found + '}')}"


def corpus() -> list[str]:
    """Give every line; the same each time."""
    chance = random.Random(20261122)
    people = (HERE / "roster.txt").read_text(encoding="utf-8").splitlines()
    words = {"will", "grace", "summer", "mark", "hope", "max", "rose", "faith", "brown", "young", "destiny", "fletcher"}
    lines = (HERE / "tricky.tsv").read_text(encoding="utf-8").splitlines()
    seen = set(lines)
    while len(lines) < LINES:
        line = written(chance, people, words)
        if line not in seen:
            seen.add(line)
            lines.append(line)
    return lines


if __name__ == "__main__":
    (HERE / "corpus.tsv").write_text("\n".join(corpus()) + "\n", encoding="utf-8")
