"""After STOP nothing goes to that number until START, on any interleaving of people, worker, reminders, crashes."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.conversation import Inbound
from webhook.channels.contract import Arrival, Gone, Later, Unsure

ANN, BEN = "+447700900101", "+447700900102"
PEOPLE = st.sampled_from([ANN, BEN])
PROVIDER, OURS = ("STOP", "Unsubscribe", "quit"), ("stop texting me", "wrong number", "stop stop", "opt out")
WORDS = ("1", "2", "hello", "help", "who is this?", "skip", "back", "I want to die", "polski", "", "More music.")


class AnyOrder(RuleBasedStateMachine):
    """Two people, of whom each may have stopped; `quiet` holds those to whom nothing may go now."""

    make_world = None

    @initialize(children=st.sampled_from([0, 2]))
    def begin(self, children):
        self.folder = tempfile.TemporaryDirectory()
        self.world = type(self).make_world(Path(self.folder.name))
        self.world.open()
        for who in (ANN, BEN):
            self.world.know(who, children=children)
        self.world.invite()
        self.quiet, self.leased, self.nth, self.broken = {}, (), 0, []
        send = self.world.toy.send

        def watched(address, message, outbox_id):
            if address in self.quiet:  # a fault raised in here would be taken for the provider's
                self.quiet[address] -= 1
                if self.quiet[address] < 0 or message.buttons:
                    self.broken.append(message.text)
            return send(address, message, outbox_id)

        self.world.toy.send = watched

    def arrives(self, who, words, **more):
        self.nth += 1
        self.world.messaging.receive(Arrival("sms", who, f"SM{self.nth}", Inbound(words=words), **more))

    @invariant()
    def nothing_went_after_stop(self):
        assert not getattr(self, "broken", None)

    @rule(who=PEOPLE, words=st.sampled_from(WORDS))
    def writes(self, who, words):
        self.arrives(who, words)

    @rule(who=PEOPLE, words=st.sampled_from(PROVIDER))
    def stops(self, who, words):
        self.arrives(who, words)
        self.quiet.setdefault(who, 0)

    @rule(who=PEOPLE)
    def stops_by_the_provider(self, who):
        self.arrives(who, "halt", opt_out="stop", say_nothing=True)
        self.quiet.setdefault(who, 0)

    @rule(who=PEOPLE, words=st.sampled_from(OURS))
    def stops_in_words(self, who, words):
        self.arrives(who, words)
        self.quiet.setdefault(who, 1)

    @rule(who=PEOPLE, words=st.sampled_from(["START", "unstop", "start"]))
    def starts(self, who, words):
        self.quiet.pop(who, None)
        self.arrives(who, words)

    @rule()
    def a_worker_takes_some(self):
        self.leased += self.world.sender._claim()

    @rule()
    def and_sends_them_later(self):
        for id_ in self.leased:
            self.world.sender._send(id_)
        self.leased = ()

    @rule()
    def a_worker_dies(self):
        self.leased = ()
        self.world.clock.forward(minutes=2)
        self.world.sender.sweep()

    @rule()
    def a_worker_runs(self):
        self.world.run()

    @rule(fault=st.sampled_from([Later(seconds=5), Unsure(), Gone(), Gone(opted_out=True)]))
    def the_provider_fails(self, fault):
        self.world.toy.faults = [fault]

    @rule(days=st.sampled_from([1, 3, 7]))
    def days_pass(self, days):
        self.world.clock.forward(days=days)

    @rule()
    def reminders_are_planned(self):
        self.world.reminders.plan()

    @rule()
    def everybody_is_invited(self):
        self.world.invite()

    def teardown(self):
        if hasattr(self, "world"):
            self.world.run()
            self.world.store.close()
            self.folder.cleanup()
            assert not self.broken


def test_after_stop_nothing_until_start(make_world):
    machine = type("Machine", (AnyOrder,), {"make_world": staticmethod(make_world)})
    run_state_machine_as_test(machine, settings=settings(
        max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)))
