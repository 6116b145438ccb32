"""`heard schema`: the JSON Schema of a questionnaire file, for editors."""

import json

import typer

from surveys.schema import schema


def run() -> None:
    """Print the JSON Schema of a questionnaire file, for your editor."""
    typer.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
