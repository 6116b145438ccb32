"""From how many people something that was written may be shown, and in which words."""

from reports.disclosure.policies import COMMENTS_FROM

SUPPORT = 3
"""People who must have written of a theme before it is named."""
QUOTES_FROM = COMMENTS_FROM
"""Comments a question needs before any of them may be quoted."""
