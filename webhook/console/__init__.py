"""The pages of those who sign in: the setting's lead, and the safeguarding lead and deputies."""

from webhook.console.pages import pages

__all__ = ["pages"]
