"""What people wrote, as themes that a person has confirmed, and as quotations that writer and person allow."""

from reports.themes.lexicon import Theme, suggested, themes
from reports.themes.rules import QUOTES_FROM, SUPPORT
from reports.themes.voiced import Comment, Voiced, told, voiced

__all__ = ["QUOTES_FROM", "SUPPORT", "Comment", "Theme", "Voiced", "suggested", "themes", "told", "voiced"]
