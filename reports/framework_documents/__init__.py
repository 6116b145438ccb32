"""A council's own audit document, in Word or plain text, to a framework with its exact wording."""

from reports.framework_documents.imported import Imported, Introduction, as_json
from reports.framework_documents.pieces import InvalidDocument, Line
from reports.framework_documents.reading import MOST_BYTES, read

__all__ = ["MOST_BYTES", "Imported", "Introduction", "InvalidDocument", "Line", "as_json", "read"]
