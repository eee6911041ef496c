"""Pages of results that partners see together, as their convenor and their HR directors see them."""

import re
from html import unescape

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.charter import Block
from tests.reading import rows_on, takeaways_on, text_of, words_on
from tests.released import (
    EVERYONE,
    LARGER,
    SMALLER,
    a_cell,
    an_organisation,
    millbrooks,
    once_each,
    statements,
    themes,
    withheld,
)
from tests.results_world import MEANS, OWN_WORDS, Closed, close_some
from tests.world import World


def test_each_organisation_counts_once_unless_people_are_asked_for(closed: Closed):
    by_organisation = words_on(closed.rhiannon, closed.together)
    by_people = words_on(closed.rhiannon, f"{closed.together}?count=people")
    assert "How are we doing together, each organisation counting once?" in by_organisation
    assert "the 3 that can be shown, each counting once" in by_organisation
    assert "How are we doing together, each person counting once?" in by_people
    [row] = rows_on(closed.rhiannon, closed.together, "The partnership the 3")[:1]
    assert row.split()[-3:] == ["52", "52", "52"]
    less_than_half = "The people who answered each person"  # 330 of 1,000
    [row] = rows_on(closed.rhiannon, f"{closed.together}?count=people", less_than_half)[:1]
    assert row.split()[-3:] == ["49", "49", "49"]


def test_how_far_apart_people_see_the_partnership_is_told_however_figures_count(closed: Closed):
    for address in (closed.together, f"{closed.together}?count=people"):
        [row, *_] = rows_on(closed.rhiannon, address, "Values")
        assert "answers lie together" in row


def test_where_people_count_over_several_organisations_it_says_what_the_range_leaves_out(closed: Closed):
    left_out = "leave out that organisations differ in how many answered"
    for page in ("?count=people", "/competencies", "/levels?count=people"):
        assert left_out in words_on(closed.rhiannon, f"{closed.together}{page}")
    for page in ("", "/levels"):
        assert left_out not in words_on(closed.rhiannon, f"{closed.together}{page}")


def test_other_ways_of_counting_stand_beside_the_headline(closed: Closed):
    """63 from 20 of 200, 41 from 110 of 201, 52 from 200 of 202."""
    html = closed.rhiannon.get(closed.together).text
    [table] = re.findall(r"<table [^>]*>\s*<caption>Our partnership, out of 100<.*?</table>", html, re.DOTALL)
    assert "Values 52 49 52 41" in text_of(table)
    assert "Northway Homes gave more than half of the answers" in text_of(html)


def test_where_one_organisation_gave_nearly_all_nothing_is_counted_by_people_invited(world: World):
    cells = []
    for code in themes(Block.PARTNERSHIP):
        units = [
            a_cell(an_organisation(name), code, 50, people=people, invited=300)
            for name, people in (("Large", 250), ("Small", 20))
        ]
        whole = Cell(EVERYONE, code, Counting.PEOPLE, Decision.ONE_ORGANISATION)
        cells += [*units, whole, once_each(EVERYONE, units)]
    place = close_some(world, joint=cells)
    assert "Values 50 not shown not shown 50" in words_on(place.rhiannon, place.together)


def test_role_levels_are_compared_inside_organisations_before_they_are_averaged(world: World):
    cells = []
    for code in themes(Block.PARTNERSHIP):
        for name, strategic in (("Large", 80), ("Small", 70)):
            own = an_organisation(name)
            cells.append(a_cell(own, code, 60))
            for level, mean in (("strategic", strategic), ("operational", 55)):
                kind = GroupKind.ORGANISATION_LEVEL
                group = Group(kind, f"{own.code}/{level}", level.capitalize(), own.organisation)
                cells.append(a_cell(group, code, mean, people=40, invited=80))
        for level, mean in (("strategic", 60), ("operational", 58)):
            group = Group(GroupKind.ROLE_LEVEL, f"level/{level}", level.capitalize())
            cells.append(a_cell(group, code, mean))
        cells.append(a_cell(EVERYONE, code, 58))
    place = close_some(world, joint=cells)
    told = words_on(place.rhiannon, f"{place.together}/levels?count=people")
    assert "Inside organisations, strategic colleagues stand clearly higher than operational ones on" in told
    assert re.search(r"Values \(our partnership\) 20 \d+ to \d+ 2 clear", told)
    assert "by 20 points on average" in told


