"""What all organisations together say of the questions: renewed after a closing, and shown to anybody."""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session

from app.domain.charter import Block, Charter
from app.domain.pooling import Pooled, Tally, pooled, themes
from app.storage import pooling


def editions(session: Session, charter: Charter) -> list[Pooled]:
    """Oldest first."""
    return pooling.editions(session, charter.version)


def work_out(session: Session, charter: Charter, kept: Sequence[Pooled]) -> list[Pooled]:
    """The editions that are due after those `kept`. For reading: it may take a while."""
    last = {each.measure: each for each in kept}
    return [each for block in Block for each in _of_block(session, charter, block, last)]


def _of_block(
    session: Session, charter: Charter, block: Block, last: Mapping[str, Pooled]
) -> Iterator[Pooled]:
    asked = themes(charter, block)
    sources = pooling.sources(session, charter.version, block)
    newest = max((last[measure].as_of for measure in asked if measure in last), default=None)
    if not any(newest is None or each.closed_at > newest for each in sources):
        return
    tallies = {measure: Tally(len(columns), len(sources)) for measure, columns in asked.items()}
    for sheets, places in pooling.levels(session, sources, statements=len(charter.asked)):
        for measure, columns in asked.items():
            tallies[measure].add(sheets[:, columns], places)
    released = pooling.places(session, sources, list(asked))
    for measure, tally in tallies.items():
        due = pooled(measure, sources, tally, released[measure], before=last.get(measure))
        if due:
            yield due


def keep(session: Session, charter: Charter, found: Sequence[Pooled], *, after: Sequence[Pooled]) -> bool:
    """Write what was worked out `after` these. False if there are others by now: it is for another time."""
    pooling.hold_editions(session)
    if editions(session, charter) != list(after):
        return False
    pooling.add_editions(session, charter.version, found)
    return True
