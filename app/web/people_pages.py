"""What the pages of a staff list say after a deed, and how one leads to the next."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from app.web.form_data import Fields
from app.web.staff_import_pages import read_whole_number
from app.web.words import listed, plural

TICKED = "person-"


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


def link_to_page(slug: str, words: str, team: str) -> Callable[[int], str]:
    """The same search, on another page."""

    def link(number: int) -> str:
        asked = {"q": words, "team": team, "page": "" if number == 1 else number}
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"/org/{slug}/people" + (f"?{query}" if query else "")

    return link


def ticked(form: Fields) -> set[int]:
    """Whose boxes were ticked."""
    found = {read_whole_number(name.removeprefix(TICKED)) for name in form if name.startswith(TICKED)}
    return found - {0}
