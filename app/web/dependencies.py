"""What a route may ask for: who is there, what time it is, a session, a form."""

import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from app.domain.charter import Charter, CharterLibrary
from app.domain.codes import Randomness
from app.domain.people import Seat
from app.domain.short_forms import ShortForms
from app.domain.sign_ins import SignIn, is_look_due
from app.services import accounts
from app.web.form_data import Fields, read_form
from app.web.policy import SignInNeeded, why_not_enter
from app.web.site import Site

LOOKING = "the engine to look with"

# What waits for nothing is async: FastAPI sends plain functions to a thread and back, for 0.1 ms each.
# A session opens nothing before its first statement, so only the commit has to wait in a thread.


async def transaction(request: Request) -> AsyncIterator[Session]:
    """One request, one transaction: committed if the route returns, rolled back if it raises."""
    with _session(request, request.app.state.engine) as session:
        yield session
        await run_in_threadpool(session.commit)


def _session(request: Request, engine: Engine) -> Session:
    return Session(engine, info={LOOKING: request.app.state.reading_engine})


def look_only(session: Session) -> None:
    """What a route's session did is undone, and from here on it takes no write lock."""
    session.rollback()
    session.bind = session.info[LOOKING]


async def reading(request: Request) -> AsyncIterator[Session]:
    """For looking only: takes no write lock, and is rolled back whatever happens."""
    with _session(request, request.app.state.reading_engine) as session:
        yield session


async def utc_now(request: Request) -> datetime:
    return cast(datetime, request.app.state.now())


async def randomness() -> Randomness:
    return secrets.token_bytes


async def site(request: Request) -> Site:
    return cast(Site, request.app.state.site)


async def library(request: Request) -> CharterLibrary:
    """Every version: an assessment keeps to the one it was opened with."""
    return cast(CharterLibrary, request.app.state.library)


async def short_forms(request: Request) -> ShortForms:
    return cast(ShortForms, request.app.state.short_forms)


async def current_charter(request: Request) -> Charter:
    """The newest version: for browsing."""
    return cast(Charter, request.app.state.library.newest)


def maybe_seat(request: Request) -> Seat | None:
    """Who sits here, if anyone does. Looked up once a request, without a write lock."""
    here: Site = request.app.state.site
    cookie = request.cookies.get(here.cookie("sign-in"))
    seat = None
    if cookie:
        now = request.app.state.now()
        with Session(request.app.state.reading_engine) as session:
            sign_in = accounts.find_sign_in(
                session,
                cookie,
                now=now,
                idle_minutes=here.sign_in_idle_minutes,
                longest_hours=here.sign_in_longest_hours,
            )
            seat = accounts.find_seat(session, sign_in) if sign_in else None
        if sign_in and is_look_due(sign_in, now=now):
            note_look(request, sign_in, now)
    request.state.seat = seat
    return seat


def note_look(request: Request, sign_in: SignIn, now: datetime) -> None:
    # A look that could not be noted, because somebody else is writing, is no reason to refuse a page.
    with suppress(DBAPIError), Session(request.app.state.engine) as session, session.begin():
        accounts.note_look(session, sign_in, now=now)


async def current_seat(request: Request, seat: Annotated[Seat | None, Depends(maybe_seat)]) -> Seat:
    """The seat somebody sits in, if the policy lets that kind of seat in here."""
    if seat is None:
        raise SignInNeeded("Sign in to see this page.")
    if reason := why_not_enter(request, seat):
        raise reason
    return seat


# scope="function" commits before the reply leaves. Otherwise a browser could be told that its answer
# was kept when the commit then failed (docs/decisions/0003).
Transaction = Annotated[Session, Depends(transaction, scope="function")]
Reading = Annotated[Session, Depends(reading, scope="function")]
Now = Annotated[datetime, Depends(utc_now)]
Random = Annotated[Randomness, Depends(randomness)]
SiteHere = Annotated[Site, Depends(site)]
Library = Annotated[CharterLibrary, Depends(library)]
Forms = Annotated[ShortForms, Depends(short_forms)]
CurrentCharter = Annotated[Charter, Depends(current_charter)]
MaybeSeat = Annotated[Seat | None, Depends(maybe_seat)]
CurrentSeat = Annotated[Seat, Depends(current_seat)]
Form = Annotated[Fields, Depends(read_form)]


def system_clock() -> datetime:
    return datetime.now(UTC)
