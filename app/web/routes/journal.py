"""The reflection journal: hers alone. What is typed comes before the seat, so that no refusal loses it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from app.domain.charter import Charter
from app.domain.codes import is_opaque_id, opaque_id
from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.domain.notebooks import MOST_ENTRIES, Entry, TypedEntry, as_kept, fingerprint, matching
from app.services import notebooks
from app.services.notebooks import DOES_NOT_OPEN, Clash, Journal
from app.web.addresses import chosen
from app.web.dependencies import CurrentCharter, CurrentSeat, Form, Now, Random, Reading, Transaction
from app.web.form_data import Fields
from app.web.own_pages import NotebookKeys, Today
from app.web.pages import environment, render
from app.web.refusals import refusable
from app.web.words import day

router = APIRouter(prefix="/me/journal")

ENTRIES_ON_A_PAGE = 50
PAGES = [str(number) for number in range(1, MOST_ENTRIES // ENTRIES_ON_A_PAGE + 1)]
ATTACHED = {"Content-Disposition": 'attachment; filename="journal.{}"'}


@router.get("", name="journal.show")
def show(
    request: Request,
    seat: CurrentSeat,
    session: Reading,
    charter: CurrentCharter,
    keys: NotebookKeys,
    theme: str = "",
    page: str = "",
    done: str = "",
) -> Response:
    journal = notebooks.journal(session, by=seat, keys=keys)
    choice = {"theme": chosen(theme, charter.by_theme, ""), "said": chosen(done, ("kept", "deleted"), "")}
    return show_journal(request, journal, charter, page=chosen(page, PAGES, "1"), **choice)


@router.post("/search", name="journal.search")
def search(
    request: Request,
    form: Form,
    seat: CurrentSeat,
    session: Reading,
    charter: CurrentCharter,
    keys: NotebookKeys,
) -> Response:
    """Not an address: what she looks for stays out of the browser's history."""
    journal = notebooks.journal(session, by=seat, keys=keys)
    theme = chosen(form.get("theme", ""), charter.by_theme, "")
    return show_journal(request, journal, charter, words=form.get("q", "").strip(), theme=theme)


def show_journal(
    request: Request,
    journal: Journal,
    charter: Charter,
    *,
    words: str = "",
    theme: str = "",
    page: str = "1",
    said: str = "",
) -> Response:
    found = matching(journal.entries, words, theme)
    first = (int(page) - 1) * ENTRIES_ON_A_PAGE
    context = {
        "journal": journal,
        "found": found,
        "shown": found[first : first + ENTRIES_ON_A_PAGE],
        "page": int(page),
        "has_older": len(found) > first + ENTRIES_ON_A_PAGE,
        "words": words,
        "theme": theme,
        "themes": charter.themes,
        "by_theme": charter.by_theme,
        "said": said,
        "does_not_open": DOES_NOT_OPEN,
    }
    return render(request, "journal/list.html", context)


@router.get("/new", name="journal.new")
def new(
    request: Request, seat: CurrentSeat, charter: CurrentCharter, randomness: Random, today: Today
) -> Response:
    """With a code already, so that sending it twice keeps it once."""
    return show_form(request, charter, opaque_id(randomness), TypedEntry(on=today.isoformat()))


@router.get("/journal.txt", name="journal.as_text")
def as_text(seat: CurrentSeat, session: Reading, charter: CurrentCharter, keys: NotebookKeys) -> Response:
    journal = notebooks.journal(session, by=seat, keys=keys)
    context = {"journal": journal, "by_theme": charter.by_theme}
    text = environment.get_template("journal/journal.txt").render(context)
    return PlainTextResponse(text, headers=_attached("txt"))


@router.get("/journal.json", name="journal.as_json")
def as_json(seat: CurrentSeat, session: Reading, keys: NotebookKeys) -> Response:
    return JSONResponse(
        journal_as_json(notebooks.journal(session, by=seat, keys=keys)), headers=_attached("json")
    )


def journal_as_json(journal: Journal) -> dict[str, Any]:
    entries = [as_kept(each.entry) for each in journal.entries]
    return {"entries": entries, "could_not_be_opened": journal.unopened}


def _attached(kind: str) -> dict[str, str]:
    return {name: value.format(kind) for name, value in ATTACHED.items()}


@router.get("/{code}", name="journal.entry")
def entry(
    request: Request,
    code: str,
    seat: CurrentSeat,
    session: Reading,
    charter: CurrentCharter,
    keys: NotebookKeys,
) -> Response:
    kept = notebooks.get_entry(session, code, by=seat, keys=keys).entry
    return show_form(request, charter, code, typed_of(kept), seen=fingerprint(kept))


@router.post("/{code}", name="journal.save")
def save(
    request: Request,
    form: Form,
    code: str,
    seat: CurrentSeat,
    session: Transaction,
    charter: CurrentCharter,
    keys: NotebookKeys,
    now: Now,
) -> Response:
    typed, seen = read_typed(form), form.get("seen", "")
    with refusable(session, conflict_at="happened") as refused:
        outcome = notebooks.save_entry(session, charter, code, typed, seen=seen, by=seat, keys=keys, now=now)
    if refused:
        return show_form(request, charter, code, typed, seen=seen, problems=refused.problems)
    if isinstance(outcome, Clash):
        return show_form(request, charter, code, typed, seen=fingerprint(outcome.kept), clash=outcome.kept)
    return RedirectResponse("/me/journal?done=kept", 303)


@router.get("/{code}/delete", name="journal.confirm_delete")
def confirm_delete(
    request: Request, code: str, seat: CurrentSeat, session: Reading, keys: NotebookKeys
) -> Response:
    return render(
        request, "journal/delete.html", {"kept": notebooks.get_entry(session, code, by=seat, keys=keys)}
    )


@router.post("/{code}/delete", name="journal.delete")
def delete(code: str, seat: CurrentSeat, session: Transaction) -> Response:
    if not is_opaque_id(code):
        raise NotFound(NO_SUCH_PAGE)
    notebooks.delete_entry(session, code, by=seat)
    return RedirectResponse("/me/journal?done=deleted", 303)


def read_typed(form: Fields) -> TypedEntry:
    return TypedEntry(**{name: form.get(name, "") for name in TypedEntry.__dataclass_fields__})


def typed_of(entry: Entry) -> TypedEntry:
    return TypedEntry(**as_kept(entry))


def show_form(
    request: Request,
    charter: Charter,
    code: str,
    typed: TypedEntry,
    *,
    seen: str = "",
    problems: Mapping[str, str] | None = None,
    clash: Entry | None = None,
) -> Response:
    context = {
        "code": code,
        "typed": typed,
        "seen": seen,
        "themes": [("", "No theme"), *((each.code, each.title) for each in charter.themes)],
        "title": f"Entry of {day(date.fromisoformat(typed.on))}" if seen and not problems else "",
        "problems": problems or {},
        "clash": clash,
    }
    status = 422 if problems else 409 if clash else 200
    return render(request, "journal/entry.html", context, status_code=status)
