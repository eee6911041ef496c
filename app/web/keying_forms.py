"""What is keyed in from a paper form: a character a statement, read strictly, and keyed again where asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain import walk
from app.domain.answers import BLANK, LEVELS, Skipped
from app.domain.assessments import Assessment
from app.domain.charter import Charter
from app.domain.responses import with_help_in
from app.domain.walk import Part
from app.web.answer_forms import HELP, NO_HELP, help_offered
from app.web.form_data import Fields
from app.web.part_pages import habit_in_words

DID_NOT_COME_UP, CANNOT_SAY = "d", "c"
KEYS: Mapping[str, int] = {
    **{str(level): level for level in LEVELS},
    DID_NOT_COME_UP: Skipped.DID_NOT_COME_UP,
    CANNOT_SAY: Skipped.CANNOT_SAY,
    "": BLANK,
}
EMPTY = "_"  # a field left empty, in the row of characters that goes along to be compared
WHAT_TO_KEY = "Key 0 to 4, d for “It didn’t come up”, c for “I can’t say”, or leave it empty."
DIFFERENT = "This was keyed differently the first time. Look at the paper, and key what stands there."
NOTHING = "Every statement is empty. Key in at least one."


@dataclass(frozen=True)
class Asked:
    """A part as it stands on paper; `habits` by letter, where it asks which one help is wanted with."""

    part: Part
    habits: tuple[tuple[str, str], ...]

    @property
    def help_field(self) -> str:
        return f"{HELP}-{self.part.theme.code}"


@dataclass(frozen=True)
class Keyed:
    """What was typed, by field; and what it means, where it is in order."""

    typed: Mapping[str, str]
    problems: Mapping[str, str]
    sheet: bytes
    help_wanted: tuple[str, ...]

    @property
    def answered(self) -> int:
        return sum(byte != BLANK for byte in self.sheet)

    @property
    def left_empty(self) -> int:
        return sum(not each for field, each in self.typed.items() if not field.startswith(HELP))

    @property
    def row(self) -> str:
        return "".join(each or EMPTY for each in self.typed.values())


def asked_on_paper(charter: Charter, assessment: Assessment) -> list[Asked]:
    return [Asked(part, tuple(_habits(charter, part))) for part in walk.parts(charter, assessment.blocks)]


def _habits(charter: Charter, part: Part) -> list[tuple[str, str]]:
    offered = help_offered(charter, part).items()
    return [(letter, habit_in_words(charter, code)) for letter, code in offered if letter != NO_HELP]


def read_keyed(form: Fields, charter: Charter, assessment: Assessment) -> Keyed:
    """Case and spaces do not matter."""
    typed: dict[str, str] = {}
    problems: dict[str, str] = {}
    sheet = bytearray([BLANK]) * len(charter.asked)
    wanted: tuple[str, ...] = ()
    for asked in asked_on_paper(charter, assessment):
        part = asked.part
        for statement, place in zip(part.statements, part.places, strict=True):
            key = typed[statement.code] = _typed(form, statement.code)
            if key in KEYS:
                sheet[place] = KEYS[key]
            else:
                problems[statement.code] = WHAT_TO_KEY
        if asked.habits:
            letter = typed[asked.help_field] = _typed(form, asked.help_field)
            offered = help_offered(charter, part)
            if letter and (letter not in offered or letter == NO_HELP):
                problems[asked.help_field] = (
                    f"Key a letter from a to {asked.habits[-1][0]}, or leave it empty."
                )
            elif letter:
                wanted = with_help_in(wanted, part.theme.code, offered[letter])
    return Keyed(typed, problems, bytes(sheet), wanted)


def _typed(form: Fields, field: str) -> str:
    return form.get(field, "").strip().lower()


def differences(keyed: Keyed, first: str) -> dict[str, str]:
    """Fields that were keyed otherwise the first time. A row of another length is no row of ours."""
    if len(first) != len(keyed.typed) or not set(first) <= set("01234abcdefghijklmnopqrstuvwxyz" + EMPTY):
        return {}
    pairs = zip(keyed.typed.items(), first, strict=True)
    return {field: DIFFERENT for (field, typed), before in pairs if (typed or EMPTY) != before}
