"""The conversation: a function of survey, conversation and words. Pure."""
