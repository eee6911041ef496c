"""What takeaways say, and what they never do: tried on thousands of releases."""

from collections.abc import Iterable

from app.domain.cells import Counting, GroupKind
from app.domain.charter import Block
from app.domain.pictures.rows import Cells, Dot, Heat, Pair, Spread, dots, heat, pair, spread
from app.domain.pictures.topics import Topic, statement_topics, theme_topics
from app.domain.takeaways import changes, help_wanted, levels, partners, standings, teams
from tests.released import (
    EVERYONE,
    LARGER,
    NORTHWAY,
    OPERATIONAL,
    SMALLER,
    STRATEGIC,
    a_cell,
    a_team,
    an_organisation,
    help_with,
    once_each,
    the_charter,
    themes,
    withheld,
)

PRACTICE, ORGANISATION, PARTNERSHIP = Block.PRACTICE, Block.ORGANISATION, Block.PARTNERSHIP
LONG_NAME = "The team for all that the other teams between the river and the long ring road leave out"


def of(block: Block, **means: float) -> list[Dot]:
    """Figures of one group by theme: of(PRACTICE, VA=70, RP=40)."""
    cells = Cells([a_cell(NORTHWAY, f"{theme}.{block}", mean) for theme, mean in means.items()])
    return list(dots(cells, NORTHWAY.code, theme_topics(the_charter(), block)))


def levels_of(block: Block, **means: tuple[float, float]) -> list[Pair]:
    """Strategic and operational by theme."""
    made = (
        pair(
            topic,
            a_cell(STRATEGIC, topic.code, means[topic.theme][0]),
            a_cell(OPERATIONAL, topic.code, means[topic.theme][1]),
        )
        for topic in theme_topics(the_charter(), block)
        if topic.theme in means
    )
    return [each for each in made if each]


def teams_of(means: dict[str, float], *, whole_mean: float = 60.0) -> Heat:
    """Teams on all themes of My practice alike."""
    cells = [a_cell(NORTHWAY, code, whole_mean, people=300, invited=400) for code in themes(PRACTICE)]
    for number, (name, mean) in enumerate(means.items()):
        cells += [a_cell(a_team(name, number), code, mean) for code in themes(PRACTICE)]
    known = Cells(cells)
    return heat(known, theme_topics(the_charter(), PRACTICE), known.groups(GroupKind.TEAM), NORTHWAY)


def spreads_of(topics: Iterable[Topic], **means: float) -> list[Spread]:
    """Organisations by name, alike on all topics."""
    made = []
    for topic in topics:
        cells = Cells([a_cell(an_organisation(name), topic.code, mean) for name, mean in means.items()])
        found = spread(cells, topic, cells.groups(GroupKind.ORGANISATION), fewest=2)
        made += [found] if found else []
    return made


def sizes_of(*means: tuple[float, float]) -> list[Pair]:
    """Smaller and larger, on the first themes about the partnership."""
    topics = theme_topics(the_charter(), PARTNERSHIP)
    made = (
        pair(topic, a_cell(SMALLER, topic.code, smaller), a_cell(LARGER, topic.code, larger))
        for topic, (smaller, larger) in zip(topics, means, strict=False)
    )
    return [each for each in made if each]


# Figures side by side


def test_the_clearly_higher_is_compared_with_the_clearly_lower():
    told = standings.of_themes(of(PRACTICE, SP=62, VA=80, RP=40), PRACTICE)
    assert told == (
        "Good habits come clearly more easily in values (80 out of 100) than in reflective practice (40)."
    )


def test_figures_too_close_to_the_top_stand_there_too():
    told = standings.of_themes(of(PRACTICE, VA=72, SA=71, RP=40), PRACTICE)
    assert "in values (72 out of 100) and skills and attributes (71) than in reflective practice (40)" in told


def test_the_outermost_of_many_figures_have_to_lie_further_apart():
    topics = statement_topics(the_charter(), PRACTICE)[:8]
    rows = [
        Dot(topic, a_cell(NORTHWAY, topic.code, 50.0 + place + 4 * (place == 7), spread=34))
        for place, topic in enumerate(topics)
    ]
    assert "too close to call" in standings.of_statements(rows)
    assert "clearly higher" in standings.of_statements([rows[0], rows[-1]])


