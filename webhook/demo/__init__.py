"""A made-up setting whose made-up people answer through the real conversation."""
