"""`heard sms`: what a questionnaire comes to by SMS, before anybody is texted."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bot.rendering import fits_text
from surveys import loader, sms
from surveys.errors import InvalidSurvey
from surveys.model import BASE_LANGUAGE, Setting
from surveys.placeholders import SAMPLE
from surveys.suggestions import did_you_mean
from surveys.survey import Survey
from webhook.channels.texting.messages import MOST_SEGMENTS
from webhook.channels.texting.preview import Text, link_text, named, preview

PRICE = 0.04
"""Pounds a segment sent. An assumption to reckon with, not a price list: networks and years differ."""
app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def about() -> None:
    """See what a questionnaire comes to by SMS."""


@app.command("preview")
def show(
    survey: Annotated[str, typer.Argument(help="pupil, parent or staff, or a questionnaire file.")],
    lang: Annotated[str, typer.Option(help="The language of the texts.")] = "en",
    sets: Annotated[str, typer.Option(help="Sets of questions besides the core, as A,B.")] = "",
    setting: Annotated[str, typer.Option(help="The name of your setting, as it will stand in the texts.")] = "",
    price: Annotated[float, typer.Option(min=0, help="What one segment costs you to send; the default is assumed.")]
    = PRICE,
    people: Annotated[int, typer.Option(min=1, help="How many people will be asked.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show every text of a questionnaire as it is sent: segments, alphabet, and about what it costs."""
    asked = _survey(survey, sets, setting)
    if lang not in asked.languages:
        _stop(f"The questionnaire '{asked.id}' is not in the language '{lang}'. {did_you_mean(lang, asked.languages)}")
    texts = preview(asked, lang)
    by_link = lang != BASE_LANGUAGE and not fits_text(asked, lang)
    if as_json:
        typer.echo(json.dumps(_as_json(texts, by_link=by_link, price=price, people=people)))
        return
    if by_link:
        _say(_by_link(asked, lang))
        _show(link_text(asked, lang))
        return
    for text in texts:
        _show(text)
    _sum(texts, price, people)


def _survey(name: str, sets: str, setting: str) -> Survey:
    where = Setting(id="here", name=setting or SAMPLE["setting"], safe_adult=SAMPLE["safe_adult"])
    try:
        if name in loader.SHIPPED:
            found = loader.read_library(name)
        elif Path(name).suffix in (".yaml", ".yml") or Path(name).is_file():
            found = loader.load_file(Path(name))
        else:
            _stop(f"There is no questionnaire '{name}'. {did_you_mean(name, loader.SHIPPED)} "
                  "A file of your own is named with its ending, .yaml.")
        return found.with_sets([part.strip() for part in sets.split(",") if part.strip()]).at(where)
    except InvalidSurvey as invalid:
        _stop(f"{invalid.problems[0]} See: heard check {name}")
    except ValueError as refusal:
        _stop(str(refusal))


def _show(text: Text) -> None:
    size = f"{_count(text.segments, 'segment')}, {text.units} letters, {_alphabet(text)}"
    _say(f"\n{text.name}{f' ({text.when})' if text.when else ''}: {size}")
    for each in text.texts:
        _say("\n".join(f"  {line}" for line in each.split("\n")))
    if text.strangers and text.name != "link":
        _say(f"  ! {' and '.join(map(named, text.strangers[:3]))} cannot be sent in GSM-7, so that a segment holds "
             "70 letters and not 160. Leave it out, or give a wording for SMS.")
    if text.too_long:
        _say(f"  ! Too long for {MOST_SEGMENTS} segments: it goes as {len(text.texts)} texts. "
             "Shorten it, or give a shorter wording under 'wording: sms:'.")


def _sum(texts: Sequence[Text], price: float, people: int) -> None:
    least, most = _segments(texts)
    told = "an assumed price, to be set with --price" if price == PRICE else "your price"
    between = f"{least}" if least == most else f"{least} to {most}"
    _say(f"\nFor one person who goes to the end: {between} segments, about £{least * price:.2f}"
         f"{'' if least == most else f' to £{most * price:.2f}'}, at £{price:g} a segment ({told}).")
    if people > 1:
        _say(f"For {people} people: at most £{most * price * people:.2f}.")
    _say("Invitations, reminders and the texts that come in cost extra.")


def _segments(texts: Sequence[Text]) -> tuple[int, int]:
    """Give how many segments one whole conversation takes at the least and at the most."""
    asked = [text for text in texts if text.name not in ("already_done", "closed", "opted_out")]
    return sum(text.segments for text in asked if text.always), sum(text.segments for text in asked)


def _alphabet(text: Text) -> str:
    return "UCS-2" if text.strangers else "GSM-7"


def _by_link(survey: Survey, language: str) -> str:
    said = "".join(text.in_(language) for _, text in survey.texts())
    odd = sms.strangers(sms.plain(said))
    name = survey.languages[language].name
    return (f"{name} does not fit the SMS alphabet, GSM-7: {', '.join(map(named, odd[:3]))}"
            f"{f' and {len(odd) - 3} more' if len(odd) > 3 else ''}. Questions in it are not texted one by one. "
            "Whoever chooses it gets one text with a link to the web-chat.")


def _as_json(texts: Sequence[Text], *, by_link: bool, price: float, people: int) -> dict[str, Any]:
    least, most = _segments(texts)
    return {
        "by_link": by_link, "price": price, "price_is_assumed": price == PRICE, "people": people,
        "segments": [least, most], "cost": [round(least * price * people, 2), round(most * price * people, 2)],
        "texts": [{"name": text.name, "when": text.when, "texts": list(text.texts), "segments": text.segments,
                   "letters": text.units, "alphabet": _alphabet(text), "strangers": list(text.strangers),
                   "too_long": text.too_long} for text in texts]}


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _say(text: str) -> None:
    """Print; a terminal that cannot show a character shows its number."""
    encoding = (typer.get_text_stream("stdout").encoding or "ascii").lower()
    typer.echo(text.encode(encoding, "backslashreplace").decode(encoding))


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
