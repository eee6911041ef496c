"""Rows of a staff list that are not what they seem: totals, people said twice, words of their own."""

import pytest

from app.domain.gaps import Cost, Gap
from app.domain.people import RoleLevel
from app.domain.staff_list_check import Check, Question, check, is_a_total
from app.domain.staff_list_columns import Column
from app.domain.staff_list_files import Row
from app.domain.staff_lists import Arriving, Choice, Line, OnList, take_columns

STRATEGIC, OPERATIONAL = RoleLevel.STRATEGIC, RoleLevel.OPERATIONAL
FOUR = frozenset({Column.NAME, Column.EMAIL, Column.TEAM, Column.ROLE_LEVEL})


def looked_through(*lines: Line, staff: tuple[OnList, ...] = (), **choices: RoleLevel) -> Check:
    return check(Arriving(lines, FOUR, level_choices=choices), staff, [])


def row(
    number: int, name: str, email: str = "", team: str = "", level: str = "", choice: Choice = Choice.NONE
):
    return Line(number, name, email, team, level, choice)


@pytest.mark.parametrize(
    "words",
    [
        "Total",
        "Total: 420",
        "TOTALS",
        "Grand total (420)",
        "Sum",
        "Count 420",
        "Headcount: 1,204",
        "420 staff",
        "Total staff",
        "Number of employees: 420",
        "12 people in all",
    ],
)
def test_a_row_that_counts_the_others_is_no_colleague_until_somebody_says_so(words):
    for line in (row(422, words), row(422, "", team=words)):
        found = looked_through(row(2, "Ada Price"), line)
        assert [each.question for each in found.doubts] == [Question.IS_A_TOTAL]
        assert [each.name for each in found.new] == ["Ada Price"]
    said = looked_through(row(422, words, choice=Choice.OTHER))
    assert [each.name for each in said.new] == [words]


@pytest.mark.parametrize("name", ["Tara Total", "Sum Wing Lee", "Count Basie", "Summer Head", "Sam Staff"])
def test_people_with_a_name_like_a_total_are_people(name):
    assert not is_a_total(row(2, name))


def test_whoever_has_an_address_is_no_total():
    assert not is_a_total(row(2, "Sum", "sum@places.example"))
    assert is_a_total(row(422, "Total", "420"))


ADA = row(2, "Ada Price", "ada@places.example", "Outreach", "strategic")


@pytest.mark.parametrize(
    ("choice", "team", "doubts"),
    [(Choice.NONE, "Outreach", 1), (Choice.SAME, "Outreach", 0), (Choice.OTHER, "Repairs", 0)],
)
def test_one_person_in_two_teams_is_a_question_with_both_rows(choice, team, doubts):
    again = row(9, "ada PRICE", "Ada@places.example", "Repairs", "strategic", choice)
    found = looked_through(ADA, again)
    assert [(each.team, each.role_level) for each in found.new] == [(team, STRATEGIC)]
    assert [(each.line, each.earlier) for each in found.doubts] == [(again, ADA)] * doubts
    assert found.repeated == 1 - doubts


def test_one_person_at_two_role_levels_is_a_question_too():
    found = looked_through(ADA, row(9, "Ada Price", "ada@places.example", "Outreach", "ops"))
    assert [each.question for each in found.doubts] == [Question.WHICH_PLACE]


def test_two_rows_that_leave_out_different_things_are_one_person_with_both():
    found = looked_through(
        row(2, "Ada Price", "ada@places.example", "Outreach"),
        row(3, "Ada Price", "ada@places.example", "", "strategic"),
    )
    assert [(each.team, each.role_level) for each in found.new] == [("Outreach", STRATEGIC)]
    assert (found.repeated, found.doubts) == (1, [])


def test_words_for_role_levels_are_shown_with_how_many_rows_and_answered_once_for_all():
    lines = [
        row(2, "A", level="Manager"),
        row(3, "B", level="MANAGER "),
        row(4, "C", level="Grade 7"),
        row(5, "D", level="Strategic"),
    ]
    found = looked_through(*lines)
    assert [(each.written, each.rows, each.level) for each in found.level_words] == [
        ("Grade 7", 1, None),
        ("Manager", 2, STRATEGIC),
    ]
    assert (found.held, found.faults) == (1, [])
    said = looked_through(*lines, manager=OPERATIONAL, **{"grade 7": STRATEGIC})
    assert [each.role_level for each in said.new] == [OPERATIONAL, OPERATIONAL, STRATEGIC, STRATEGIC]


def test_a_row_with_only_a_team_is_a_fault_and_not_passed_over():
    [fault] = looked_through(row(2, "", team="Outreach")).faults
    assert fault.problems == {"name": "There is no name. Write one."}


def test_two_letters_that_changed_places_in_a_team_are_asked_about():
    found = looked_through(*[row(n, f"P{n}x", team="Repairs") for n in range(9)], row(9, "Q", team="Repiars"))
    assert [(each.written, each.suggestion) for each in found.team_doubts] == [("Repiars", "Repairs")]


def test_what_is_missing_is_counted_over_the_list_as_it_would_be():
    there = OnList(1, "Old Hand", "old@places.example", "", STRATEGIC)
    held = OnList(2, "Bo Reid", None, "Repairs", OPERATIONAL)
    found = looked_through(
        row(2, "Ada Price", "ada@places.example", "Outreach"),
        row(3, "Bo Reid", "", "Repairs", "ops"),
        staff=(there, held),
    )
    assert found.after.team == Gap(1, Cost.MAY_BE_HELD_BACK)
    assert found.after.role_level == Gap(1, Cost.MAY_BE_HELD_BACK)
    assert (found.after.people, found.without_address) == (3, 1)


def test_a_guess_at_a_role_level_counts_for_nothing_until_somebody_says_so():
    found = looked_through(row(2, "A", level="Housing officer"))
    [word] = found.level_words
    assert (word.level, word.guess, found.new, found.held) == (None, OPERATIONAL, [], 1)


def test_a_team_is_asked_about_in_the_same_go_as_the_role_levels_of_its_people():
    lines = [row(n, f"P{n}x", team="Repairs") for n in range(9)]
    found = looked_through(*lines, row(9, "Q", team="Repiars", level="Alchemist"))
    assert [each.suggestion for each in found.team_doubts] == ["Repairs"]
    assert found.held == 1


@pytest.mark.parametrize("cells", [("Total", "420", ""), ("Total:", "", "420"), ("Headcount", "420", "420")])
def test_a_total_is_known_by_its_word_in_a_column_that_is_left_out(cells):
    chosen = (Column.LEFT_OUT, Column.NAME, Column.TEAM)
    found = take_columns([Row(2, ("P1", "Ada Price", "Repairs")), Row(3, cells)], chosen)
    assert [is_a_total(each) for each in found.lines] == [False, True]
