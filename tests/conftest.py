"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let golden transcripts be rewritten; read each one aloud before committing it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden transcripts' outputs")
