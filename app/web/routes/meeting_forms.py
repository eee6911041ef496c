"""The meeting form: a person's own pages, and the page behind the link that she sends to colleagues."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services import meeting_forms
from app.web.cookies import set_cookie
from app.web.dependencies import (
    CurrentCharter,
    CurrentSeat,
    Form,
    Forms,
    MaybeSeat,
    Now,
    Random,
    Reading,
    SiteHere,
    Transaction,
)
from app.web.meeting_form_pages import (
    ANSWERED_FOR_MINUTES,
    AT,
    FOR_COLLEAGUES,
    chosen_before,
    cookie_of,
    forget_later,
    has_answered,
    show_colleague,
    show_mine,
    show_own,
)
from app.web.pages import render
from app.web.refusals import refusable

router = APIRouter()


@router.get(AT, name="meeting_forms.mine")
def mine(
    request: Request,
    seat: CurrentSeat,
    session: Reading,
    forms: Forms,
    charter: CurrentCharter,
    now: Now,
) -> Response:
    return show_mine(request, charter, forms.meeting, meeting_forms.mine(session, by=seat), now.date())


@router.get(AT + "/answer", name="meeting_forms.own")
def own(
    request: Request, seat: CurrentSeat, session: Reading, forms: Forms, charter: CurrentCharter
) -> Response:
    found = meeting_forms.mine(session, by=seat)
    if found is not None and meeting_forms.stands(found):
        return RedirectResponse(AT, 303)
    return show_own(request, charter, forms.meeting, chosen_before(found))


@router.post(AT + "/answer", name="meeting_forms.say")
def say(
    request: Request,
    seat: CurrentSeat,
    form: Form,
    session: Transaction,
    forms: Forms,
    charter: CurrentCharter,
) -> Response:
    with refusable(session) as refused:
        meeting_forms.say(session, forms.meeting, form, by=seat)
    if refused:
        return show_own(request, charter, forms.meeting, form, refused)
    return RedirectResponse(AT, 303)


@router.post(AT + "/link", name="meeting_forms.make_link")
def make_link(
    request: Request,
    seat: CurrentSeat,
    session: Transaction,
    forms: Forms,
    now: Now,
    site: SiteHere,
    random: Random,
) -> Response:
    """Shown here and never again: only its hash is kept."""
    link = meeting_forms.make_link(
        session, forms.meeting, by=seat, now=now, base_url=site.base_url, randomness=random
    )
    found = meeting_forms.mine(session, by=seat)
    return render(request, "meeting_forms/link.html", {"link": link, "found": found, "at": AT})


@router.get(AT + "/close", name="meeting_forms.confirm_close")
def confirm_close(request: Request, seat: CurrentSeat, session: Reading) -> Response:
    found = meeting_forms.mine(session, by=seat)
    if found is None or not found.is_open:
        return RedirectResponse(AT, 303)
    return render(request, "meeting_forms/close.html", {"found": found, "at": AT})


@router.post(AT + "/close", name="meeting_forms.close")
def close(request: Request, seat: CurrentSeat, session: Transaction, forms: Forms) -> Response:
    meeting_forms.close(session, forms.meeting, by=seat)
    return RedirectResponse(AT, 303, background=forget_later(request))


@router.get(AT + "/delete", name="meeting_forms.confirm_delete")
def confirm_delete(request: Request, seat: CurrentSeat, session: Reading) -> Response:
    if meeting_forms.mine(session, by=seat) is None:
        return RedirectResponse(AT, 303)
    return render(request, "meeting_forms/delete.html", {"at": AT})


@router.post(AT + "/delete", name="meeting_forms.delete")
def delete(request: Request, seat: CurrentSeat, session: Transaction) -> Response:
    meeting_forms.delete(session, by=seat)
    return RedirectResponse(AT, 303, background=forget_later(request))


@router.get("/m/thanks", name="meeting_forms.thanks")
def thanks(request: Request) -> Response:
    """The same for everybody."""
    return render(request, "meeting_forms/thanks.html")


@router.get("/m/{token}", name="meeting_forms.show")
def show(
    request: Request,
    token: str,
    seat: MaybeSeat,
    session: Reading,
    forms: Forms,
    charter: CurrentCharter,
    now: Now,
    site: SiteHere,
) -> Response:
    seen = meeting_forms.for_colleague(session, token, by=seat, now=now, key=site.key)
    return show_colleague(request, charter, forms.meeting, seen, token)


@router.post("/m/{token}", name="meeting_forms.answer")
def answer(
    request: Request,
    token: str,
    seat: MaybeSeat,
    form: Form,
    session: Transaction,
    forms: Forms,
    charter: CurrentCharter,
    now: Now,
    site: SiteHere,
) -> Response:
    seen = meeting_forms.for_colleague(session, token, by=seat, now=now, key=site.key)
    done = RedirectResponse("/m/thanks", 303, headers=FOR_COLLEAGUES)
    if has_answered(request, seen):
        return done
    with refusable(session, conflict_at="statements") as refused:
        meeting_forms.answer(session, forms.meeting, token, form, by=seat, now=now)
    if refused:
        return show_colleague(request, charter, forms.meeting, seen, token, form, refused)
    set_cookie(done, site, cookie_of(seen), "answered", minutes=ANSWERED_FOR_MINUTES)
    return done