def test_a_small_difference_is_called_slight():
    rows = [
        Dot(row.topic, a_cell(NORTHWAY, row.cell.measure, row.cell.mean or 0, people=390, invited=400))
        for row in of(PRACTICE, VA=66, RP=59)
    ]
    assert "slightly more easily in values (66 out of 100)" in standings.of_themes(rows, PRACTICE)


def test_what_is_too_close_to_call_is_said_to_be():
    told = standings.of_themes(of(PRACTICE, SP=60, VA=61, RP=59, SA=60), PRACTICE)
    assert told == "The four themes are too close to call, from 59 to 61 out of 100."


def test_how_often_is_never_ranked_with_how_firmly_in_place():
    told = standings.of_themes(of(ORGANISATION, SP=60, VA=61, RP=10), ORGANISATION)
    assert told == (
        "Strategic partnership and values are too close to call, from 60 to 61 out of 100; "
        "reflective practice, how firmly in place, stands at 10."
    )


def test_a_figure_alone_is_told_with_what_it_means():
    told = standings.of_themes(of(ORGANISATION, RP=40), ORGANISATION)
    assert told == "The figure for reflective practice, how firmly in place, is 40 out of 100."


def test_how_organisations_count_is_said_first():
    told = standings.of_themes(of(PARTNERSHIP, VA=80, RP=40), PARTNERSHIP, Counting.ORGANISATIONS)
    assert told.startswith("Counting each organisation once, together we stand clearly higher on values")


def test_where_nothing_is_shown_nothing_is_claimed():
    topics = theme_topics(the_charter(), PRACTICE)
    rows = [Dot(topic, withheld(NORTHWAY, topic.code)) for topic in topics]
    assert standings.of_themes(rows, PRACTICE) == "These figures cannot be shown; each row says why."


def test_few_answers_at_the_end_of_the_scale_stay_vague():
    topic = theme_topics(the_charter(), PRACTICE)[0]
    row = Dot(topic, a_cell(NORTHWAY, topic.code, 95.0, people=6, invited=6))
    assert "95 or more out of 100" in standings.of_themes([row], PRACTICE)


def test_statements_without_a_likely_range_are_not_compared():
    topics = statement_topics(the_charter(), PRACTICE)[:3]
    rows = [
        Dot(topic, a_cell(NORTHWAY, topic.code, mean, people=6, invited=9))
        for topic, mean in zip(topics, (10.0, 50.0, 90.0), strict=True)
    ]
    assert "no likely range, so they are too close to call" in standings.of_statements(rows)


# Teams


def test_a_team_is_named_for_what_others_could_ask_it():
    told = teams.of_teams(teams_of({"Outreach": 85, "Repairs": 58}), PRACTICE)
    assert told == (
        "Outreach is clearly above the organisation on every theme. Ask them what makes it possible."
    )


def test_no_team_is_named_for_being_low():
    told = teams.of_teams(teams_of({"Outreach": 61, "Repairs": 20}), PRACTICE)
    assert "Repairs" not in told
    assert told.endswith("differ clearly between teams.")


def test_teams_that_do_not_differ_clearly_are_not_told_apart():
    told = teams.of_teams(teams_of({"Outreach": 61, "Repairs": 59}), PRACTICE)
    assert told == "No team can be told apart from the organisation: the differences are too close to call."


def test_a_team_with_a_long_name_is_left_to_its_row():
    told = teams.of_teams(teams_of({LONG_NAME: 85, "Repairs": 58}), PRACTICE)
    assert LONG_NAME not in told
    assert len(told.split()) <= 25


# Levels


def test_the_largest_clear_gap_between_levels_is_told():
    told = levels.of_levels(levels_of(ORGANISATION, SP=(70, 48), VA=(60, 59)))
    assert told == (
        "Strategic colleagues are clearly more positive than operational ones "
        "about strategic partnership, by 22 points."
    )


def test_about_their_own_practice_people_rate_themselves():
    told = levels.of_levels(levels_of(PRACTICE, VA=(50, 70)))
    assert told == ("Operational colleagues rate themselves clearly higher on values: 70 against 50.")


def test_a_gap_is_between_the_figures_as_printed():
    told = levels.of_levels(levels_of(ORGANISATION, VA=(60.6, 40.4)))
    assert told.endswith("by 21 points.")


