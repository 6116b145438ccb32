"""`heard translate`: a spreadsheet for a speaker to check, and back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.phrases import phrasebook
from surveys import loader
from surveys.errors import InvalidSurvey
from surveys.survey import Translation
from surveys.translations import entries
from webhook import languages
from webhook.commands.setting import Folder
from webhook.config import ConfigError
from webhook.installation import configured, stop
from webhook.languages import LanguageError
from webhook.translation import checking, importing, spreadsheet, workbook
from webhook.translation.checking import About, WrongTranslation
from webhook.translation.lines import of_fixed, of_questionnaire, of_sentences
from webhook.translation.spreadsheet import NotASpreadsheet

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
COPIES = "questionnaires"
"""The folder of an installation for its own copies of shipped questionnaires."""


@app.command()
def export(
    survey: Annotated[str, typer.Argument(help="pupil, parent or staff, or a questionnaire file.")],
    lang: Annotated[str, typer.Option(help="The language's code, such as pl.")],
    out: Annotated[Path, typer.Option(help="Where to write the spreadsheet (.xlsx).")],
    name: Annotated[str, typer.Option(help="What its speakers call the language, where Heard does not know.")] = "",
    right_to_left: Annotated[bool, typer.Option("--right-to-left", help="The language runs right to left.")] = False,
    directory: Folder = None,
) -> None:
    """Write a spreadsheet with the English beside the translation, for a speaker to check."""
    _speak(directory)
    file, text = _source(survey, directory, None)
    about = _about(lang, name, right_to_left=right_to_left)
    try:
        listed = entries(text, str(file), lang)
        title = loader.load(text, str(file)).id
    except InvalidSurvey as invalid:
        stop(str(invalid))
    contents = workbook.Contents(title, lang, about, of_questionnaire(listed), of_sentences(lang), of_fixed(lang))
    _write(out, workbook.write(contents))
    typer.echo(f"Wrote {out}: {len(contents.questionnaire)} texts of the questionnaire '{title}' and "
               f"{len(contents.sentences)} sentences, in {about.name}.")
    typer.echo(f"When a speaker has checked it: heard translate import {out}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The spreadsheet that a speaker has checked.")],
    survey: Annotated[str, typer.Option(help="The questionnaire, where it is a file of your own.")] = "",
    out: Annotated[Path | None, typer.Option(help="Write both files into this folder, to look at first.")] = None,
    directory: Folder = None,
) -> None:
    """Take in a checked spreadsheet: all of it, or nothing and every fault in it."""
    _speak(directory)
    try:
        sheets = spreadsheet.read(file)
        about = checking.about(sheets)
        if not languages.is_code(about.language):
            stop(f"{file} is for the language '{about.language[:20]}', which is no language's code. Export it again.")
        source, text = _source(survey or about.survey, directory, out)
        made = importing.checked(sheets, about, text, str(source))
    except (NotASpreadsheet, WrongTranslation, InvalidSurvey) as refusal:
        stop(str(refusal))
    questionnaire = out / source.name if out else source
    sentences = (out or _folder(directory) / languages.FOLDER) / f"{about.language}.yaml"
    _write(questionnaire, made.questionnaire.encode())
    _write(sentences, made.sentences.encode())
    _tell(about, questionnaire, sentences, made, _folder(directory) if out else None)


def _tell(about: About, questionnaire: Path, sentences: Path, made: importing.Checked, home: Path | None) -> None:
    typer.echo(f"{about.name} is checked.")
    typer.echo(f"Questionnaire: {questionnaire}")
    typer.echo(f"Heard's own sentences: {sentences}")
    for reason in made.waiting:
        typer.echo(f"It cannot go live yet: {reason}")
    if home:
        typer.echo(f"To use them, move {sentences.name} into {home / languages.FOLDER}.")
    audience = about.survey if about.survey in loader.SHIPPED else "parent"
    typer.echo(f"Next: heard wave create --audience {audience} --survey {questionnaire} --lang en,{about.language}")


def _about(language: str, name: str, *, right_to_left: bool) -> Translation:
    if not languages.is_code(language) or language == "en":
        stop(f"'{language[:20]}' is not a language to translate into. Give its code, such as pl, ro, pt or ar.")
    book = phrasebook(language)
    known = book.language == language
    if not known and not name.strip():
        stop(f"Heard does not know what speakers of '{language}' call it. Add --name, as in --name Soomaali "
             "(and --right-to-left where it runs so).")
    return Translation(status="draft", name=name.strip() or book.name,
                       dir="rtl" if right_to_left or (known and book.dir == "rtl") else "ltr")


def _source(survey: str, directory: Path | None, out: Path | None) -> tuple[Path, str]:
    """Give the file of a questionnaire and its text; a shipped one is read from this installation's copy, if any."""
    try:
        if survey not in loader.SHIPPED:
            return Path(survey), loader.read_text(Path(survey))
        copy = (out or _folder(directory) / COPIES) / f"{survey}.yaml"
        return copy, loader.read_text(copy) if copy.is_file() else loader.library_text(survey)
    except InvalidSurvey as invalid:
        stop(f"{invalid.problems[0].file}: {invalid.problems[0].fault} {invalid.problems[0].remedy} "
             f"Shipped questionnaires are {', '.join(loader.SHIPPED)}; give the file of your own with --survey FILE.")


def _folder(directory: Path | None) -> Path:
    try:
        return configured(directory).folder
    except ConfigError as refusal:
        stop(str(refusal))


def _speak(directory: Path | None) -> None:
    try:
        languages.use(_folder(directory))
    except LanguageError as refusal:
        stop(str(refusal))


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as refusal:
        stop(f"{path} cannot be written ({refusal.strerror}). Choose another place.")
