"""My data: what is kept about somebody's sign-in, to see, to take along and to delete."""

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from app.domain.errors import Invalid
from app.domain.meeting_forms import OwnForm
from app.domain.notebooks import as_kept
from app.services import meeting_forms, notebooks, own_data
from app.services.notebooks import Journal, OwnCard, Steps
from app.services.own_data import OwnData
from app.web.addresses import chosen
from app.web.dependencies import CurrentCharter, CurrentSeat, Form, Now, Reading, Transaction
from app.web.meeting_form_pages import forget_later
from app.web.own_pages import NotebookKeys
from app.web.pages import render
from app.web.routes.journal import journal_as_json

router = APIRouter(prefix="/me/data")

CAN_GO = ("journal", "everything")


@router.get("", name="own_data.show")
def show(
    request: Request,
    seat: CurrentSeat,
    session: Reading,
    now: Now,
    charter: CurrentCharter,
    keys: NotebookKeys,
    gone: str = "",
) -> Response:
    context = {
        "data": own_data.own_data(session, by=seat, now=now),
        "journal": notebooks.journal(session, by=seat, keys=keys),
        "steps": notebooks.steps(session, by=seat, keys=keys),
        "card": notebooks.meeting_card(session, by=seat, keys=keys),
        "meeting_form": meeting_forms.mine(session, by=seat, keys=keys),
        "by_theme": charter.by_theme,
        "gone": chosen(gone, CAN_GO, ""),
    }
    return render(request, "own/data.html", context)


@router.get("/data.json", name="own_data.as_json")
def as_json(seat: CurrentSeat, session: Reading, now: Now, keys: NotebookKeys) -> Response:
    found = own_data.own_data(session, by=seat, now=now)
    journal = notebooks.journal(session, by=seat, keys=keys)
    steps = notebooks.steps(session, by=seat, keys=keys)
    card = notebooks.meeting_card(session, by=seat, keys=keys)
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    form = meeting_forms.mine(session, by=seat, keys=keys)
    return JSONResponse(data_as_json(found, journal, steps, card, form), headers=headers)


def data_as_json(
    found: OwnData, journal: Journal, steps: Steps, card: OwnCard, form: OwnForm | None
) -> dict[str, Any]:
    every = [*([steps.current] if steps.current else []), *steps.done]
    unopened = journal.unopened + steps.unopened + card.is_unopened + bool(form and form.is_unopened)
    return {
        "made_at": found.seen_at.isoformat(),
        "staff_lists": [
            {
                "name": each.person.name,
                "email": each.person.email,
                "organisation": each.organisation,
                "team": each.team,
                "role_level": each.person.role_level,
            }
            for each in found.lists
        ],
        "seats": [{"kind": each.kind, "at": each.place} for each in found.seats],
        "sign_ins": [
            {"began_at": each.began_at.isoformat(), "last_used_at": each.seen_at.isoformat()}
            for each in found.sign_ins
        ],
        "journal": journal_as_json(journal)["entries"],
        "small_steps": [
            {**as_kept(each.step), "remind_on": each.remind_on and each.remind_on.isoformat()}
            for each in every
        ],
        "meeting_card": as_kept(card.card) if card.card else None,
        "meeting_form": meeting_form_as_json(form) if form else None,
        "could_not_be_opened": unopened,
    }


def meeting_form_as_json(form: OwnForm) -> dict[str, Any]:
    """Levels from 0, the lowest; what colleagues said only where her page shows it."""
    skills = form.result.skills if form.result and form.result.is_shown else {}
    return {
        "what_i_said": form.own,
        "open_until": form.closes_on.isoformat() if form.is_open and form.closes_on else None,
        "colleagues_middle": {code: each.typical for code, each in skills.items()},
    }


@router.get("/delete", name="own_data.confirm_delete")
def confirm_delete(
    request: Request, seat: CurrentSeat, session: Reading, keys: NotebookKeys, what: str = ""
) -> Response:
    journal = notebooks.journal(session, by=seat, keys=keys)
    context = {"what": chosen(what, CAN_GO, "journal"), "journal": journal}
    return render(request, "own/delete.html", context)


@router.post("/delete", name="own_data.delete")
def delete(request: Request, form: Form, seat: CurrentSeat, session: Transaction) -> Response:
    what = form.get("what", "")
    if what not in CAN_GO:
        raise Invalid("Nothing was deleted.", {"what": "Choose your journal, or everything you wrote."})
    if what == "journal":
        notebooks.delete_journal(session, by=seat)
        return RedirectResponse("/me/data?gone=journal", 303)
    notebooks.delete_everything(session, by=seat)
    meeting_forms.delete(session, by=seat)
    return RedirectResponse("/me/data?gone=everything", 303, background=forget_later(request))
