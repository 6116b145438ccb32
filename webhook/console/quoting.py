"""Reading the comments of closed waves, and deciding which may be quoted."""

from dataclasses import dataclass, field

from flask import Response, abort, request

from bot.redaction import redact
from reports.themes import QUOTES_FROM, suggested, themes
from storage.comments import Kept
from storage.reviews import Decision
from storage.store import Store
from surveys.model import BASE_LANGUAGE
from surveys.wave import Wave, WaveState
from webhook.console.showing import back, page
from webhook.reviewing import roster

_DECISIONS: dict[str, Decision] = {"approved": "approved", "withheld": "withheld"}


@dataclass(frozen=True, slots=True)
class Answered:
    """One question's comments, in a steady order, with what was decided about each by its id."""

    question: str
    comments: tuple[Kept, ...]
    decided: dict[str, Decision]
    themed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    quotable: dict[str, str] = field(default_factory=dict)
    """The words of each comment as they would be quoted, by id."""

    def themes_of(self, one: Kept) -> tuple[str, ...]:
        """Give the themes decided on, or those that the words suggest."""
        return self.themed.get(one.id.hex(), suggested(one.words))

    @property
    def enough(self) -> bool:
        """Whether there are enough for any to be quoted."""
        return len(self.comments) >= QUOTES_FROM

    @property
    def undecided(self) -> int:
        """How many may be quoted by their writers' wish and wait for a decision."""
        return sum(one.may_quote and one.id.hex() not in self.decided for one in self.comments) if self.enough else 0


class Quoting:
    """Pages of the comments of closed waves."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def comments(self) -> Response:
        """List the closed waves with their comments."""
        with self._store.read() as tx:
            closed = [wave for wave in tx.waves.all() if wave.state is WaveState.CLOSED]
        rows = [(wave, self._answered(wave)) for wave in closed]
        return page(self._store, "comments", {"rows": [
            (wave, sum(len(one.comments) for one in answered), sum(one.undecided for one in answered))
            for wave, answered in rows]})

    def comments_of(self, wave: str) -> Response:
        """Show one wave's comments, question by question."""
        known = self._closed(wave)
        return page(self._store, "comments_of", {
            "wave": known, "answered": self._answered(known), "enough": QUOTES_FROM,
            "themes": tuple(themes().values())})

    def decide(self, wave: str) -> Response:
        """Keep what was decided; a comment whose writer did not allow it is never quoted, whatever is sent."""
        known = self._closed(wave)
        answered = self._answered(known)
        with self._store.begin() as tx:
            for one in (one for part in answered if part.enough for one in part.comments if one.may_quote):
                decision = _DECISIONS.get(request.form.get(f"c{one.id.hex()}", ""))
                if decision is not None:
                    tx.reviews.put(known.id, one.id, decision)
            for one in (one for part in answered if part.enough for one in part.comments):
                if f"r{one.id.hex()}" in request.form:
                    chosen = request.form.getlist(f"t{one.id.hex()}")
                    tx.themings.put(known.id, one.id, [code for code in themes() if code in chosen])
        return back("comments_of", told="decided", wave=wave)

    def _closed(self, wave: str) -> Wave:
        with self._store.read() as tx:
            known = tx.waves.get(wave)
        if known is None or known.state is not WaveState.CLOSED:
            abort(404)
        return known

    def _answered(self, wave: Wave) -> tuple[Answered, ...]:
        with self._store.read() as tx:
            kept, decided, themed = tx.comments.kept(wave.id), tx.reviews.get(wave.id), tx.themings.get(wave.id)
            known = roster(tx)
        texts = {question.id: question.text.in_(BASE_LANGUAGE) for question in wave.survey.counted}
        choices = {name.hex(): decision for name, decision in decided.items()}
        about = {name.hex(): codes for name, codes in themed.items()}
        return tuple(Answered(texts.get(question, question), tuple(sorted(found)), choices, about,
                              {one.id.hex(): redact(one.words, known) for one in found})
                     for question, found in kept.items())
