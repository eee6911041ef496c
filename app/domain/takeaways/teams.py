"""The takeaway about teams, of an organisation or shared by partners.

It names a team only for what others could ask it about.
"""

from collections import Counter
from collections.abc import Iterator

from app.domain.charter import Block
from app.domain.pictures.rows import Heat, HeatRow, Stands
from app.domain.takeaways.sentences import first_that_fits, listed

FEWEST_COMPARED = 2

_PRACTICE = ("{name} is clearly above {whole} on {where}.", "Ask them what makes it possible.")
_VIEW = (
    "{name} is clearly more positive than {whole} as a whole on {where}.",
    "Ask them what they see.",
)
ABOVE = {Block.PRACTICE: _PRACTICE, Block.ORGANISATION: _VIEW, Block.PARTNERSHIP: _VIEW}


def of_teams(heat: Heat, block: Block) -> str:
    if len(heat.shown) < FEWEST_COMPARED:
        return "Fewer than two teams can be shown here, so there is nothing to compare."
    return first_that_fits(_of_teams(heat, block, "the organisation"))


def of_shared_teams(heat: Heat, block: Block) -> str:
    """One alone may be compared with the partnership: few have more."""
    if not heat.shown:
        return "None of the shared teams can be shown here."
    return first_that_fits(_of_teams(heat, block, "the partnership"))


def _of_teams(heat: Heat, block: Block, whole: str) -> Iterator[str]:
    above = {row.group.name: _topics(heat, row, Stands.ABOVE) for row in heat.shown}
    for name in sorted((name for name in above if above[name]), key=lambda name: -len(above[name])):
        where = "every theme" if len(above[name]) == len(heat.topics) > 2 else listed(above[name])
        told, question = (each.format(name=name, where=where, whole=whole) for each in ABOVE[block])
        yield f"{told} {question}"
        yield told
    yield from _varying(heat, whole)


def _varying(heat: Heat, whole: str) -> Iterator[str]:
    """Where none is above, or their names are too long: the theme is named and no team."""
    differing = Counter(
        topic.phrase
        for row in heat.shown
        for topic, cell in zip(heat.topics, row.cells, strict=True)
        if cell.stands
    )
    if differing:
        phrases = [phrase for phrase, _ in differing.most_common()]
        one = heat.shown[0].group.name if len(heat.shown) == 1 else ""
        between = f"between {one} and {whole}" if one else "between teams"
        yield f"Answers on {listed(phrases)} differ clearly {between}."
    else:
        yield f"No team can be told apart from {whole}: the differences are too close to call."


def _topics(heat: Heat, row: HeatRow, stands: Stands) -> list[str]:
    return [topic.phrase for topic, cell in zip(heat.topics, row.cells, strict=True) if cell.stands is stands]
