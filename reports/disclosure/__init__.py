"""Disclosure control: tallies to what may be published of them, so that nobody can be picked out."""

from reports.disclosure.policies import POLICIES, rules
from reports.disclosure.publication import NOT_FOR_OTHERS, WrongPolicy, publish

__all__ = ["NOT_FOR_OTHERS", "POLICIES", "WrongPolicy", "publish", "rules"]
