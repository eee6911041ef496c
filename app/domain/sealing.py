"""The seal: what is left of a response once the figures are made, and nothing ties it to anyone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.answers import BLANK, LEVELS
from app.domain.codes import Randomness

ID_BYTES = 16

# A skipped answer has done its work once scores are made. Kept, it would help to tell people apart.
_LEVELS_ONLY = bytes(byte if byte in LEVELS else BLANK for byte in range(256))


@dataclass(frozen=True)
class Sent:
    """A response that was sent, without the person."""

    organisation_id: int
    answers: bytes
    return_selector: str | None
    return_hash: str | None


@dataclass(frozen=True)
class Sealed:
    """`organisation_id` is None where so few answered in it that it would point at them."""

    id: str
    organisation_id: int | None
    levels: bytes
    return_selector: str | None
    return_hash: str | None


def seal(responses: Iterable[Sent], *, fewest: int, randomness: Randomness) -> list[Sealed]:
    """In the order of their new ids, which are random: so nothing is left of the order they came in."""
    sent = list(responses)
    answers = Counter(response.organisation_id for response in sent)
    sealed = [
        Sealed(
            id=randomness(ID_BYTES).hex(),
            organisation_id=response.organisation_id if answers[response.organisation_id] >= fewest else None,
            levels=response.answers.translate(_LEVELS_ONLY),
            return_selector=response.return_selector,
            return_hash=response.return_hash,
        )
        for response in sent
    ]
    return sorted(sealed, key=lambda each: each.id)
