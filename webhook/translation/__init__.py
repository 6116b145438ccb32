"""Translations as a spreadsheet: out with the English beside it, back in once a speaker has checked it."""