def test_counting_people_goes_on_from_page_to_page(closed: Closed):
    html = closed.rhiannon.get(f"{closed.together}?count=people").text
    assert f'href="{closed.together}/levels?count=people"' in html


def test_nonsense_in_the_address_counts_organisations(closed: Closed):
    assert "Each organisation counts once." in words_on(closed.rhiannon, f"{closed.together}?count=money")


def test_a_partner_too_small_to_show_speaks_in_its_own_words_once_in_full(closed: Closed):
    html = unescape(closed.rhiannon.get(closed.together).text)
    assert html.count(OWN_WORDS) == 1
    assert "In its own words, above." in html
    [row, _] = rows_on(closed.rhiannon, closed.together, "Canal Side Carers")[:2]
    assert row.strip().endswith("Too few answers here to show without pointing at someone.")


def test_the_numbers_behind_the_whole_are_called_as_in_its_row(closed: Closed):
    html = unescape(closed.rhiannon.get(closed.together).text)
    assert '<th scope="row">The partnership</th>' in html
    assert '<th scope="row">Everyone</th>' not in html


def test_how_far_off_a_figure_could_be_has_no_column_where_it_is_never_worked_out(closed: Closed):
    headline = closed.rhiannon.get(closed.together).text.split('class="heat')[0]
    assert "Likely range" in headline
    assert "Furthest it could be" not in headline


def test_partners_stand_a_to_z(closed: Closed):
    first = closed.rhiannon.get(closed.together).text.split('class="heat')[1]
    names = [
        text_of(each).split()[0] for each in re.findall(r'<th role="rowheader".*?</th>', first, re.DOTALL)
    ]
    assert names == ["Canal", "Fen", "Lantern", "Northway", "The"]


def test_the_takeaway_says_how_organisations_count(closed: Closed):
    told = takeaways_on(closed.rhiannon, closed.together)
    assert told[1] == (
        "Counting each organisation once, we stand at 52 on strategic partnership; "
        "partners clearly differ, from 41 to 63 out of 100."
    )


def test_a_director_sees_what_the_convenor_sees_with_her_own_ringed(closed: Closed):
    address = f"{closed.together}/agreement"
    assert takeaways_on(closed.dele, address) == takeaways_on(closed.rhiannon, address)
    assert "m-own" in closed.dele.get(address).text
    assert "m-own" not in closed.rhiannon.get(address).text


def test_agreement_needs_three_organisations(world: World):
    two = {"Fen Valley": 63.0, "Lantern Trust": 41.0}
    place = close_some(world, joint=millbrooks(means=two, hidden=["Northway Homes"]))
    assert "Too few organisations to compare" in words_on(place.rhiannon, f"{place.together}/agreement")


def test_agreement_names_who_is_not_shown_and_why(world: World):
    cells = millbrooks(means={**MEANS, "Tern Housing": 55.0}, hidden=["Canal Side Carers"])
    [first, second, *_] = statements(Block.PARTNERSHIP)
    hidden = {(first, "Tern Housing"), *((second, name) for name in ("Tern Housing", "Fen Valley"))}
    cells = [
        withheld(each.group, each.measure, Decision.WOULD_REVEAL)
        if (each.measure, each.group.name) in hidden
        else each
        for each in cells
    ]
    place = close_some(world, joint=cells)
    told = words_on(place.rhiannon, f"{place.together}/agreement")
    assert "Canal Side Carers: Too few answers here to show without pointing at someone." in told
    assert f"Tern Housing, on “Shared purpose”: {Decision.WOULD_REVEAL}" in told
    assert "“People in the room”: fewer than three organisations can be shown." in told
    assert "Each row shows the organisations that can be shown on it: at least 3, at most 4." in told


def test_two_partners_are_only_shown_together(world: World):
    cells = [each for each in millbrooks(means=MEANS) if each.group == EVERYONE]
    place = close_some(world, joint=cells)
    told = words_on(place.rhiannon, place.together)
    assert "Two partners only" in told
    assert 'class="heat' not in place.rhiannon.get(place.together).text
    assert "Two partners only" in words_on(place.dele, f"/org/northway-homes/results/{place.joint.code}")


