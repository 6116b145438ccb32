"""Which words a person reads first: whole phrases that may ask for help, and never a joke about chips."""

import pytest

from bot.signposting import asks_for_help, reads_first

ORDINARY = (
    "safe", "Safe!", "safe bro", "I feel safe here", "it's safe", "its a safe place", "stay safe", "safe as houses",
    "killing it", "I'm killing it in maths", "you killed that", "this lesson is killing me", "maths kills me",
    "I could kill for a pizza", "I'd kill for a nap", "dying of laughter", "I'd die for chips", "to die for",
    "I nearly died laughing", "I'm dead 💀", "im ded", "my phone died", "the battery is dead", "dead good",
    "drop dead gorgeous", "do or die", "the die is cast", "hit me up", "hit me with it", "hits different",
    "that song hits", "it hits hard", "Miss hits the nail on the head",
    "beat the boss", "we beat them 3-0", "touch rugby", "keep in touch", "touching story", "out of touch",
    "I cut my hair", "cut the grass", "cut it out", "cut me some slack", "cutting and sticking", "paper cuts",
    "helpful staff", "they help me", "Miss helps me with reading", "help with maths", "can you help me with maths",
    "help yourself", "I help in the kitchen", "more help please", "I was scared at first but now it's fine",
    "scared of spiders", "scary films", "I ran away with it in the race", "run away train ride", "ran a mile",
    "suited and booted", "abuse of power in history", "drug education was good", "the knife and fork are dirty",
    "bring a knife to cooking", "shoot hoops", "shooting some pool", "gun show", "water guns", "bomb food",
    "the food is the bomb", "self service", "self help books", "harm reduction", "harmless fun", "no harm done",
    "end of my tether lol", "end of my day", "end the lesson earlier", "life skills", "my life is good",
    "best day of my life", "I want to live in Spain", "better off here", "I don't want to be here all day",
    "I hate Mondays", "starving by lunch", "I'm starving", "never hungry here", "sends memes", "asked for more",
    "locked the door", "they lock the gate", "no one hurts anyone here", "it hurts when you fall", "my leg hurts",
    "skip", "1", "yes", "no", "", "👍", "nothing", "idk",
)
ASKING = (
    "help me", "Please help!", "I want to die", "i wanna die", "I want to kill myself", "kms", "I don't want to live",
    "I dont feel safe at home", "my dad hits me", "My step dad keeps hitting me", "he touches me", "she HURTS me!!",
    "someone touched me", "I cut myself", "I've been self harming", "I self-harm", "suicide", "im suicidal",
    "I’m scared to go home", "they asked for nudes", "he threatened to kill me", "mum won't let me eat",
    "he locked me in", "boję się wracać do domu", "chce umrzeć", "أريد أن أموت", "I was raped",
    "no one would care if I died", "I have nothing to eat at home", "we have no food at home", "I am being bullied",
    "I carry a knife because I'm scared", "they make me sell drugs", "he makes me sell drugs", "forced to marry",
    "a teacher hits me", "I ran away from home", "I sleep outside", "I have nowhere to sleep", "unalive myself",
)


@pytest.mark.parametrize("words", sorted(set(ORDINARY)))
def test_ordinary_words_wait_their_turn(words):
    assert not reads_first(words)


@pytest.mark.parametrize("words", ASKING)
def test_words_that_may_ask_for_help_come_first(words):
    assert reads_first(words)


@pytest.mark.parametrize("words", ASKING[:20])
@pytest.mark.parametrize("written", ["{}", "{}!!!", "  {}  ", "{} 😭", "…{}…"])
def test_however_they_are_typed(words, written):
    assert asks_for_help(written.format(words))
    assert asks_for_help(written.format(words).upper())


def test_a_long_text_is_searched_to_its_end():
    assert reads_first("the food is good and I like art " * 40 + "but my stepdad hits me")
