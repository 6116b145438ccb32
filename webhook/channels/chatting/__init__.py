"""Telegram: what its channel is made of, from an update to an answer."""
