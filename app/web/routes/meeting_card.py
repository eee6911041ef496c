"""The meeting card: who she is in a meeting of several agencies, in a minute, on paper or on the phone."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Invalid
from app.domain.notebooks import DOES_NOT_OPEN, Card, read_card
from app.services import notebooks
from app.web.dependencies import CurrentSeat, Form, Reading, Transaction
from app.web.own_pages import NotebookKeys
from app.web.pages import render

router = APIRouter(prefix="/me/meeting")


@router.get("", name="meeting_card.show")
def show(
    request: Request, seat: CurrentSeat, session: Reading, keys: NotebookKeys, change: str = ""
) -> Response:
    found = notebooks.meeting_card(session, by=seat, keys=keys)
    context = {
        "card": found.card,
        "is_kept": found.card is not None,
        "is_unopened": found.is_unopened,
        "is_changing": found.card is None or change == "yes",
        "typed": found.card or Card(),
    }
    return render(request, "own/meeting.html", {**context, "does_not_open": DOES_NOT_OPEN, "problems": {}})


@router.post("", name="meeting_card.make")
def make(
    request: Request, form: Form, seat: CurrentSeat, session: Transaction, keys: NotebookKeys
) -> Response:
    """Without her word nothing is kept: then the card is in the reply, and nowhere else."""
    context = {"is_kept": False, "is_unopened": False, "does_not_open": ""}
    try:
        card = read_card(form)
    except Invalid as error:
        again = {"card": None, "is_changing": True, "typed": form, "problems": error.problems}
        return render(request, "own/meeting.html", {**context, **again}, status_code=422)
    if form.get("keep") == "yes":
        notebooks.keep_card(session, card, by=seat, keys=keys)
        return RedirectResponse("/me/meeting", 303)
    made = {"card": card, "is_changing": False, "typed": card, "problems": {}}
    return render(request, "own/meeting.html", {**context, **made})


@router.post("/delete", name="meeting_card.delete")
def delete(seat: CurrentSeat, session: Transaction) -> Response:
    notebooks.delete_card(session, by=seat)
    return RedirectResponse("/me/meeting", 303)
