"""What the staff list says of her, what is wrong with it, and her return code of the time before."""

from dataclasses import dataclass, field

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.errors import Invalid
from app.domain.responses import Answering, fingerprint
from app.services import answering, inviting, linking
from app.web.answering_here import AnsweringToSee, find_answering
from app.web.answering_pages import about, elsewhere, resume_code_to_show
from app.web.dependencies import Form, Now, Reading, SiteHere, Transaction
from app.web.form_data import Fields
from app.web.limits import TryLimits
from app.web.pages import render
from app.web.part_pages import home_of
from app.web.routes.my_results import DEED

router = APIRouter(prefix="/answer/{assessment}/about-you")

LINKS_NOTHING = (
    "That code links nothing here. Check it against what you wrote down or printed, or leave it out."
)


@dataclass
class Entered:
    """What was typed, and what was wrong with it."""

    correction: str
    kept: str  # the correction that is kept by now
    code: str = ""
    problems: dict[str, str] = field(default_factory=dict)
    is_clash: bool = False

    @property
    def status_code(self) -> int:
        return 409 if self.is_clash else 422 if self.problems else 200


@router.get("", name="answering.about_you")
def about_you(request: Request, here: AnsweringToSee, session: Reading, now: Now) -> Response:
    if away := elsewhere(here, now=now):
        return away
    return show(request, here, session, Entered(here.response.correction, here.response.correction))


@router.post("", name="answering.save_about_you")
def save_about_you(
    request: Request,
    form: Form,
    here: AnsweringToSee,
    looking: Reading,
    session: Transaction,
    site: SiteHere,
    limits: TryLimits,
    now: Now,
) -> Response:
    """Looks at a return code before it takes the lock for writing: that takes a while."""
    entered = Entered(form.get("correction", ""), "", form.get("code", "").strip())
    selector = None
    if entered.code:
        limits.count_place(DEED)
        selector = linking.recognise(looking, here, entered.code, hash_cost=site.hash_cost)
    looking.rollback()  # whoever empties SQLite's log waits for readers, and would be waited for here
    held = find_answering(request, here.assessment.code, session, answering.hold_answering)
    save_correction(session, held, entered, form, now)
    if entered.code and selector and linking.link(session, held, selector, now=now):
        limits.give_back_place(session, DEED)
    elif entered.code:
        entered.problems["code"] = LINKS_NOTHING
    if form.get("unlink"):
        linking.unlink(session, held, now=now)
    if entered.status_code != 200:
        return show(request, held, session, entered)
    stays = entered.code or form.get("unlink")
    return RedirectResponse(f"{home_of(held)}/{'about-you#before' if stays else 'part/1'}", 303)


def save_correction(session: Session, held: Answering, entered: Entered, form: Fields, now: Now) -> None:
    entered.kept = held.response.correction
    try:
        is_kept = answering.correct(
            session, answering=held, text=entered.correction, seen=form.get("seen", ""), now=now
        )
    except Invalid as wrong:
        entered.problems |= wrong.problems
        return
    entered.is_clash = not is_kept
    if is_kept:
        entered.kept = entered.correction


def show(request: Request, here: Answering, session: Session, entered: Entered) -> Response:
    context = {
        **about(request, here),
        "invitation": inviting.get_invitation(session, here.response.invitation_id),
        "shared_teams": inviting.shared_teams_of(session, here.response.invitation_id),
        "earlier": linking.find_earlier(session, here),
        "resume_code": resume_code_to_show(request, here),
        "entered": entered,
        "problems": entered.problems,
        "seen": fingerprint(entered.kept),
    }
    return render(request, "answering/about_you.html", context, status_code=entered.status_code)
