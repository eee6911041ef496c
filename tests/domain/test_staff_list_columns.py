"""What the headings of a spreadsheet say, in the words that offices use."""

import pytest

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
