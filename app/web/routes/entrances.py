"""Coming in without email: by the code on a slip, by an open link, or at a tablet that others use as well."""

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from app.domain import letters
from app.domain.errors import Invalid
from app.services import answering, entrances
from app.web import kiosk
from app.web.answering_here import cookie_name
from app.web.cookies import set_cookie
from app.web.dependencies import Form, Now, Random, Reading, SiteHere, Transaction, maybe_seat
from app.web.entrance_forms import read_start, show_entrance
from app.web.limits import TryLimits
from app.web.pages import render
from app.web.routes.invitations import COOKIE_MINUTES, RESUME_DEED, show_resume_code

router = APIRouter()

CODE_DEED = "printed code"
NOT_A_CODE = (
    "This code opens nothing now. Check it against your slip. If you were given a newer slip, use that one."
)

NOT_THE_CODE = {"code": "Check the code against what you wrote down, and try again."}


@router.get("/join", name="public.join", dependencies=[Depends(maybe_seat)])
def join(request: Request) -> Response:
    """Where posters and slips lead."""
    return show_join(request)


@router.post("/join", name="entrances.enter_code")
def enter_code(
    request: Request,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    typed, tablet = form.get("slip", ""), form.get("kiosk", "")
    limits.count_place(CODE_DEED)
    token = entrances.find_token(looking, typed, key=site.key, now=now)
    if token is None:
        return show_join(request, typed=typed, tablet=tablet, problems={"slip": NOT_A_CODE})
    limits.give_back_place(session, CODE_DEED)
    response = RedirectResponse(f"/i/{token}", 303)
    kiosk.become_kiosk(response, site, tablet)
    return response


def show_join(
    request: Request, *, typed: str = "", tablet: str = "", problems: dict[str, str] | None = None
) -> Response:
    context = {
        "subject": letters.INVITATION_SUBJECT,
        "typed": typed,
        "tablet": tablet,
        "problems": problems or {},
    }
    return render(request, "public/join.html", context, status_code=422 if problems else 200)


@router.get("/r/{code}", name="entrances.show")
def show(request: Request, code: str, session: Reading, now: Now) -> Response:
    return show_entrance(request, entrances.get_hall(session, code, now=now))


@router.get("/r/{code}/kiosk", name="entrances.kiosk")
def at_the_tablet(request: Request, code: str, session: Reading, now: Now) -> Response:
    """Where a shared tablet begins. A browser that holds anything of anybody's is to be cleared first."""
    hall = entrances.get_hall(session, code, now=now)
    if request.cookies:
        context = {"hall": hall, "here": f"/r/{hall.entrance.code}", "kiosk": "", "nav": ()}
        return render(request, "entrances/prepare.html", context)
    return show_entrance(request, hall, is_tablet=True)


@router.post("/r/{code}/kiosk", name="entrances.clear")
def clear(request: Request, code: str, session: Reading, now: Now) -> Response:
    """Nothing is left of whoever had the tablet. What she saved is kept, and her code brings it back."""
    hall = entrances.get_hall(session, code, now=now)
    response = RedirectResponse(f"/r/{hall.entrance.code}/kiosk", 303)
    kiosk.clear(request, response)
    return response


@router.post("/r/{code}/start", name="entrances.start")
def start(
    request: Request, code: str, form: Form, session: Transaction, now: Now, random: Random, site: SiteHere
) -> Response:
    hall, is_tablet = entrances.get_hall(session, code, now=now), form.get("kiosk") == "yes"
    try:
        said = read_start(form, hall)
    except Invalid as wrong:
        return show_entrance(request, hall, is_tablet=is_tablet, typed=form, problems=wrong.problems)
    charter = request.app.state.library.get(hall.assessment.charter_version)
    place = entrances.take_place(session, hall.entrance, said)
    begun = answering.start(session, charter, invitation=place, now=now, randomness=random, key=site.key)
    response = RedirectResponse(f"/answer/{hall.assessment.code}/about-you", 303)
    set_cookie(response, site, cookie_name(hall.assessment.code), begun.cookie, minutes=COOKIE_MINUTES)
    show_resume_code(response, site, hall.assessment.code, begun.resume_code)
    if is_tablet:
        kiosk.become_kiosk(response, site, code)
    return response


@router.post("/r/{code}/back", name="entrances.come_back")
def come_back(
    request: Request,
    code: str,
    form: Form,
    looking: Reading,
    session: Transaction,
    now: Now,
    random: Random,
    site: SiteHere,
    limits: TryLimits,
) -> Response:
    """To what was begun by the open link, with the code that was shown then."""
    hall, is_tablet = entrances.get_hall(looking, code, now=now), form.get("kiosk") == "yes"
    limits.count_place(RESUME_DEED)
    typed = form.get("code", "")
    begun = entrances.find_begun(looking, hall, resume_hash=answering.resume_hash_of(typed, key=site.key))
    if begun is None:
        return show_entrance(request, hall, is_tablet=is_tablet, problems=NOT_THE_CODE)
    cookie = answering.resume(
        session, invitation=begun, typed=typed, now=now, randomness=random, key=site.key
    )
    limits.give_back_place(session, RESUME_DEED)
    response = RedirectResponse(f"/answer/{hall.assessment.code}", 303)
    set_cookie(response, site, cookie_name(hall.assessment.code), cookie, minutes=COOKIE_MINUTES)
    if is_tablet:
        kiosk.become_kiosk(response, site, code)
    return response
