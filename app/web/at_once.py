"""Looking and saving in one visit to a thread, for the pages that a questionnaire is answered on.

FastAPI sends every dependency to a thread and back, and the commit after them. A save would hold SQLite's
only turn to write through all of those journeys, while everybody else who saves waits for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlmodel import Session

from app.domain.responses import Answering
from app.services import answering
from app.web.answering_here import find_answering


@dataclass(frozen=True)
class AtOnce:
    """For plain routes only: both of these wait for the database."""

    request: Request
    assessment: str

    def look(self) -> Answering:
        with Session(self.request.app.state.reading_engine) as session:
            return find_answering(self.request, self.assessment, session, answering.get_answering)

    @contextmanager
    def change(self) -> Iterator[tuple[Answering, Session]]:
        """Committed when the block ends, which is before the route can reply; rolled back if it raises."""
        with Session(self.request.app.state.engine) as session, session.begin():
            yield find_answering(self.request, self.assessment, session, answering.hold_answering), session


async def at_once(request: Request, assessment: str) -> AtOnce:
    return AtOnce(request, assessment)


AnsweringAtOnce = Annotated[AtOnce, Depends(at_once)]
