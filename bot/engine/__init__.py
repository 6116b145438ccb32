"""The conversation as a function: survey, conversation and what came in, to conversation and replies.

No clock, chance, input or output: `Step` says what to keep and what to send, and others do it.
"""

from bot.engine.advancing import advance
from bot.engine.ending import Why, response, turned_away
from bot.engine.starting import current, opening, remind, resume, start

__all__ = ["Why", "advance", "current", "opening", "remind", "response", "resume", "start", "turned_away"]
