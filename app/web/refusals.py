"""A deed that may be refused: then nothing of it stays, and its form comes back with what to mend."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlmodel import Session

from app.domain.errors import Conflict, Invalid
from app.web.dependencies import look_only
from app.web.errors import STATUS


@dataclass
class Refusal:
    """False until a deed is refused. `problems` maps each field at fault to a sentence."""

    problems: Mapping[str, str] = field(default_factory=dict)
    status_code: int = 200

    def __bool__(self) -> bool:
        return self.status_code != 200


NOT_REFUSED = Refusal()  # of a page that is looked at for the first time


@contextmanager
def refusable(session: Session, *, conflict_at: str | None = None) -> Iterator[Refusal]:
    """Around the deed. If it is refused, nothing of it stays, and from then on the session only looks.

    `conflict_at` is the field at which to say a conflict; without one, it has a page of its own.
    """
    refused = Refusal()
    try:
        yield refused
    except Invalid as fault:
        refused.problems, refused.status_code = fault.problems, STATUS[Invalid]
    except Conflict as fault:
        if conflict_at is None:
            raise
        refused.problems, refused.status_code = {conflict_at: str(fault)}, STATUS[Conflict]
    if refused:
        look_only(session)
