"""How often something may be tried, by one account and from one place on the internet."""

from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from sqlmodel import Session

from app.domain.codes import keyed_hash
from app.storage import attempts

WINDOW_MINUTES = 5
MOST_BY_ACCOUNT = 10
MOST_FROM_A_PLACE = 30
KEPT_HOURS = 24
# A household or an office has about this much of the internet to itself.
PREFIX_LENGTHS = {4: 24, 6: 48}


def place_of(client_address: str) -> str:
    """The network that an address is in; what is not an address is a place of its own."""
    try:
        address = ip_address(client_address.partition("%")[0])
    except ValueError:
        return client_address
    return str(ip_network((address, PREFIX_LENGTHS[address.version]), strict=False))


def count_try(session: Session, deed: str, who: str, *, most: int, key: str, now: datetime) -> None:
    """Refuses the one after the last that is allowed. Runs in a transaction of its own."""
    attempts.forget_old(session, before=now - timedelta(hours=KEPT_HOURS))
    attempts.count(session, _key_of(key, deed, who), now=now, most=most, window_minutes=WINDOW_MINUTES)


def give_back(session: Session, deed: str, who: str, *, key: str) -> None:
    """A try that succeeded was no guess: fifty colleagues behind one address are not a burglar."""
    attempts.give_back(session, _key_of(key, deed, who))


def _key_of(key: str, deed: str, who: str) -> str:
    return keyed_hash(key, f"tries: {deed}", who)
