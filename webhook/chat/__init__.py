"""The web-chat's pages. They only translate: a request to a plain value, what comes back to a page."""

from webhook.chat.pages import pages

__all__ = ["pages"]
