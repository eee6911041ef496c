"""Signing in by a mailed link or code, changing seats, signing out."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.domain import codes
from app.domain.codes import Randomness
from app.domain.errors import NotFound
from app.domain.people import Seat, SeatKind, email_as_kept
from app.domain.sign_ins import SignIn, SignInRequest, has_ended, is_over, masked
from app.storage import audit, people, seats, sign_ins

REQUESTS_KEPT = timedelta(days=1)
SIGN_INS_KEPT = timedelta(days=30)  # longer than any setting lets one last
# Somebody with several seats begins in the first of these.
FIRST_SEATS = (
    SeatKind.HR_DIRECTOR,
    SeatKind.CONVENOR,
    SeatKind.FELLOW,
    SeatKind.ADMIN,
    SeatKind.RESPONDENT,
)
CODE_PURPOSE = "sign-in code"

LETTER_SUBJECT = "Your way in to Good Partners"
LETTER = """Hello,

This link signs you in to Good Partners:

{link}

Or type this code on the page where you asked for it: {code}

Both last {minutes} minutes and work once. If it wasn’t you who asked,
leave this be: nobody gets in without this mail.

Good Partners
"""


@dataclass(frozen=True)
class SignedIn:
    """The cookie to hand to the browser, and the seat it sits in."""

    cookie: str
    seat: Seat


@dataclass(frozen=True)
class WrongCode:
    """With no tries left, or after its time, only a new code helps."""

    tries_left: int


# Looking


def find_sign_in(
    session: Session, cookie: str, *, now: datetime, idle_minutes: int, longest_hours: int
) -> SignIn | None:
    sign_in = sign_ins.find(session, codes.token_hash(cookie))
    if sign_in is None or has_ended(sign_in, now=now, idle_minutes=idle_minutes, longest_hours=longest_hours):
        return None
    return sign_in


def find_seat(session: Session, sign_in: SignIn) -> Seat | None:
    if sign_in.seat_id is None:
        return None
    return seats.get_seat(session, sign_in.seat_id)


def note_look(session: Session, sign_in: SignIn, *, now: datetime) -> None:
    sign_ins.note_look(session, sign_in.cookie_hash, at=now)


def seats_of(session: Session, by: Seat) -> list[Seat]:
    return seats.seats_of(session, by.person_id)


# Asking


def ask_to_sign_in(
    session: Session,
    email: str,
    *,
    now: datetime,
    lasts_minutes: int,
    base_url: str,
    key: str,
    randomness: Randomness,
) -> str:
    """The request's id, for the browser that asked. An unknown address gets one too, and the same work."""
    request_id, token, code = codes.token(randomness), codes.token(randomness), codes.short_code(randomness)
    sign_ins.forget_requests(session, before=now - REQUESTS_KEPT)
    sign_ins.ask(
        session,
        request_id=request_id,
        person_id=_account_of(session, email),
        token_hash=codes.token_hash(token),
        code_hash=_code_hash(key, request_id, code),
        expires_at=now + timedelta(minutes=lasts_minutes),
    )
    link = f"{base_url}/sign-in/link/{token}"
    body = LETTER.format(link=link, code=f"{code[:3]} {code[3:]}", minutes=lasts_minutes)
    sign_ins.mail(session, request_id, subject=LETTER_SUBJECT, body=body)
    return request_id


def _account_of(session: Session, email: str) -> int | None:
    """Whoever holds a seat, or else is on a staff list: her own pages are there for everybody on one.

    Both are always looked up, so that the time it takes tells nobody which addresses are known.
    """
    held = seats.seats_of_address(session, email_as_kept(email))
    listed = [each for each in people.people_with_address(session, email) if each.organisation_id]
    if held:
        return _first_seat(held).person_id
    return listed[0].id if listed else None


def _code_hash(key: str, request_id: str, code: str) -> str:
    return codes.keyed_hash(key, CODE_PURPOSE, f"{request_id} {code}")


# Coming in


