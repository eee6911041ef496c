"""What you told us: promised, written, previewed and published; and the page for everyone who was invited."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.summaries import Texts, why_not_publish
from app.services import summaries
from app.services.summaries import Writing
from app.web.dependencies import CurrentSeat, Form, Library, Now, Random, Reading, SiteHere, Transaction
from app.web.mail import send_mail_later
from app.web.pages import render
from app.web.refusals import NOT_REFUSED, Refusal, refusable
from app.web.words import day

router = APIRouter()

AT = "/org/{slug}/results/{code}/summary"
FOR_THOSE_INVITED = {"X-Robots-Tag": "noindex"}


@router.get(AT, name="summaries.write")
def write(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    session: Reading,
    library: Library,
    now: Now,
    site: SiteHere,
    afresh: str = "",
) -> Response:
    found = summaries.writing(
        session, library, slug, code, by=seat, now=now, say_day=day, is_afresh=bool(afresh)
    )
    return show_form(request, found, found.texts, site.base_url)


@router.post(AT, name="summaries.save")
def save(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    library: Library,
    now: Now,
    random: Random,
    site: SiteHere,
) -> Response:
    typed = Texts(**{name: form.get(name, "") for name in Texts.__dataclass_fields__})
    seen = form.get("seen", "")
    with refusable(session, conflict_at="thanks") as refused:
        summaries.save(session, slug, code, typed, seen=seen, by=seat, randomness=random)
    if refused:
        found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
        return show_form(request, found, typed, site.base_url, refused=refused, seen=seen)
    return RedirectResponse(f"{address(slug, code)}/preview", 303)


@router.post(AT + "/promise", name="summaries.promise")
def promise(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    library: Library,
    now: Now,
    random: Random,
    site: SiteHere,
) -> Response:
    typed = form.get("promised_on", "")
    with refusable(session) as refused:
        summaries.promise(session, slug, code, typed, by=seat, now=now, randomness=random)
    if refused:
        found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
        return show_form(request, found, found.texts, site.base_url, refused=refused, promised_on=typed)
    return RedirectResponse(address(slug, code), 303)


@router.get(AT + "/preview", name="summaries.preview")
def preview(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    session: Reading,
    library: Library,
    now: Now,
) -> Response:
    found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
    if found.summary is None or found.summary.draft is None:
        return RedirectResponse(address(slug, code), 303)
    return show_preview(request, found)


@router.post(AT + "/publish", name="summaries.publish")
def publish(
    request: Request,
    slug: str,
    code: str,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    library: Library,
    now: Now,
    site: SiteHere,
) -> Response:
    seen, tells = form.get("seen", ""), form.get("tells") == "yes"
    with refusable(session, conflict_at="publish") as refused:
        summaries.publish(
            session, slug, code, seen=seen, tells=tells, by=seat, now=now, base_url=site.base_url
        )
    if refused:
        found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
        return show_preview(request, found, refused)
    return RedirectResponse(address(slug, code), 303, background=send_mail_later(request))


@router.get("/s/{token}", name="summaries.show")
def show(request: Request, token: str, session: Reading, now: Now) -> Response:
    """Nothing is kept of who looks."""
    told = summaries.told(session, token, now=now)
    return render(request, "summaries/told.html", {"told": told}, headers=FOR_THOSE_INVITED)


def address(slug: str, code: str) -> str:
    return f"/org/{slug}/results/{code}/summary"


def show_form(
    request: Request,
    found: Writing,
    texts: Texts | None,
    base_url: str,
    *,
    refused: Refusal = NOT_REFUSED,
    promised_on: str | None = None,
    seen: str | None = None,
) -> Response:
    """`seen` stays what it was where somebody else has written meanwhile."""
    summary = found.summary
    if promised_on is None:
        promised_on = ((summary and summary.promised_on) or found.proposed).isoformat()
    context = {
        "found": found,
        "texts": texts,
        "at": address(found.organisation.slug, found.assessment.code),
        "link": f"{base_url.rstrip('/')}/s/{summary.token}" if summary else None,
        "promised_on": promised_on,
        "seen": found.seen if seen is None else seen,
        "problems": refused.problems,
    }
    return render(request, "summaries/write.html", context, status_code=refused.status_code)


def show_preview(request: Request, found: Writing, refused: Refusal = NOT_REFUSED) -> Response:
    """What goes out, word for word; and whom it goes to."""
    draft = found.summary.draft if found.summary else None
    context = {
        "found": found,
        "texts": draft.texts if draft else Texts(),
        "at": address(found.organisation.slug, found.assessment.code),
        "why_not": why_not_publish(draft.texts) if draft else None,
        "problems": refused.problems,
    }
    return render(request, "summaries/preview.html", context, status_code=refused.status_code)
