"""Guessing whose a sealed response is, and whose a receipt, by whatever in a dump has an order or a place.

Each way to guess gives every response to somebody who is known to have answered. Whoever guesses blindly gets
one right, whatever the number of people.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scipy.stats import binom

from app.domain import codes
from tests.attack.loot import Loot, bytes_of, selector_of

ONCE_IN = 1_000_000  # games, with all their ways to guess
BYTES_APART = 600  # between two things that may be of one row
ADDRESSED = re.compile(r"^To: (.+)$", re.MULTILINE)
PAGE_BYTES = 4096

Order = Sequence[int]  # of people, each by her place in the order of sending
DIGESTS: Mapping[str, Callable[[bytes], str]] = {
    name: lambda value, name=name: hashlib.new(name, value).hexdigest()  # type: ignore[misc]  # bound early
    for name in ("md5", "sha1", "sha256", "sha512", "blake2b")
}


@dataclass(frozen=True)
class Guess:
    """How it was made, and how many of the people it has right."""

    way: str
    right: int


def guesses(loot: Loot) -> list[Guess]:
    return [*_by_order(loot), *_by_nearness(loot), *_by_value(loot)]


def most_by_chance(people: int, ways: int) -> int:
    """Right ones in the best of so many ways, but for once in a million games."""
    return int(binom.isf(1 / ONCE_IN / ways, people, 1 / people))


# Orders


def _by_order(loot: Loot) -> Iterator[Guess]:
    for what, order in [*_orders_of_sealed(loot), *_orders_of_receipts(loot)]:
        for whom, people in _orders_of_people(loot):
            for direction, turned in (("", order), (", backwards", order[::-1])):
                right = sum(a == b for a, b in zip(turned, people, strict=True))
                yield Guess(f"{what} as {whom}{direction}", right)


def _orders_of_people(loot: Loot) -> Iterator[tuple[str, Order]]:
    yield "they sent", range(len(loot.people))
    person = {each.address: number for number, each in enumerate(loot.people)}
    letters = [found for letter in loot.mail for found in ADDRESSED.findall(letter)]
    listed = {
        "letters lie": letters,
        "letters lie, the last of each": letters[::-1],
        "addresses go": sorted(person),
        "names go": _listed(loot, "name, person.id"),
    }
    hashes = {each.address: codes.token_hash(_token(each.link)) for each in loot.people}
    listed["links' hashes go"] = sorted(hashes, key=lambda address: hashes[address])
    for column in ("invitation.id", "person.id"):
        listed[f"invitations by {column}"] = _listed(loot, column)
    for whom, addresses in listed.items():
        yield whom, [person[each] for each in dict.fromkeys(addresses) if each in person]


def _listed(loot: Loot, column: str) -> list[str]:
    rows = loot.rows(
        "SELECT person.email FROM person JOIN invitation ON person_id = person.id ORDER BY", column
    )
    return [row["email"] for row in rows]


def _orders_of_sealed(loot: Loot) -> Iterator[tuple[str, Order]]:
    person = {selector_of(each): number for number, each in enumerate(loot.people)}
    columns = ["", "id", "return_selector", "return_hash", "levels", *_noted(loot)]
    for column in columns:
        rows = loot.rows(
            "SELECT return_selector FROM sealed_response", f"ORDER BY {column}" if column else ""
        )
        yield f"responses by {column or 'nothing'}", [person[row["return_selector"]] for row in rows]
    yield from _orders_in_files(
        loot, "responses", {selector.encode(): number for selector, number in person.items()}
    )


def _orders_of_receipts(loot: Loot) -> Iterator[tuple[str, Order]]:
    person = {codes.read_letters(each.receipt): number for number, each in enumerate(loot.people)}
    for column in ("", "code", *_noted(loot)):
        rows = loot.rows("SELECT code FROM receipt", f"ORDER BY {column}" if column else "")
        yield f"receipts by {column or 'nothing'}", [person[row["code"]] for row in rows]
    yield from _orders_in_files(loot, "receipts", {code.encode(): number for code, number in person.items()})


def _noted(loot: Loot) -> list[str]:
    """What PostgreSQL notes of a row: where it lies, and what wrote it."""
    return (
        ["ctid", "xmin::text::bigint, cmin::text::int, ctid"]
        if loot.engine.dialect.name == "postgresql"
        else []
    )


def _orders_in_files(loot: Loot, what: str, marks: Mapping[bytes, int]) -> Iterator[tuple[str, Order]]:
    """By the first place of each in what there is to read, and the last. Pages are filled from their end."""
    for where, words in _texts(loot).items():
        places = {number: _everywhere(words, mark) for mark, number in marks.items()}
        if all(places.values()):
            for which, of_places in (("first", min), ("last", max)):
                at = {number: of_places(found) for number, found in places.items()}
                yield f"{what} by their {which} place in {where}", sorted(at, key=lambda each: at[each])
                in_pages = sorted(at, key=lambda each: (at[each] // PAGE_BYTES, -at[each]))
                yield f"{what} by their {which} place in {where}, page by page", in_pages


def _texts(loot: Loot) -> dict[str, bytes]:
    return {"files": bytes_of(loot), "log": loot.log.encode(), "mail": "\n".join(loot.mail).encode()}


def _everywhere(words: bytes, mark: bytes) -> list[int]:
    found, place = [], words.find(mark)
    while place >= 0:
        found.append(place)
        place = words.find(mark, place + 1)
    return found


# Places


def _by_nearness(loot: Loot) -> Iterator[Guess]:
    """Each response is given to whoever has a mark of hers nearest to it, in what is left of old rows too."""
    marks = _marks(loot)
    for where, words in _texts(loot).items():
        for kind in marks:
            at = sorted(
                (place, number)
                for number, mark in enumerate(marks[kind])
                for place in _everywhere(words, mark)
            )
            right = 0
            for number, each in enumerate(loot.people):
                near = [
                    found
                    for place in _everywhere(words, selector_of(each).encode())
                    for found in _nearest(at, place)
                ]
                right += bool(near) and min(near)[1] == number
            yield Guess(f"responses by the {kind} nearest to them in {where}", right)


def _nearest(at: Sequence[tuple[int, int]], place: int) -> Iterator[tuple[int, int]]:
    middle = bisect_left(at, (place, 0))
    for other, number in at[max(0, middle - 1) : middle + 1]:
        if abs(other - place) < BYTES_APART:
            yield abs(other - place), number


def _marks(loot: Loot) -> dict[str, list[bytes]]:
    """What is known to be hers; and her receipt, which is a tie as well."""
    return {
        "address": [each.address.encode() for each in loot.people],
        "link": [_token(each.link).encode() for each in loot.people],
        "link's hash": [codes.token_hash(_token(each.link)).encode() for each in loot.people],
        "receipt": [codes.read_letters(each.receipt).encode() for each in loot.people],
    }


def _token(link: str) -> str:
    return link.rpartition("/")[2]


# Values


def _by_value(loot: Loot) -> Iterator[Guess]:
    """Whether anything that is kept of a response is made of something known of a person, by a plain hash."""
    sealed = {row["return_selector"]: row for row in loot.rows("SELECT * FROM sealed_response")}
    invited = {
        row["email"]: row
        for row in loot.rows(
            "SELECT person.email, name, person.id AS person, invitation.id AS invitation",
            "FROM person JOIN invitation ON person_id = person.id",
        )
    }
    for name, digest in {"itself": bytes.decode, **DIGESTS}.items():
        right = 0
        for each in loot.people:
            row, hers = sealed[selector_of(each)], invited[each.address]
            known = {each.address, _token(each.link), *(str(hers[column]) for column in hers)}
            made = {digest(value.encode()) for value in known}
            right += any(row["id"] in value or value[:32] in _kept(row) for value in made)
        yield Guess(f"responses made of {name}", right)


def _kept(row: Mapping[str, object]) -> set[str]:
    _, salt, digest = str(row["return_hash"]).split("$")
    return {str(row["id"]), str(row["return_selector"]), salt[:32], digest[:32]}
