"""People who answer everything that the bot asks them, by tapping or by typing."""

SAM, ALEX = 700900123, 700900456
WORDS = "More time to plan together (canary words)"


def begin(phone, link):
    """Open the link in Telegram and press Start, which types its token."""
    phone.types(f"/start {link.partition('start=')[2]}")
    return phone.wait(lambda screen: len(screen) >= 3 and phone.labels(screen[-1]))


def over(screen):
    return "Your answers are in." in screen[-1]["text"]


def choices(phone, message):
    """Give the labels of answers alone, without the commands."""
    carried = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    return [button["text"] for button in carried if ":/" not in button["callback_data"]]


def taps_the_first(phone, screen):
    labels = choices(phone, screen[-1])
    if not labels:
        phone.types(WORDS)
    elif "Next" in labels:
        phone.taps(labels[0])
        marked = labels[0].replace("☐", "☑")
        phone.wait(lambda now: marked in phone.labels(now[-1]))
        phone.taps("Next")
    else:
        phone.taps(labels[0])


def types_the_second(phone, screen):
    begins = len(screen) == 3  # whether to take part
    phone.types(("1" if begins else "2") if choices(phone, screen[-1]) else WORDS)


def answer_everything(phone, screen, answer):
    """Answer until the end; give the screen and how many questions there were."""
    for asked in range(80):
        if over(screen):
            return screen, asked
        seen = screen[-1]["text"], len(screen)
        answer(phone, screen)
        screen = phone.wait(lambda now, seen=seen: now[-1]["from"]["id"] != phone.chat
                            and (now[-1]["text"], len(now)) != seen)
    raise AssertionError("the questions never ended")


def bot_says(phone, words):
    return phone.wait(lambda screen: any(words in text for text in phone.said))
