"""Since last time, statement by statement: matched by code, broken where the words are others."""

from dataclasses import replace

from app.domain.charter import Charter, Principle
from app.domain.dashboards.statement_changes import of_group
from app.domain.dashboards.withheld import withheld
from app.domain.pictures.topics import organisation_topics
from tests import released
from tests.released import NORTHWAY, a_cell, a_closed, a_team, the_charter

FIRST, SECOND, THIRD = released.statements(released.Block.PRACTICE)[:3]


def with_statements(charter: Charter, change) -> Charter:
    """Each as `change` makes it, or left out where it makes none of it."""
    themes = tuple(
        replace(theme, principles=tuple(_principle(principle, change) for principle in theme.principles))
        for theme in charter.themes
    )
    asked = [each.code for each in map(change, charter.statements) if each]
    return replace(charter, themes=themes, asked=tuple(asked))


def _principle(principle: Principle, change) -> Principle:
    competencies = (
        replace(each, statements=tuple(filter(None, map(change, each.statements))))
        for each in principle.competencies
    )
    return replace(principle, competencies=tuple(competencies))


def changed(change):
    """Then and now, where the earlier charter asked otherwise."""
    cells = [a_cell(NORTHWAY, code, 60) for code in (FIRST, SECOND, THIRD)]
    now, then = a_closed(cells), a_closed(cells, title="Spring 2026")
    earlier = replace(then, charter=with_statements(the_charter(), change))
    return {each.topic.code: each for each in of_group(now, earlier, NORTHWAY.code)}


def test_statements_with_the_same_code_are_compared():
    assert changed(lambda each: each)[FIRST].pair.difference.points == 0


def test_the_line_breaks_where_the_words_are_others():
    def reword(each):
        return replace(each, code=f"{FIRST}.0", text="I said it otherwise.") if each.code == FIRST else each

    found = changed(reword)
    assert found[FIRST].pair is None
    assert found[FIRST].earlier.statement == "I said it otherwise."
    assert found[SECOND].pair


def test_one_that_was_not_asked_is_new():
    found = changed(lambda each: None if each.code == FIRST else each)
    assert (found[FIRST].pair, found[FIRST].earlier) == (None, None)


def test_what_is_withheld_is_told_by_group_and_reason():
    team = a_team("Repairs")
    cells = [
        a_cell(NORTHWAY, "VA.practice", 60),
        released.withheld(NORTHWAY, "SP.practice", released.Decision.WOULD_REVEAL),
        released.withheld(team, "VA.practice"),
    ]
    closed = a_closed(cells)
    told = withheld(closed, organisation_topics(closed.charter, closed.assessment.blocks))
    assert [(each.group.name, each.reason, [topic.code for topic in each.topics]) for each in told] == [
        ("Northway Homes", released.Decision.WOULD_REVEAL, ["SP.practice"]),
        ("Repairs", released.Decision.TOO_FEW, []),
    ]
