"""Counting tries for a route, in short transactions of their own: a refused request counts as well."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy import Engine
from sqlmodel import Session

from app.services import limits


@dataclass(frozen=True)
class Limits:
    """Count before the route's own session is first used: SQLite has one writer at a time."""

    engine: Engine
    key: str
    now: datetime
    place: str

    def count(self, deed: str, who: str, *, most: int = limits.MOST_BY_ACCOUNT) -> None:
        with self._transaction() as session:
            limits.count_try(session, deed, who, most=most, key=self.key, now=self.now)

    def count_place(self, deed: str, *, most: int = limits.MOST_FROM_A_PLACE) -> None:
        self.count(f"{deed}, from a place", self.place, most=most)

    def give_back(self, session: Session, deed: str, who: str) -> None:
        """In the deed's own session, once it has succeeded."""
        limits.give_back(session, deed, who, key=self.key)

    def give_back_place(self, session: Session, deed: str) -> None:
        self.give_back(session, f"{deed}, from a place", self.place)

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with Session(self.engine) as session, session.begin():
            yield session


def try_limits(request: Request) -> Limits:
    state = request.app.state
    address = request.client.host if request.client else "unknown"
    return Limits(state.engine, state.site.key, state.now(), limits.place_of(address))


TryLimits = Annotated[Limits, Depends(try_limits)]