def size_cells(*smaller: str) -> list[Cell]:
    cells = millbrooks(means=MEANS)
    for block in Block:
        for code in themes(block):
            units = [a_cell(an_organisation(name), code, 40) for name in smaller]
            larger = [a_cell(an_organisation(name), code, 60) for name in ("Fen Valley", "Northway Homes")]
            cells += [a_cell(SMALLER, code, 40), a_cell(LARGER, code, 60), once_each(LARGER, larger)]
            not_compared = Cell(SMALLER, code, Counting.ORGANISATIONS, Decision.NOT_COMPARED)
            cells.append(once_each(SMALLER, units) if len(units) > 1 else not_compared)
    return cells


def test_smaller_and_larger_say_how_many_they_are_based_on(world: World):
    place = close_some(world, joint=size_cells("Lantern Trust", "Canal Side Carers"))
    told = words_on(place.rhiannon, f"{place.together}/size")
    assert "Based on 2 smaller and 2 larger partners." in told
    assert "Larger partners stand 20 points higher" in told
    assert "20 points apart" in told
    assert "20 points apart, clear" not in told
    assert "40 smaller partners, likely" in told
    assert "60 larger partners, likely" in told


def test_where_one_small_partner_stands_alone_people_are_counted(world: World):
    place = close_some(world, joint=size_cells("Lantern Trust"))
    told = words_on(place.rhiannon, f"{place.together}/size")
    assert "Each person counts once here, as too few partners of one size can be shown on their own." in told
    assert "20 points apart" in told


def test_where_sizes_cannot_be_shown_a_small_partner_learns_what_it_can_do(closed: Closed):
    assert "Widen its circle" in words_on(closed.rhiannon, f"{closed.together}/size")


def level_cells() -> list[Cell]:
    cells = millbrooks(means=MEANS)
    gaps = {"Northway Homes": 12, "Fen Valley": 14}
    for code in [code for block in Block for code in themes(block)]:
        for level, gap in (("strategic", 1), ("operational", 0)):
            cells.append(a_cell(Group(GroupKind.ROLE_LEVEL, f"level/{level}", level), code, 50 + 13 * gap))
            for name, points in gaps.items():
                slug = an_organisation(name).organisation
                group = Group(GroupKind.ORGANISATION_LEVEL, f"org/{slug}/{level}", level, slug)
                cells.append(a_cell(group, code, 50 + points * gap, people=90))
            small = Group(GroupKind.ORGANISATION_LEVEL, f"org/lantern-trust/{level}", level, "lantern-trust")
            cells.append(withheld(small, code))
    return cells


def test_levels_are_shown_by_organisation_and_the_withheld_are_named(world: World):
    place = close_some(world, joint=level_cells())
    address = f"{place.together}/levels?count=people"
    assert takeaways_on(place.rhiannon, address)[2].startswith(
        "In all two organisations that can be compared, strategic colleagues are more positive about"
    )
    assert "Lantern Trust: Too few answers here to show without pointing at someone." in words_on(
        place.rhiannon, address
    )


def test_partners_that_stand_together_are_told_where_their_answers_are(world: World):
    pool = Group(GroupKind.POOL, "pool", "Smaller partners together")
    codes = {each.measure for each in millbrooks(means=MEANS)}
    cells = [*millbrooks(means={"Fen Valley": 63.0, "Northway Homes": 52.0}, hidden=["Lantern Trust"])]
    cells += [a_cell(pool, code, 45) for code in codes]
    place = close_some(world, joint=cells)
    [row, *_] = rows_on(place.rhiannon, place.together, "Lantern Trust")
    assert "Its answers count in “Smaller partners together”." in row


def test_topics_stand_furthest_apart_first_and_a_link_turns_them_round(closed: Closed):
    address = f"{closed.together}/agreement"
    orders = [labels_in(closed.rhiannon.get(each).text) for each in (address, f"{address}?order=closest")]
    assert sorted(orders[0]) == sorted(orders[1])
    html = closed.rhiannon.get(f"{address}?count=people").text
    assert f'href="{address}?order=closest&amp;count=people"' in html
    turned = closed.rhiannon.get(f"{address}?order=closest").text
    assert "closest together first" in turned
    assert f'href="{address}"' in turned


def labels_in(html: str) -> list[str]:
    first = html.split('<table class="rows"')[1].split("</table>")[0]
    return re.findall(r"/statements/([^\"?]+)", first)
