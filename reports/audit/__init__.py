"""The audit document: drafted evidence beside a leader's own judgement."""

from reports.audit.document import report
from reports.audit.notes import AuditNotes, OwnWords, Priority
from reports.audit.value import Audit, draft

__all__ = ["Audit", "AuditNotes", "OwnWords", "Priority", "draft", "report"]
