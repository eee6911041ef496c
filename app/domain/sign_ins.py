"""Sign-ins: how long a browser stays signed in, and how long a mailed link or code lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_CODE_TRIES = 5
LOOKS_ARE_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class SignIn:
    """A signed-in browser, and the seat its person sits in."""

    cookie_hash: str
    person_id: int
    seat_id: int | None
    began_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class SignInRequest:
    """A mailed link and code. Without a person nothing was mailed, and it opens nothing."""

    id: str
    person_id: int | None
    code_hash: str
    expires_at: datetime
    tries_left: int
    used: bool


def has_ended(sign_in: SignIn, *, now: datetime, idle_minutes: int, longest_hours: int) -> bool:
    unused_for, lasted = now - sign_in.seen_at, now - sign_in.began_at
    return unused_for > timedelta(minutes=idle_minutes) or lasted > timedelta(hours=longest_hours)


def is_look_due(sign_in: SignIn, *, now: datetime) -> bool:
    """Once a minute is enough to know that somebody is still here."""
    return now - sign_in.seen_at >= LOOKS_ARE_NOTED_EVERY


def is_over(request: SignInRequest, *, now: datetime) -> bool:
    return request.used or request.expires_at <= now


def masked(email: str) -> str:
    """Enough to recognise one's own address by, and not enough to learn it."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}"
