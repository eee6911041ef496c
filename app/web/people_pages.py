"""What the pages of a staff list say after a deed, and how one leads to the next."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from app.domain.people import RoleLevel
from app.domain.staff_list_files import clean_cell
from app.domain.staff_lists import Sought
from app.web.form_data import Fields
from app.web.staff_import_pages import LEVELS, MOST_DIGITS, read_whole_number
from app.web.words import listed, plural

TICKED = "person-"
LONGEST_WORDS = 100
NO_ADDRESS = "none"
NO_TEAM = "0"


def counted(query: Mapping[str, str]) -> str:
    """What has just been done, as a sentence; empty for nothing."""
    of = {
        name: read_whole_number(query.get(name, "")) for name in ("new", "changed", "gone", "teams", "moved")
    }
    parts = []
    if of["new"]:
        parts.append(f"{plural(of['new'], 'person', 'people')} added")
    if of["changed"]:
        parts.append(f"{of['changed']:,} changed")
    if of["gone"]:
        parts.append(f"{of['gone']:,} taken off")
    if of["moved"]:
        parts.append(f"{plural(of['moved'], 'person', 'people')} moved")
    if of["teams"]:
        parts.append(f"{plural(of['teams'], 'new team')} made")
    return f"Done: {listed(parts)}." if parts else ""


@dataclass(frozen=True)
class Asked:
    """What is looked for, as the address and the forms of the list say it."""

    q: str = ""
    team: str = ""
    level: str = ""
    address: str = ""

    @property
    def sought(self) -> Sought:
        """Nonsense is passed over."""
        return Sought(
            self.q,
            0 if self.team == NO_TEAM else read_whole_number(self.team) or None,
            LEVELS.get(self.level),
            self.address == NO_ADDRESS,
        )

    @property
    def any(self) -> bool:
        return any(asdict(self).values())

    def link(self, slug: str, number: int) -> str:
        """To that page of what is found."""
        asked = {**asdict(self), "page": "" if number == 1 else number}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/org/{slug}/people" + (f"?{query}" if query else "")


def asked_in(said: Mapping[str, str]) -> Asked:
    """Of the fields of a form or an address."""
    return Asked(
        clean_cell(said.get("q", ""))[:LONGEST_WORDS],
        said.get("team", "")[:MOST_DIGITS],
        level if (level := said.get("level", "")) in LEVELS else "",
        NO_ADDRESS if said.get("address") == NO_ADDRESS else "",
    )


def chosen_place(form: Fields) -> tuple[int | None, RoleLevel | None]:
    """Team (0: none, -1: no such) and role level of those who are ticked; None leaves it as it is."""
    to = form.get("to", "")
    team_id = 0 if to == NO_TEAM else read_whole_number(to) or -1
    return team_id if to else None, LEVELS.get(form.get("to_level", ""))


def ticked(form: Fields) -> set[int]:
    """Whose boxes were ticked."""
    found = {read_whole_number(name.removeprefix(TICKED)) for name in form if name.startswith(TICKED)}
    return found - {0}
