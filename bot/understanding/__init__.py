"""Understanding replies: the same words are read the same way on every channel, by rule and never by guess."""

from bot.understanding.reading import How, Reading
from bot.understanding.replies import confirms, understand

__all__ = ["How", "Reading", "confirms", "understand"]
