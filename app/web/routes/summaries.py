"""What you told us: promised, written, previewed and published; and the page for everyone who was invited."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Conflict, Invalid
from app.domain.summaries import Texts, why_not_publish
from app.services import summaries
from app.services.summaries import Writing
from app.web.dependencies import CurrentSeat, Form, Library, Now, Random, Reading, SiteHere, Transaction
from app.web.mail import send_mail_later
from app.web.pages import render
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
    try:
        seen = form.get("seen", "")
        summaries.save(session, slug, code, typed, seen=seen, by=seat, randomness=random)
    except (Invalid, Conflict) as error:
        found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
        if isinstance(error, Invalid):
            return show_form(request, found, typed, site.base_url, problems=error.problems, seen=seen)
        return show_form(
            request, found, typed, site.base_url, problems={"thanks": str(error)}, seen=seen, status_code=409
        )
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
    try:
        summaries.promise(session, slug, code, typed, by=seat, now=now, randomness=random)
    except Invalid as error:
        found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
        return show_form(
            request, found, found.texts, site.base_url, problems=error.problems, promised_on=typed
        )
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
    try:
        summaries.publish(
            session, slug, code, seen=seen, tells=tells, by=seat, now=now, base_url=site.base_url
        )
    except Conflict as error:
        found = summaries.writing(session, library, slug, code, by=seat, now=now, say_day=day)
        return show_preview(request, found, problem=str(error))
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
    problems: dict[str, str] | None = None,
    promised_on: str | None = None,
    seen: str | None = None,
    status_code: int | None = None,
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
        "problems": problems or {},
    }
    status = status_code or (422 if problems else 200)
    return render(request, "summaries/write.html", context, status_code=status)


def show_preview(request: Request, found: Writing, *, problem: str | None = None) -> Response:
    """What goes out, word for word; and whom it goes to."""
    draft = found.summary.draft if found.summary else None
    context = {
        "found": found,
        "texts": draft.texts if draft else Texts(),
        "at": address(found.organisation.slug, found.assessment.code),
        "why_not": why_not_publish(draft.texts) if draft else None,
        "problems": {"publish": problem} if problem else {},
    }
    return render(request, "summaries/preview.html", context, status_code=409 if problem else 200)