def whose_link(session: Session, token: str, *, now: datetime) -> str | None:
    """The address it was mailed to, mostly hidden; None if the link has had its day. Uses nothing up."""
    request = sign_ins.find_request_of_token(session, codes.token_hash(token))
    if request is None or is_over(request, now=now):
        return None
    email = people.get_person(session, request.person_id).email if request.person_id else None
    return masked(email) if email else None


def follow_link(session: Session, token: str, *, now: datetime, randomness: Randomness) -> SignedIn | None:
    request = sign_ins.find_request_of_token(session, codes.token_hash(token))
    return None if request is None else _use(session, request, now=now, randomness=randomness)


def enter_code(
    session: Session, request_id: str, typed: str, *, now: datetime, key: str, randomness: Randomness
) -> SignedIn | WrongCode:
    """A wrong code is returned and not raised, so that the try it cost is kept."""
    request = sign_ins.find_request(session, request_id)
    if request is None or is_over(request, now=now) or not sign_ins.spend_try(session, request.id):
        return WrongCode(tries_left=0)
    typed_hash = _code_hash(key, request.id, codes.read_letters(typed))
    if hmac.compare_digest(typed_hash, request.code_hash):
        signed_in = _use(session, request, now=now, randomness=randomness)
        if signed_in is not None:
            return signed_in
    return WrongCode(tries_left=request.tries_left - 1)


def account_asked_for(session: Session, request_id: str) -> str:
    """What guesses at its code are counted under: the account, or else the request."""
    request = sign_ins.find_request(session, request_id)
    return str(request.person_id) if request and request.person_id else request_id


def _use(
    session: Session, request: SignInRequest, *, now: datetime, randomness: Randomness
) -> SignedIn | None:
    if (
        request.person_id is None
        or is_over(request, now=now)
        or not sign_ins.use_request(session, request.id)
    ):
        return None
    _make_room(session, request.person_id)
    return sit_down(session, request.person_id, now=now, randomness=randomness)


def _make_room(session: Session, person_id: int) -> None:
    """A seat of her own for somebody on a staff list who has none yet."""
    person = people.get_person(session, person_id)
    if person.organisation_id and not seats.seats_of(session, person_id):
        seats.add_seat(
            session,
            person_id=person_id,
            kind=SeatKind.RESPONDENT,
            organisation_id=person.organisation_id,
        )


def sit_down(session: Session, person_id: int, *, now: datetime, randomness: Randomness) -> SignedIn:
    """Sign somebody in. Only after a link or a code, or where people are made up."""
    seat = _first_seat(seats.seats_of(session, person_id))
    cookie = codes.token(randomness)
    sign_ins.forget_ended(session, began_before=now - SIGN_INS_KEPT, seen_before=now - SIGN_INS_KEPT)
    sign_ins.begin(session, codes.token_hash(cookie), person_id=person_id, seat_id=seat.id, now=now)
    _record(session, seat, "signed in", now)
    return SignedIn(cookie, seat)


def _first_seat(held: Sequence[Seat]) -> Seat:
    if not held:
        raise NotFound("There is no seat for you here yet.")
    return min(held, key=lambda seat: FIRST_SEATS.index(seat.kind))


# Moving and leaving


def change_seat(
    session: Session, cookie: str, seat_id: int, *, by: Seat, now: datetime, randomness: Randomness
) -> SignedIn:
    """Into another of one's own seats, under a new cookie: the old one dies with the old rights."""
    seat = next((each for each in seats_of(session, by) if each.id == seat_id), None)
    new_cookie = codes.token(randomness)
    if seat is None or not sign_ins.move(
        session, codes.token_hash(cookie), to_cookie_hash=codes.token_hash(new_cookie), seat_id=seat.id
    ):
        raise NotFound("You have no such seat.")
    _record(session, seat, "changed seat", now)
    return SignedIn(new_cookie, seat)


def sign_out(session: Session, cookie: str) -> None:
    sign_ins.end(session, codes.token_hash(cookie))


def _record(session: Session, seat: Seat, action: str, now: datetime) -> None:
    """Never for respondents: it would put a time on answers."""
    if seat.kind is not SeatKind.RESPONDENT:
        audit.record(session, by=seat, at=now, action=action, subject=seat.person_name)
