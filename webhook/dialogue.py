"""The one use case of the running bot: somebody comes in, is asked, answers, and leaves.

It knows no channel and no web. A channel gives it what was said, and sends on what it gives back.
"""

import hashlib
import secrets
from collections.abc import Callable

from bot import engine
from bot.conversation import Conversation, Inbound, Reply, State
from bot.signposting import asks_for_help
from storage.errors import WaveClosed
from storage.invitations import Invitation, InvitationState
from storage.store import Store, Transaction
from surveys.survey import Survey
from surveys.wave import Wave, WaveState
from webhook.clock import Clock
from webhook.keeping import Overtaken, Surveys, closed, keep, spoken
from webhook.safeguarding import joining
from webhook.turns import MOST_GUESSES, Away, Entered, Key, Refusal, Turn

HANDLE_BYTES = 32


class Dialogue:
    """Conversations of every wave in one store. `random(n)` gives n unguessable bytes."""

    def __init__(self, store: Store, clock: Clock,
                 random: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._store = store
        self._clock = clock
        self._random = random
        self._surveys = Surveys()

    def enter(self, key: Key) -> Entered | Away | Refusal:
        """Let the holder of `key` in: to where they were on this device, or to the beginning.

        An unknown code is counted against the client; a token is too long to be guessed.
        """
        hour = int(self._clock().timestamp() // 3600)
        with self._store.begin() as tx:
            if key.token:
                invitation = tx.invitations.by_token(key.token)
            elif not tx.guesses.allowed(key.client, hour) or tx.guesses.total(hour) >= MOST_GUESSES:
                return Refusal.TOO_MANY
            else:
                invitation = tx.invitations.by_code(key.code)
            wave = tx.waves.get(invitation.wave) if invitation else None
            if invitation is None or wave is None:
                if not key.token:
                    tx.guesses.wipe(hour - 24)
                    tx.guesses.add(key.client, hour)
                return Refusal.UNKNOWN
            return self._admit(tx, wave, invitation, key)

    def current(self, handle: bytes, *, back: bool = False) -> Turn | Away | Refusal:
        """Give what the conversation waits for, again; `back` welcomes somebody who was away."""
        with self._store.read() as tx:
            held = tx.conversations.get(handle)
            wave = tx.waves.get(held.wave) if held else None
            if held is None or wave is None:
                return Refusal.LOST
            survey, conversation = self._surveys.loaded(wave, held)
            if wave.state is not WaveState.OPEN:
                return Away(survey, closed(survey, wave, conversation.language))
            return Turn(survey, wave.id, _put(survey, conversation, back=back), State.ASKING,
                        _resume(held.invitation))

    def receive(self, handle: bytes, inbound: Inbound) -> Turn | Away | Refusal:
        """Take one thing said, in one transaction; where another overtakes it, once more, then not at all."""
        for _ in range(2):
            try:
                with self._store.begin() as tx:
                    return self._step(tx, handle, inbound)
            except (Overtaken, WaveClosed):
                continue
        return self.current(handle)

    def overheard(self, words: str, client: bytes) -> bool:
        """Let words that may ask for help be heard although their conversation is gone; say whether they do.

        A client, told apart as for wrong codes, is heard so a few times an hour: anybody can send such words.
        """
        if not asks_for_help(words):
            return False
        client, hour = b"overheard:" + client, int(self._clock().timestamp() // 3600)
        with self._store.begin() as tx:
            if tx.guesses.allowed(client, hour):
                tx.guesses.add(client, hour)
                joining.alone(tx, words)
        return True

    def survey(self, wave_id: str) -> Survey | None:
        """Give the survey of a wave, for what is shown after a conversation is deleted."""
        with self._store.read() as tx:
            wave = tx.waves.get(wave_id)
        return self._surveys.of(wave) if wave else None

    def _admit(self, tx: Transaction, wave: Wave, invitation: Invitation, key: Key) -> Entered | Away:
        survey = self._surveys.of(wave)
        language = spoken(key.languages, wave.languages)
        if wave.state is not WaveState.OPEN:
            return Away(survey, closed(survey, wave, language))
        if invitation.state is InvitationState.DONE:
            return Away(survey, engine.turned_away(survey, "already_done", language))
        resume = _resume(invitation.id)
        kept = key.kept.get(resume)
        held = tx.conversations.get(kept) if kept else None
        if kept is not None and held is not None and held.invitation == invitation.id:
            return Entered(kept, resume, again=True)
        handle = self._random(HANDLE_BYTES)
        begun = engine.start(survey, channel=key.channel, language=language).conversation
        tx.conversations.start(handle, wave.id, invitation.id, begun.dump())
        tx.invitations.mark(invitation.id, "started")
        return Entered(handle, resume)

    def _step(self, tx: Transaction, handle: bytes, inbound: Inbound) -> Turn | Away | Refusal:
        held = tx.conversations.get(handle)
        wave = tx.waves.get(held.wave) if held else None
        if held is None or wave is None:
            return Refusal.LOST
        survey, conversation = self._surveys.loaded(wave, held)
        if wave.state is not WaveState.OPEN:
            tx.conversations.end(handle)
            joining.too_late(tx, survey, conversation, inbound)
            return Away(survey, closed(survey, wave, conversation.language))
        step = joining.advance(tx, survey, conversation, inbound)
        if not keep(tx, handle, held, survey, step.conversation):
            return Away(survey, engine.turned_away(survey, "already_done", conversation.language))
        return Turn(survey, wave.id, step.replies, step.conversation.state, _resume(held.invitation))


def _put(survey: Survey, conversation: Conversation, *, back: bool) -> tuple[Reply, ...]:
    if conversation.answers:
        return ((engine.resume if back else engine.current)(survey, conversation),)
    opening = engine.opening(survey, conversation)
    return (*((opening,) if opening else ()), engine.current(survey, conversation))


def _resume(invitation: bytes) -> str:
    """Give the name under which a device keeps the handle of one invitation's conversation."""
    return hashlib.blake2b(invitation, digest_size=8, person=b"heard resume").hexdigest()
