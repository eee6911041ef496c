"""Writes letters whose day has come, and delivers the mail that waits. One of the doors.

A mail server may take seconds over a letter, and in SQLite a transaction keeps everybody else from saving.
So letters are taken in one short transaction, and each is struck off in another as soon as it went. Cut off
in between, that one letter goes once more, under the same Message-ID: better twice than never.
"""

import logging
import secrets
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.delivery import ConnectionLost, Refused, Undelivered
from app.domain.messages import Purpose, WaitingMessage
from app.services import letter_writing, notebook_chores, outbox
from app.storage.post import Deliver, Post

log = logging.getLogger(__name__)

MOST_AT_ONCE = 20
MOST_LOST = 3  # connections in a row: a server that is there does not hang up on everybody
SECONDS_BETWEEN = 20.0
MOST_SECONDS_BETWEEN = 600.0
MOST_SECONDS_TO_STOP = 15.0

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def never() -> bool:
    return False


@dataclass
class Sent:
    """`taken` were tried, or would have been had the server not been down."""

    taken: int = 0
    went: int = 0
    is_server_down: bool = False


def write_due_letters(
    engine: Engine, *, base_url: str, clock: Clock = system_clock, is_stopping: Callable[[], bool] = never
) -> None:
    """A transaction for some hundred letters, and others may save between them."""
    with Session(engine) as session:
        waiting = letter_writing.waiting_assessments(session, now=clock())
    for assessment_id in waiting:
        while not is_stopping() and _write_some(engine, assessment_id, base_url=base_url, now=clock()):
            pass


def _write_some(engine: Engine, assessment_id: int, *, base_url: str, now: datetime) -> bool:
    with Session(engine) as session, session.begin():
        return letter_writing.write_some(
            session, assessment_id, now=now, randomness=secrets.token_bytes, base_url=base_url
        )


def see_to_notebooks(engine: Engine, *, base_url: str, clock: Clock = system_clock) -> None:
    """Reminders that people asked for, and what is kept of those who have left."""
    is_any_left = True
    while is_any_left:
        with Session(engine) as session, session.begin():
            is_any_left = notebook_chores.write_reminders(session, base_url=base_url, now=clock()) > 0
            notebook_chores.clear(session, now=clock())


def send_all(
    engine: Engine, post: Post, *, clock: Clock = system_clock, is_stopping: Callable[[], bool] = never
) -> Sent:
    """Until nothing is due, or the mail server is down."""
    total = Sent()
    while not (is_stopping() or total.is_server_down):
        sent = send_waiting(engine, post, clock=clock, is_stopping=is_stopping)
        if not sent.taken:
            break
        total = Sent(total.taken + sent.taken, total.went + sent.went, sent.is_server_down)
    return total


def send_deeds(engine: Engine, post: Post) -> Sent:
    """What somebody waits for at a page, and not what is written to everybody."""
    return send_waiting(engine, post, purposes=(Purpose.DEED,))


def send_waiting(
    engine: Engine,
    post: Post,
    *,
    most: int = MOST_AT_ONCE,
    purposes: tuple[Purpose, ...] = tuple(Purpose),
    clock: Clock = system_clock,
    is_stopping: Callable[[], bool] = never,
) -> Sent:
    with Session(engine) as session, session.begin():
        taken = outbox.take(session, now=clock(), most=most, purposes=purposes)
    sent = Sent(taken=len(taken))
    if taken:
        begin_before = clock() + timedelta(minutes=outbox.MINUTES_TO_BEGIN)
        with post() as deliver:
            left = _deliver_each(
                engine, deliver, taken, sent, clock, lambda: clock() < begin_before and not is_stopping()
            )
        if left:
            with Session(engine) as session, session.begin():
                outbox.let_go(session, left)
    return sent


def _deliver_each(
    engine: Engine,
    deliver: Deliver,
    taken: Sequence[WaitingMessage],
    sent: Sent,
    clock: Clock,
    may_begin: Callable[[], bool],
) -> Sequence[WaitingMessage]:
    """Those that were not tried: their tries are not used up."""
    lost, waiting = 0, deque(taken)
    while waiting and may_begin() and not sent.is_server_down:
        try:
            refused = _deliver(deliver, waiting[0])
        except OSError as fault:  # no route, no disc, no mail server
            log.warning("the mail server takes no mail: %s", type(fault).__name__)
            sent.is_server_down = True
            break
        with Session(engine) as session, session.begin():
            if refused is None:
                outbox.note_sent(session, waiting[0])
            else:
                outbox.note_refused(session, waiting[0], refused, now=clock())
        waiting.popleft()
        sent.went += refused is None
        lost = lost + 1 if isinstance(refused, ConnectionLost) else 0
        sent.is_server_down = lost == MOST_LOST
    return waiting


def _deliver(deliver: Deliver, waiting: WaitingMessage) -> Refused | None:
    try:
        deliver(waiting.message)
    except Refused as refused:
        return refused
    except OSError:
        raise
    except Exception as fault:  # whatever is wrong with this one, it holds up nobody else's
        log.warning("a message could not be made: %s", type(fault).__name__)
        return Refused(Undelivered.WOULD_NOT_TAKE_IT, is_final=False)
    return None


class MailWorker:
    """The server's own: writes and sends until it is stopped. Several at once share the work."""

    def __init__(self, engine: Engine, post: Post, *, base_url: str, clock: Clock) -> None:
        self._engine = engine
        self._post = post
        self._base_url = base_url
        self._clock = clock
        self._stopping = Event()
        self._woken = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        self._stopping.clear()
        self._thread = Thread(target=self._run, name="mail", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._woken.set()

    def stop(self) -> None:
        """Once the message in hand has gone, unless the mail server takes its time over it."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(MOST_SECONDS_TO_STOP)

    def _run(self) -> None:
        rest = SECONDS_BETWEEN
        while not self._stopping.is_set():
            rest = SECONDS_BETWEEN if self._works() else min(2 * rest, MOST_SECONDS_BETWEEN)
            self._woken.wait(rest)
            self._woken.clear()

    def _works(self) -> bool:
        stopping = self._stopping.is_set
        try:
            write_due_letters(self._engine, base_url=self._base_url, clock=self._clock, is_stopping=stopping)
            see_to_notebooks(self._engine, base_url=self._base_url, clock=self._clock)
            return not send_all(
                self._engine, self._post, clock=self._clock, is_stopping=stopping
            ).is_server_down
        except Exception as fault:  # whatever it is, the site goes on, and the next round tries again
            log.warning("mail still waits: %s", type(fault).__name__)
            return False
