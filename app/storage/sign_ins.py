"""Sign-ins: the browsers that are signed in, and the links and codes that people asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, insert, literal, select, update
from sqlmodel import Session

from app.domain.sign_ins import MOST_CODE_TRIES, SignIn, SignInRequest
from app.storage.tables import OUTGOING_MESSAGE, PERSON, SIGN_IN, SIGN_IN_REQUEST

_SIGN_IN = select(SIGN_IN).where(SIGN_IN.c.cookie_hash == bindparam("cookie_hash"))
_OF_PERSON = select(SIGN_IN).where(SIGN_IN.c.person_id == bindparam("person_id")).order_by(SIGN_IN.c.began_at)
_BEGUN = insert(SIGN_IN)
_SEEN = (
    update(SIGN_IN)
    .where(SIGN_IN.c.cookie_hash == bindparam("of_cookie"))
    .values(seen_at=bindparam("last_seen"))
)
_MOVED = (
    update(SIGN_IN)
    .where(SIGN_IN.c.cookie_hash == bindparam("old_cookie"))
    .values(cookie_hash=bindparam("new_cookie"), seat_id=bindparam("new_seat"))
)
_ENDED = delete(SIGN_IN).where(SIGN_IN.c.cookie_hash == bindparam("of_cookie"))
_ENDED_AT = delete(SIGN_IN).where(SIGN_IN.c.seat_id == bindparam("seat_id"))
_ENDED_LONG_AGO = delete(SIGN_IN).where(
    (SIGN_IN.c.began_at < bindparam("began_before")) | (SIGN_IN.c.seen_at < bindparam("seen_before"))
)

_REQUEST = select(SIGN_IN_REQUEST).where(SIGN_IN_REQUEST.c.id == bindparam("request_id"))
_REQUEST_OF_TOKEN = select(SIGN_IN_REQUEST).where(SIGN_IN_REQUEST.c.token_hash == bindparam("token_hash"))
_ASKED = insert(SIGN_IN_REQUEST)
_USED = (
    update(SIGN_IN_REQUEST)
    .where(SIGN_IN_REQUEST.c.id == bindparam("request_id"), SIGN_IN_REQUEST.c.used.is_(False))
    .values(used=True)
)
_TRY_SPENT = (
    update(SIGN_IN_REQUEST)
    .where(SIGN_IN_REQUEST.c.id == bindparam("request_id"), SIGN_IN_REQUEST.c.tries_left > 0)
    .values(tries_left=SIGN_IN_REQUEST.c.tries_left - 1)
)
_FORGOTTEN = delete(SIGN_IN_REQUEST).where(SIGN_IN_REQUEST.c.expires_at < bindparam("before"))
_MAILED = insert(OUTGOING_MESSAGE).from_select(
    ["to_address", "subject", "body", "from_name", "tries"],
    select(PERSON.c.email, bindparam("subject"), bindparam("body"), literal(""), literal(0))
    .join(SIGN_IN_REQUEST, SIGN_IN_REQUEST.c.person_id == PERSON.c.id)
    .where(SIGN_IN_REQUEST.c.id == bindparam("request_id"), PERSON.c.email.is_not(None)),
)


def find(session: Session, cookie_hash: str) -> SignIn | None:
    row = session.execute(_SIGN_IN, {"cookie_hash": cookie_hash}).one_or_none()
    return None if row is None else _sign_in(row)


def sign_ins_of(session: Session, person_id: int) -> list[SignIn]:
    """The oldest first."""
    return [_sign_in(row) for row in session.execute(_OF_PERSON, {"person_id": person_id})]


def _sign_in(row: Row[*tuple[Any, ...]]) -> SignIn:
    return SignIn(row.cookie_hash, row.person_id, row.seat_id, row.began_at, row.seen_at)


def begin(session: Session, cookie_hash: str, *, person_id: int, seat_id: int, now: datetime) -> None:
    session.execute(
        _BEGUN,
        {
            "cookie_hash": cookie_hash,
            "person_id": person_id,
            "seat_id": seat_id,
            "began_at": now,
            "seen_at": now,
        },
    )


def note_look(session: Session, cookie_hash: str, *, at: datetime) -> None:
    session.execute(_SEEN, {"of_cookie": cookie_hash, "last_seen": at})


def move(session: Session, cookie_hash: str, *, to_cookie_hash: str, seat_id: int) -> bool:
    """To another seat, under a new cookie. False if the sign-in has ended meanwhile."""
    values = {"old_cookie": cookie_hash, "new_cookie": to_cookie_hash, "new_seat": seat_id}
    return session.exec(_MOVED, params=values).rowcount == 1


def end(session: Session, cookie_hash: str) -> None:
    session.execute(_ENDED, {"of_cookie": cookie_hash})


def end_all_at(session: Session, seat_id: int) -> None:
    session.execute(_ENDED_AT, {"seat_id": seat_id})


def forget_ended(session: Session, *, began_before: datetime, seen_before: datetime) -> None:
    session.execute(_ENDED_LONG_AGO, {"began_before": began_before, "seen_before": seen_before})


def ask(
    session: Session,
    *,
    request_id: str,
    person_id: int | None,
    token_hash: str,
    code_hash: str,
    expires_at: datetime,
) -> None:
    session.execute(
        _ASKED,
        {
            "id": request_id,
            "person_id": person_id,
            "token_hash": token_hash,
            "code_hash": code_hash,
            "expires_at": expires_at,
            "tries_left": MOST_CODE_TRIES,
            "used": False,
        },
    )


def mail(session: Session, request_id: str, *, subject: str, body: str) -> None:
    """To the address on record; to nobody where the request has no person.

    One statement in both cases, so that the time it takes tells nobody which addresses are known.
    """
    session.execute(_MAILED, {"request_id": request_id, "subject": subject, "body": body})


def find_request(session: Session, request_id: str) -> SignInRequest | None:
    return _request(session.execute(_REQUEST, {"request_id": request_id}).one_or_none())


def find_request_of_token(session: Session, token_hash: str) -> SignInRequest | None:
    return _request(session.execute(_REQUEST_OF_TOKEN, {"token_hash": token_hash}).one_or_none())


def _request(row: Row[*tuple[Any, ...]] | None) -> SignInRequest | None:
    if row is None:
        return None
    return SignInRequest(row.id, row.person_id, row.code_hash, row.expires_at, row.tries_left, row.used)


def use_request(session: Session, request_id: str) -> bool:
    """False if somebody was quicker."""
    return session.exec(_USED, params={"request_id": request_id}).rowcount == 1


def spend_try(session: Session, request_id: str) -> bool:
    """False if there was none left."""
    return session.exec(_TRY_SPENT, params={"request_id": request_id}).rowcount == 1


def forget_requests(session: Session, *, before: datetime) -> None:
    session.execute(_FORGOTTEN, {"before": before})
