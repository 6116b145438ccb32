"""What can be wrong with a questionnaire that reads well: rules L01 to L32, as a table."""

from collections.abc import Callable, Iterator, Sequence

from surveys import draft as drafts
from surveys import structure
from surveys.document import Finding
from surveys.draft import Draft
from surveys.errors import Problem
from surveys.lint import answering, history, languages, messages, routing, wording
from surveys.lint.rule import Context, Rule
from surveys.survey import Survey


def _of_draft(check: Callable[[Draft], Iterator[Finding]]) -> Callable[[Context], Iterator[Finding]]:
    return lambda context: check(context.draft)


def _not_text(context: Context) -> Iterator[Finding]:
    return (found for found in context.draft.findings if found.rule == "L03")


RULES: tuple[Rule, ...] = (
    Rule("L01", "duplicate id", _of_draft(structure.duplicate_ids)),
    Rule("L02", "id reused with another type", history.reused_ids),
    Rule("L03", "true, false or a number where text belongs", _not_text),
    Rule("L04", "unknown reference", _of_draft(structure.unknown_references)),
    Rule("L05", "reference to a later question", _of_draft(structure.later_references)),
    Rule("L06", "comparison with what can never be answered", routing.literals_fit),
    Rule("L07", "question that can never be asked", routing.never_asked),
    Rule("L08", "path with no end, or a circle", routing.endings),
    Rule("L09", "condition that is always or never true", routing.constant_conditions),
    Rule("L10", "fewer than two choices", answering.enough_choices),
    Rule("L11", "duplicate code", _of_draft(structure.duplicate_codes)),
    Rule("L12", "one reply, two choices", answering.clashing_words),
    Rule("L13", "answer that is a command", answering.control_words),
    Rule("L14", "required with no way out", answering.way_out, warns=True),
    Rule("L15", "'none' that is not exclusive", answering.lone_choices),
    Rule("L16", "scale without its order", answering.scale_order),
    Rule("L17", "scales that run both ways", answering.mixed_directions, warns=True),
    Rule("L18", "earlier answer with no fallback", wording.piping),
    Rule("L19", "typed words shown again", wording.piped_words),
    Rule("L20", "language that lacks a text, or is a draft", languages.missing_strings),
    Rule("L21", "translation of nothing", languages.empty_base),
    Rule("L22", "choices differ by language", languages.uneven_choices),
    Rule("L23", "placeholders differ by language", languages.uneven_placeholders),
    Rule("L24", "SMS too long or out of its alphabet", messages.segments, warns=True),
    Rule("L25", "too much for buttons", answering.buttons),
    Rule("L26", "hard to read", wording.reading_level, warns=True),
    Rule("L27", "asks who someone is", wording.identifying),
    Rule("L28", "needed message missing", messages.needed_messages),
    Rule("L29", "too many questions by SMS", messages.length_by_sms, warns=True),
    Rule("L30", "series broken without saying so", history.broken_series),
    Rule("L31", "free words by SMS, names not warned of", messages.names_by_sms, warns=True),
    Rule("L32", "sensitive question by SMS", messages.sensitive_by_sms, warns=True),
)


def check(text: str, file: str = "<text>", *, earlier: Survey | None = None, breaking: bool = False,
          channels: Sequence[str] | None = None, languages_live: Sequence[str] | None = None,
          ) -> tuple[Problem, ...]:
    """Give every fault of a questionnaire file, in file order; empty when there is none.

    `earlier` is the version before it, `breaking` that its series may be split; `channels` (else the file's
    own) and `languages_live` are what a wave would open with.
    """
    draft = drafts.read(text, file)
    if draft.document.value is None:
        return draft.problems(draft.findings)
    live = None if languages_live is None else tuple(languages_live)
    return _problems(Context(draft, tuple(channels or draft.channels), live, earlier, breaking))


def check_wave(survey: Survey, file: str, *, channels: Sequence[str], languages_live: Sequence[str],
               ) -> tuple[Problem, ...]:
    """Give every fault of a questionnaire as a wave would open it: chosen sets, channels and languages."""
    draft = drafts.of(survey, file)
    return _problems(Context(draft, tuple(channels), tuple(languages_live), whole=True))


def _problems(context: Context) -> tuple[Problem, ...]:
    draft = context.draft
    known = {rule.id for rule in RULES}
    findings = [finding for finding in draft.findings if finding.rule not in known]
    for form in (structure.unreadable_conditions, structure.two_groups, structure.bands_and_ranges):
        findings += form(draft)
    for rule in RULES:
        findings += rule.check(context)
    return draft.problems(findings)
