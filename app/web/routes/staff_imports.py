"""Bringing in a staff list: paste or upload, match the columns, look through it, and let it count."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Invalid
from app.domain.staff_list_files import as_text, from_own_text
from app.services import staff_imports, staff_lists
from app.web.dependencies import CurrentSeat, Form, Now, Random, Reading, Transaction
from app.web.pages import render
from app.web.staff_import_pages import (
    chosen_columns,
    headings_left_out,
    of_the_field,
    read_mends,
    read_whole_number,
    shown_columns,
    shown_rows,
)
from app.web.uploads import TOO_LARGE, Carried, Uploaded

router = APIRouter(prefix="/org/{slug}/people/import")


@router.get("", name="staff_imports.begin")
def begin(request: Request, slug: str, seat: CurrentSeat, session: Reading, now: Now) -> Response:
    return show_begin(request, slug, seat, session, now)


def show_begin(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    *,
    pasted: str = "",
    problems: dict[str, str] | None = None,
) -> Response:
    found = staff_lists.import_page(session, slug, by=seat, now=now)
    context = {"found": found, "at": f"/org/{slug}", "pasted": pasted, "problems": problems or {}}
    return render(request, "people/import.html", context, status_code=422 if problems else 200)


@router.post("", name="staff_imports.read")
def read(
    request: Request, slug: str, seat: CurrentSeat, upload: Uploaded, session: Reading, now: Now
) -> Response:
    """Nothing is kept yet: the page that asks about the columns carries the rows."""
    staff_imports.require_own(session, slug, by=seat)
    pasted = upload.fields.get("pasted", "")
    if upload.too_large:
        problems = dict.fromkeys(sorted(upload.too_large & {"file", "pasted"}), TOO_LARGE)
        return show_begin(request, slug, seat, session, now, pasted=pasted, problems=problems)
    try:
        rows = staff_imports.read(pasted, upload.content)
        layout = staff_imports.lay_out(rows)
    except Invalid as fault:
        problems = of_the_field(fault, upload.content and not pasted.strip())
        return show_begin(request, slug, seat, session, now, pasted=pasted, problems=problems)
    return show_columns(request, slug, shown_columns(layout), as_text(rows[layout.first :]))


def show_columns(
    request: Request, slug: str, columns: object, rows: str, problems: dict[str, str] | None = None
) -> Response:
    context = {"at": f"/org/{slug}", "found": columns, "rows": rows, "problems": problems or {}}
    return render(request, "people/columns.html", context, status_code=422 if problems else 200)


@router.post("/columns", name="staff_imports.match")
def match(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    carried: Carried,
    looking: Reading,
    session: Transaction,
    now: Now,
    randomness: Random,
) -> Response:
    staff_imports.require_own(looking, slug, by=seat)
    rows = from_own_text(carried.fields.get("rows", ""))
    chosen = chosen_columns(carried.fields)
    try:
        arriving = staff_imports.prepare(
            looking, slug, rows, chosen, by=seat, left_out=headings_left_out(carried.fields)
        )
    except Invalid as fault:
        layout = shown_columns(staff_imports.lay_out(rows), carried.fields)
        return show_columns(request, slug, layout, as_text(rows), fault.problems)
    made = staff_imports.stage(session, slug, arriving, by=seat, now=now, randomness=randomness)
    return RedirectResponse(f"/org/{slug}/people/import/{made}", status_code=303)


@router.get("/{import_id}", name="staff_imports.preview")
def preview(
    request: Request, slug: str, import_id: str, seat: CurrentSeat, session: Reading, now: Now
) -> Response:
    found = staff_imports.preview(session, slug, import_id, by=seat, now=now)
    again = request.query_params.get("again", "")
    shown = shown_rows(found.check, found.staged.arriving.columns)
    context = {"found": found, "shown": shown, "at": f"/org/{slug}", "again": again}
    return render(request, "people/check.html", context)


@router.post("/{import_id}/rows", name="staff_imports.mend")
def mend(
    request: Request,
    slug: str,
    import_id: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
) -> Response:
    staff_imports.mend(session, looking, slug, import_id, read_mends(form), by=seat, now=now)
    return RedirectResponse(f"/org/{slug}/people/import/{import_id}?again=mended", status_code=303)


@router.post("/{import_id}", name="staff_imports.carry_out")
def carry_out(
    request: Request,
    slug: str,
    import_id: str,
    seat: CurrentSeat,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
) -> Response:
    seen = staff_imports.preview(looking, slug, import_id, by=seat, now=now)
    list_version = read_whole_number(form.get("list", ""))
    staged_version = read_whole_number(form.get("version", ""))
    done = None
    if staged_version == seen.staged.version:
        whole = form.get("whole") == "yes"
        done = staff_imports.carry_out(
            session, seen, list_version=list_version, whole=whole, by=seat, now=now
        )
    if done is None:
        session.rollback()
        return RedirectResponse(f"/org/{slug}/people/import/{import_id}?again=changed", status_code=303)
    counts = f"new={done.new}&changed={done.changed}&gone={done.gone}&teams={done.teams}"
    return RedirectResponse(f"/org/{slug}/people?{counts}", status_code=303)


@router.post("/{import_id}/discard", name="staff_imports.discard")
def discard(request: Request, slug: str, import_id: str, seat: CurrentSeat, session: Transaction) -> Response:
    staff_imports.discard(session, slug, import_id, by=seat)
    return RedirectResponse(f"/org/{slug}/people", status_code=303)
