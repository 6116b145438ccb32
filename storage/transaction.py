"""One transaction, with everything that is kept as its parts."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from storage.accounts import Accounts
from storage.admission import Admission
from storage.alerts import Alerts
from storage.audits import Audits
from storage.ballots import Ballots
from storage.claims import Claims
from storage.comments import Comments
from storage.contacts import Contacts
from storage.conversations import Conversations
from storage.guesses import Guesses
from storage.holdings import Holdings
from storage.invitations import Invitations
from storage.keyring import Keyring
from storage.optouts import OptOuts
from storage.outbox import Outbox
from storage.progress import Progress
from storage.releases import Releases
from storage.reviews import Reviews
from storage.sessions import Sessions
from storage.settings import Settings
from storage.tables import concerns, requests
from storage.tallies import Tallies
from storage.themings import Themings
from storage.waiting import Waiting
from storage.waves import Waves


@dataclass(frozen=True, slots=True)
class Transaction:
    """Everything done through its parts is kept together or not at all."""

    setting: Settings
    waves: Waves
    invitations: Invitations
    conversations: Conversations
    ballots: Ballots
    tallies: Tallies
    comments: Comments
    releases: Releases
    audits: Audits
    guesses: Guesses
    progress: Progress
    contacts: Contacts
    optouts: OptOuts
    claims: Claims
    outbox: Outbox
    concerns: Waiting
    requests: Waiting
    reviews: Reviews
    themings: Themings
    accounts: Accounts
    sessions: Sessions
    alerts: Alerts
    holdings: Holdings
    admission: Admission


def transaction(connection: Connection, keyring: Keyring, today: Callable[[], dt.date]) -> Transaction:
    """Give the parts of one transaction on `connection`."""
    admission = Admission()
    waves = Waves(connection)
    return Transaction(
        setting=Settings(connection),
        waves=waves,
        invitations=Invitations(connection, keyring, admission),
        conversations=Conversations(connection, keyring, admission, today),
        ballots=Ballots(connection, keyring, waves, admission),
        tallies=Tallies(connection),
        comments=Comments(connection, keyring, admission),
        releases=Releases(connection),
        audits=Audits(connection),
        guesses=Guesses(connection, keyring),
        progress=Progress(connection),
        contacts=Contacts(connection, keyring, admission),
        optouts=OptOuts(connection, keyring),
        claims=Claims(connection, keyring, today),
        outbox=Outbox(connection, keyring, admission),
        concerns=Waiting(connection, keyring, admission, concerns),
        requests=Waiting(connection, keyring, admission, requests),
        reviews=Reviews(connection),
        themings=Themings(connection),
        accounts=Accounts(connection, keyring),
        sessions=Sessions(connection),
        alerts=Alerts(connection, keyring),
        holdings=Holdings(connection),
        admission=admission,
    )
