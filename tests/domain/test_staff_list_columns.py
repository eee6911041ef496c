"""What the headings of a spreadsheet say, in the words that offices use."""

import pytest

from app.domain.job_titles import guessed_level
from app.domain.people import RoleLevel
from app.domain.staff_list_columns import Column, find_layout
from app.domain.staff_list_files import read_text

NAME, FIRST, LAST = Column.NAME, Column.FIRST_NAME, Column.LAST_NAME
EMAIL, TEAM, LEVEL, OUT = Column.EMAIL, Column.TEAM, Column.ROLE_LEVEL, Column.LEFT_OUT

ROWS = {
    NAME: ("Ada Price", "Bo Reid", "Cy Shah"),
    FIRST: ("Ada", "Bo", "Cy"),
    LAST: ("Price", "Reid", "Shah"),
    EMAIL: ("ada@places.example", "bo@places.example", "cy@places.example"),
    TEAM: ("Outreach", "Repairs", "Repairs"),
    LEVEL: ("Manager", "Officer", "Practitioner"),
    OUT: ("01/02/2003", "04/05/2016", "07/08/2019"),
}


@pytest.mark.parametrize(
    "columns",
    [
        {
            "Forename": FIRST,
            "Surname": LAST,
            "Work e-mail": EMAIL,
            "Dept / Service": TEAM,
            "Grade band": LEVEL,
        },
        {"Title": OUT, "Name": NAME, "Directorate": TEAM, "Job family": LEVEL},
        {"Directorate": OUT, "Employee Name": NAME, "Department": OUT, "Team/Unit": TEAM},
        {
            "Full Name": NAME,
            "Known as": OUT,
            "Your team": TEAM,
            "Personal email": OUT,
            "E-Mail (work)": EMAIL,
        },
        {"Full Name": NAME, "Service start date": OUT, "Length of service": OUT, "Team manager": OUT},
        {"Name": NAME, "Team name": TEAM, "Team code": OUT, "Strategic / Operational": LEVEL},
    ],
    ids=lambda columns: ", ".join(columns),
)
def test_headings_are_understood_as_they_are_written(columns):
    rows = [[ROWS[column][n] for column in columns.values()] for n in range(3)]
    text = "\n".join("\t".join(row) for row in [list(columns), *rows])
    assert find_layout(read_text(text)).columns == tuple(columns.values())


def test_a_grade_that_is_no_role_level_is_left_out():
    text = "Name\tEmail\tGrade\nAda\ta@places.example\tBand 7\nBo\tb@places.example\tBand 5\n"
    assert LEVEL not in find_layout(read_text(text)).columns


def with_titles(titles, heading="Job title"):
    rows = [["Name", "Email", heading]]
    rows += [[f"Ada {n}", f"a{n}@places.example", title] for n, title in enumerate(titles)]
    return find_layout(read_text("\n".join("\t".join(row) for row in rows)))


def test_few_job_titles_stand_in_for_a_role_level_that_no_column_gives():
    found = with_titles(["Housing officer", "Cook", "HOUSING OFFICER", "Cook", "Director", "Director"])
    assert (found.columns[2], found.titles) == (LEVEL, (2, 3))


@pytest.mark.parametrize(
    ("heading", "titles"),
    [
        ("Job title", [f"Officer {n}" for n in range(10)]),  # each somebody's own
        ("Title", ["Mr", "Mrs", "Dr"] * 4),
        ("Job code", ["A1", "A2"] * 5),
        ("Car", ["Red", "Blue"] * 5),
    ],
)
def test_what_is_no_short_list_of_jobs_stands_in_for_nothing(heading, titles):
    assert with_titles(titles, heading).titles is None


def test_a_role_level_of_its_own_goes_before_job_titles():
    rows = "Ada\ta@places.example\tCook\tops\nBo\tb@places.example\tCook\tstrategic\n" * 3
    text = f"Name\tEmail\tJob title\tRole level\n{rows}"
    found = find_layout(read_text(text))
    assert (found.columns, found.titles) == ((NAME, EMAIL, OUT, LEVEL), None)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("head of support worker training", RoleLevel.STRATEGIC),
        ("assistant to the director", RoleLevel.OPERATIONAL),
        ("assistant director", RoleLevel.STRATEGIC),
        ("executive assistant", RoleLevel.OPERATIONAL),
        ("support worker nights", RoleLevel.OPERATIONAL),
        ("team leader", RoleLevel.BOTH),
        ("alchemist", None),
    ],
)
def test_a_job_is_guessed_at_by_the_word_that_says_most(title, level):
    assert guessed_level(title) == level