def test_organisations_that_all_point_one_way_are_told_together():
    panels = [levels_of(PARTNERSHIP, RP=(70, 50)), levels_of(PARTNERSHIP, RP=(60, 45))]
    assert levels.across(panels) == (
        "In all two organisations that can be compared, strategic colleagues are more positive "
        "about reflective practice."
    )
    panels.append(levels_of(PARTNERSHIP, RP=(60, 59)))
    assert levels.across(panels) == "No gap between the levels shows in every organisation."


# Help


def test_the_most_wanted_of_many_has_to_be_further_ahead():
    first, second = help_with(NORTHWAY, "SP1.1", 60), help_with(NORTHWAY, "VA1.1", 41)
    others = [help_with(NORTHWAY, f"SA{number}.1", 10) for number in range(6)]
    assert help_wanted.of_help([first, second], "Shared purpose", fewest=5).startswith("Shared purpose is")
    assert help_wanted.of_help([first, second, *others], "Shared purpose", fewest=5) == (
        "Two habits are most wanted; between them it is too close to call."
    )


# Since last time


def test_a_clear_change_is_called_one():
    told = changes.of_changes(levels_of(PRACTICE, RP=(54, 40), VA=(60, 61)), "Autumn 2026")
    assert told == (
        "We are up 14 points on reflective practice in our own practice since Autumn 2026, a clear change."
    )


def test_without_a_clear_change_none_is_claimed():
    told = changes.of_changes(levels_of(PRACTICE, RP=(42, 40)), "Autumn 2026")
    assert told == "No clear change since Autumn 2026: the differences are too close to call."


def test_a_title_too_long_for_a_sentence_is_last_time():
    told = changes.of_changes(levels_of(PRACTICE, RP=(54, 40)), LONG_NAME)
    assert "since last time" in told


# Partners


def test_partners_that_clearly_differ_are_told_with_how_they_count():
    topics = theme_topics(the_charter(), PARTNERSHIP)
    names = {"Northway": 63.0, "Lantern": 22.0}
    cells = [
        a_cell(an_organisation(name), topic.code, mean) for name, mean in names.items() for topic in topics
    ]
    cells += [once_each(EVERYONE, [each for each in cells if each.measure == topic.code]) for topic in topics]
    known = Cells(cells)
    table = heat(known, topics, known.groups(GroupKind.ORGANISATION), EVERYONE, Counting.ORGANISATIONS)
    told = partners.of_partners(table, spreads_of(topics, **names), Counting.ORGANISATIONS)
    assert told == (
        "Counting each organisation once, we stand at 43 on strategic partnership; "
        "partners clearly differ, from 22 to 63 out of 100."
    )


def test_agreement_tells_the_widest_and_the_closest():
    wide, close = statement_topics(the_charter(), PARTNERSHIP)[:2]
    found = [*spreads_of([wide], A=20, B=50, C=80), *spreads_of([close], A=60, B=61, C=62)]
    assert partners.of_agreement(found) == (
        "Partners clearly differ on “Shared purpose”, from 20 to 80 out of 100; "
        "on “People in the room” all lie between 60 and 62."
    )


def test_size_is_described_and_never_called_clear():
    assert partners.of_sizes(sizes_of((29, 61))) == (
        "Larger partners stand 32 points higher on strategic partnership: 61 against 29."
    )
    assert partners.of_sizes(sizes_of((53.6, 44.4), (50, 50))) == (
        "Smaller partners stand 10 points higher on strategic partnership: 54 against 44."
    )


def test_sizes_are_much_the_same_only_under_ten_points():
    assert partners.of_sizes(sizes_of((50, 59), (50, 51))) == (
        "Smaller and larger partners look much the same: 9 points apart at most, on strategic partnership."
    )
    assert partners.of_sizes(sizes_of((50, 59))) == (
        "Smaller and larger partners look much the same on strategic partnership: 9 points apart."
    )
    assert partners.of_sizes(sizes_of((50.1, 49.9))) == (
        "Smaller and larger partners stand level on strategic partnership."
    )
    assert partners.of_sizes(sizes_of((50.1, 49.9), (40, 40))) == (
        "Smaller and larger partners stand level on everything here."
    )
