"""From releases to the evidence for a statement: what was said, how clearly, and what else to look at."""

from reports.evidence.draft import Evidence, draft
from reports.evidence.sentences import Sentence
from reports.evidence.signal import Signal, SignalRule
from reports.evidence.voices import Source

__all__ = ["Evidence", "Sentence", "Signal", "SignalRule", "Source", "draft"]
