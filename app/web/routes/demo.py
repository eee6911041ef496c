"""The demo's front door: take a made-up person's seat in one tap."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services import accounts, demo
from app.web.addresses import home_of
from app.web.cookies import set_cookie
from app.web.dependencies import MaybeSeat, Now, Random, SiteHere, Transaction
from app.web.pages import render
from app.web.routes.accounts import SIGN_IN, end_sign_in, go_out

router = APIRouter(prefix="/demo")


@router.get("", name="demo.seats")
def seats(request: Request, seat: MaybeSeat) -> Response:
    context = {"seats_offered": demo.SEATS, "codes": demo.return_codes(request.app.state.demo_codes_file)}
    return render(request, "demo/seats.html", context)


@router.post("/sit/{key}", name="demo.sit")
def sit(
    request: Request, key: str, session: Transaction, now: Now, site: SiteHere, randomness: Random
) -> Response:
    person_id = demo.get_person_id(session, key)
    end_sign_in(request, session)
    signed_in = accounts.sit_down(session, person_id, now=now, randomness=randomness)
    response = RedirectResponse(home_of(signed_in.seat), status_code=303)
    set_cookie(response, site, SIGN_IN, signed_in.cookie)
    return response


@router.post("/leave", name="demo.leave")
def leave(request: Request, session: Transaction, site: SiteHere) -> Response:
    return go_out(request, session, site, to="/demo")
