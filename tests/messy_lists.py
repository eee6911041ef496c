"""A staff list of 420 as twelve offices would send it: one list, twelve encodings and layouts."""

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZipFile

FIRST = [
    "Zoë",
    "Siân",
    "Chloé",
    "Amara",
    "Ben",
    "Chidi",
    "Dana",
    "Ewan",
    "Farah",
    "Gwen",
    "Hari",
    "Inés",
    "Jo",
    "Kit",
    "Lena",
    "Musa",
    "Nia",
    "Omar",
    "Priya",
    "Tom",
]
LAST = [
    "Abbott",
    "Bevan",
    "Okafor",
    "Müller",
    "Evans",
    "Fofana",
    "Green",
    "Hughes",
    "Iqbal",
    "O’Neill",
    "Núñez",
    "Lewis",
    "Moyo",
    "Price",
    "Reid",
    "Shah",
]
TEAMS = ("Outreach", "Housing support", "Repairs", "Lettings", "People and learning", "Finance, systems")
LEVELS = {"strategic": "Strategic", "operational": "Ops", "both": "Both", "undeclared": ""}


@dataclass(frozen=True)
class Human:
    first: str
    last: str
    email: str
    team: str
    level: str  # as we call it
    born: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


def staff(people: int = 420, seed: int = 4) -> list[Human]:
    chance = random.Random(seed)
    return [
        Human(
            chance.choice(FIRST),
            chance.choice(LAST),
            f"person{number}@northway.example",
            chance.choice(TEAMS),
            chance.choices(list(LEVELS), (1, 6, 1, 2))[0],
            f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/19{chance.randint(60, 99)}",
        )
        for number in range(people)
    ]


def _written(rows: Sequence[Sequence[str]], delimiter: str, end: str = "\r\n", **options: int) -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, **options).writerows(rows)
    return text.getvalue()


HEADING = ["Full name", "Work email", "Department", "Role level", "Date of birth", "Payroll no."]


def _rows(everybody: Sequence[Human]) -> list[list[str]]:
    return [
        [each.name, each.email, each.team, LEVELS[each.level], each.born, str(90_000 + number)]
        for number, each in enumerate(everybody)
    ]


def _split_names(everybody: Sequence[Human]) -> list[list[str]]:
    heading = ["Payroll no.", "SURNAME", "Forename(s)", "E-mail", "Team name", "Strategic / operational"]
    return [heading] + [
        [str(number), each.last, each.first, each.email, each.team, each.level.upper()]
        for number, each in enumerate(everybody)
    ]


def _titled(everybody: Sequence[Human]) -> list[list[str]]:
    return [["Northway Homes: staff as at 1 October"], [], HEADING, *_rows(everybody), [], []]


def _from_a_mail_program(everybody: Sequence[Human]) -> list[list[str]]:
    return [["Display name", "Email", "Office", "Role"]] + [
        [f"{each.last}, {each.first}", f"{each.name} <{each.email.upper()}>", each.team, LEVELS[each.level]]
        for each in everybody
    ]


def _shouted(everybody: Sequence[Human]) -> list[list[str]]:
    return [["EMPLOYEE NAME", "EMAIL ADDRESS", "SERVICE AREA", "LEVEL"]] + [
        [f"  {each.name} ", f" {each.email}\u00a0", f"{each.team.upper()}  ", f" {each.level} "]
        for each in everybody
    ]


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    cells = "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{_escaped(cell)}</t></is></c>' for cell in row)
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return packed_workbook(f"<sheetData>{cells}</sheetData>")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed_workbook(sheet: str, *, before: str = "", **more: bytes) -> bytes:
    """The least that a spreadsheet program opens; `before` stands at the sheet's beginning."""
    kept = BytesIO()
    with ZipFile(kept, "w", compression=8) as packed:
        packed.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types/>')
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Staff" sheetId="1" '
            'r:id="rId1"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        packed.writestr("xl/worksheets/sheet1.xml", f'{before}<worksheet xmlns="{MAIN}">{sheet}</worksheet>')
        for name, content in more.items():
            packed.writestr(name.replace("_", "/"), content)
    return kept.getvalue()


Layout = Callable[[Sequence[Human]], bytes]
ALL_QUOTED = csv.QUOTE_ALL

LAYOUTS: dict[str, Layout] = {
    "UTF-8, commas": lambda everybody: _written([HEADING, *_rows(everybody)], ",").encode(),
    "UTF-8 with its mark, commas, from Excel": lambda everybody: _written(
        [HEADING, *_rows(everybody)], ","
    ).encode("utf-8-sig"),
    "Windows letters, semicolons, from a French Excel": lambda everybody: _written(
        [HEADING, *_rows(everybody)], ";"
    ).encode("cp1252"),
    "UTF-16, tabs, Unicode text from Excel": lambda everybody: _written(
        [HEADING, *_rows(everybody)], "\t"
    ).encode("utf-16"),
    "UTF-16 without a mark, big end first": lambda everybody: _written(
        [HEADING, *_rows(everybody)], "\t"
    ).encode("utf-16-be"),
    "no heading": lambda everybody: _written(_rows(everybody), "\t", "\n").encode(),
    "first and last name apart, another order": lambda everybody: _written(
        _split_names(everybody), ","
    ).encode(),
    "a title above and nothing below": lambda everybody: _written(_titled(everybody), ";", "\r").encode(
        "cp1252"
    ),
    "from a mail program": lambda everybody: _written(_from_a_mail_program(everybody), ",").encode("utf-8"),
    "in capitals, with spaces all over": lambda everybody: _written(_shouted(everybody), "\t").encode(),
    "every cell in quotation marks, sep=": lambda everybody: (
        "sep=;\r\n" + _written([HEADING, *_rows(everybody)], ";", quoting=ALL_QUOTED)
    ).encode("utf-16"),
    "a workbook": lambda everybody: _workbook([HEADING, *_rows(everybody)]),
}
