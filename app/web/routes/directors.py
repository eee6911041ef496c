"""Who looks after an organisation: its HR directors, asking one more, taking a seat back, a handover note."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from app.services import directors
from app.web.dependencies import CurrentSeat, Form, Now, Reading, Transaction
from app.web.form_data import Fields
from app.web.limits import TryLimits
from app.web.mail import send_mail_later
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal, refusable
from app.web.seating import LETTERS, MOST_ASKED, WayInHere, read_somebody
from app.web.staff_import_pages import read_whole_number

router = APIRouter(prefix="/org/{slug}/admins")

SeatId = Annotated[int, Path(ge=1, lt=2**31)]
DONE = {
    "asked": "A letter with a link is on its way.",
    "gone": "The seat is taken back. A letter says so.",
    "note": "The note is kept.",
}


@router.get("", name="directors.show")
def show(request: Request, slug: str, seat: CurrentSeat, session: Reading) -> Response:
    return show_directors(request, slug, seat, session)


def show_directors(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    session: Reading,
    typed: Fields | None = None,
    refused: Refusal = NOT_REFUSED,
) -> Response:
    found = directors.directors_page(session, slug, by=seat)
    context = {
        "found": found,
        "at": f"/org/{slug}",
        "typed": typed or {},
        "done": DONE.get(request.query_params.get("done", ""), ""),
        "problems": refused.problems,
    }
    return render(request, "organisations/admins.html", context, status_code=refused.status_code)


@router.post("", name="directors.invite")
def invite(
    request: Request,
    slug: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    way_in: WayInHere,
    limits: TryLimits,
) -> Response:
    limits.count(LETTERS, str(seat.person_id), most=MOST_ASKED)
    with refusable(session) as refused:
        somebody = read_somebody(form)
        directors.invite(session, slug, somebody, by=seat, way_in=way_in)
    if refused:
        return show_directors(request, slug, seat, session, form, refused)
    return to_directors(request, slug, "asked")


def to_directors(request: Request, slug: str, done: str) -> Response:
    where = f"/org/{slug}/admins?done={done}"
    return RedirectResponse(where, status_code=303, background=send_mail_later(request))


@router.post("/note", name="directors.write_note")
def write_note(
    request: Request, slug: str, seat: CurrentSeat, form: Form, session: Transaction, now: Now
) -> Response:
    note = form.get("note", "").replace("\r\n", "\n").strip()
    seen = read_whole_number(form.get("seen", ""))
    with refusable(session) as refused:
        directors.write_note(session, slug, note, seen=seen, by=seat, now=now)
    if refused:
        return show_directors(request, slug, seat, session, form, refused)
    return to_directors(request, slug, "note")


@router.get("/{seat_id}/remove", name="directors.confirm_removal")
def confirm_removal(
    request: Request, slug: str, seat_id: SeatId, seat: CurrentSeat, session: Reading
) -> Response:
    found, director = directors.get_director(session, slug, seat_id, by=seat)
    context = {"found": found, "director": director, "at": f"/org/{slug}"}
    return render(request, "organisations/admin_remove.html", context)


@router.post("/{seat_id}/remove", name="directors.remove")
def remove(
    request: Request, slug: str, seat_id: SeatId, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    if directors.remove(session, slug, seat_id, by=seat, now=now):
        return RedirectResponse("/sign-out", status_code=303)
    return to_directors(request, slug, "gone")
