"""A partner leaves its partnership: from the platform's pages, or from the convenor's own."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.people import SeatKind
from app.services import partners
from app.web.dependencies import CurrentSeat, Now, Reading, Transaction
from app.web.mail import send_mail_later
from app.web.pages import render

router = APIRouter()

CONVENORS = "/p/{slug}/partners/{organisation}/remove"
PLATFORM = "/admin/partnerships/{slug}/partners/{organisation}/remove"


@router.get(CONVENORS, name="partnerships.confirm_removal")
@router.get(PLATFORM, name="platform.confirm_removal")
def confirm_removal(
    request: Request, slug: str, organisation: str, seat: CurrentSeat, session: Reading
) -> Response:
    found = partners.leaving(session, slug, organisation, by=seat)
    context = {"found": found, "at": home(slug, seat.kind)}
    return render(request, "partnerships/partner_leaves.html", context)


@router.post(CONVENORS, name="partnerships.remove_partner")
@router.post(PLATFORM, name="platform.remove_partner")
def remove_partner(
    request: Request, slug: str, organisation: str, seat: CurrentSeat, session: Transaction, now: Now
) -> Response:
    partners.take_out(session, slug, organisation, by=seat, now=now)
    where = f"{home(slug, seat.kind)}?done=left"
    return RedirectResponse(where, status_code=303, background=send_mail_later(request))


def home(slug: str, kind: SeatKind) -> str:
    return f"/admin/partnerships/{slug}" if kind is SeatKind.ADMIN else f"/p/{slug}"
