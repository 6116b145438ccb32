"""One questionnaire with every type of question, in five languages, and a fixed today."""

import datetime as dt

import pytest

from surveys.survey import Survey

TODAY = dt.date(2026, 4, 15)
LANGUAGES = ("en", "pl", "ro", "pt", "ar")
YSN = {
    "yes": ("Yes", "Tak", "Da", "Sim", "نعم"),
    "sometimes": ("Sometimes", "Czasami", "Uneori", "Às vezes", "أحيانًا"),
    "no": ("No", "Nie", "Nu", "Não", "لا"),
    "dont_know": ("Don't know", "Nie wiem", "Nu știu", "Não sei", "لا أعرف"),
}
AG = {
    "strongly_agree": ("Strongly agree", "Zdecydowanie się zgadzam", "Total de acord", "Concordo totalmente",
                       "أوافق بشدة"),
    "agree": ("Agree", "Zgadzam się", "De acord", "Concordo", "أوافق"),
    "disagree": ("Disagree", "Nie zgadzam się", "Nu sunt de acord", "Discordo", "لا أوافق"),
    "strongly_disagree": ("Strongly disagree", "Zdecydowanie się nie zgadzam", "Total dezacord",
                          "Discordo totalmente", "لا أوافق بشدة"),
    "dont_know": YSN["dont_know"],
}
FAVOURABLE = {"yes", "agree", "strongly_agree"}


def _scale(steps: dict[str, tuple[str, ...]], *, last: bool = True) -> dict[str, object]:
    choices = [{"code": code, "label": dict(zip(LANGUAGES, labels, strict=True)), "favourable": code in FAVOURABLE,
                "apart": code == "dont_know"} for code, labels in steps.items()]
    return {"ordered": True, "polarity": "best_first", "choices": choices if last else choices[:-1]}


def _options(**labels: str) -> list[dict[str, object]]:
    return [{"code": code, "label": label, "exclusive": code == "none"} for code, label in labels.items()]


QUESTIONS: list[dict[str, object]] = [
    {"type": "info", "id": "hello", "text": "Hello"},
    {"type": "consent", "id": "ok", "text": "Are you happy to start?"},
    {"type": "scale", "id": "ysn", "scale": "YSN", "text": "Do you feel safe here?"},
    {"type": "scale", "id": "ag", "scale": "AG", "text": "Staff understand my child's needs."},
    {"type": "scale", "id": "ag4", "scale": "AG4", "text": "Staff understand my child's needs."},
    {"type": "yes_no", "id": "yn", "text": "Are you new here?"},
    {"type": "single", "id": "travel", "text": "How do you get here?",
     "options": _options(bus="Bus", taxi="Taxi", walk="Walk", car="Parent's car", other="Other")},
    {"type": "multi", "id": "lessons", "text": "What do you like?",
     "options": _options(maths="Maths", art="Art", sport="Sport", cooking="Cooking", none="None of these")},
    {"type": "multi", "id": "clubs", "text": "Which clubs?",
     "options": _options(**{f"club_{n}": f"Club {name}" for n, name in enumerate("KLMNOPQRSTUVW", 1)})},
    {"type": "number", "id": "age", "text": "How old are you?", "least": 4, "most": 19},
    {"type": "date", "id": "day", "text": "When did you start?", "earliest": "2020-01-01", "latest": "2027-12-31"},
    {"type": "free_text", "id": "say", "text": "What would you change?"},
    {"type": "group", "id": "stage", "text": "Which year are you in?",
     "options": _options(y9="Year 9", y10="Year 10", y11="Year 11")},
]
SURVEY = Survey.model_validate({
    "id": "every", "audience": "pupil", "title": "Every type",
    "languages": {language: {"status": "draft", "name": language} for language in LANGUAGES},
    "scales": {"YSN": _scale(YSN), "AG": _scale(AG), "AG4": _scale(AG, last=False)},
    "sections": [{"id": "all", "title": "All", "questions": QUESTIONS}]})


@pytest.fixture
def survey() -> Survey:
    return SURVEY


@pytest.fixture
def today() -> dt.date:
    return TODAY
