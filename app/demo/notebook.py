"""What Amira keeps for herself: three entries, a step that is done and one that is not, and her card."""

from datetime import datetime, timedelta
from secrets import token_bytes

from sqlmodel import Session

from app.demo.cast import AMIRA
from app.domain.charter import Charter
from app.domain.codes import opaque_id
from app.domain.notebooks import Card, Keys, TypedEntry
from app.services import notebooks
from app.storage import people, seats

ENTRIES = {
    61: TypedEntry(
        theme="SA",
        happened="Handover at the walk-in clinic. Three of us told the same man three different things.",
        so_what="None of us had said out loud what we can’t do.",
        now_what="Say my limits first next time, before anybody asks.",
    ),
    33: TypedEntry(
        theme="VA",
        happened="Rang the housing desk to say thank you for the key. She said nobody ever does.",
        so_what="It took one minute, and on Friday she rang me.",
    ),
    5: TypedEntry(theme="RP", now_what="Ask Fen Valley whether we look back together at how winter went."),
}
DONE = "SA1.2-1"
MEANT = "RP2.1-1"
CARD = Card(
    role="Outreach worker: I stay with people from the street to their own front door.",
    offer="Two visits a week, and a phone that is answered until eight.",
    limits="No beds and no prescriptions.",
    need="One name at the housing desk whom I can ring.",
)


def fill_notebook(session: Session, charter: Charter, *, key: str, now: datetime) -> None:
    person = people.find_person_by_email(session, AMIRA)
    if person is None:
        raise LookupError("Amira has not moved in.")
    [by] = seats.seats_of(session, person.id)
    keys = Keys((key,), token_bytes)
    for days, typed in ENTRIES.items():
        then = now - timedelta(days=days)
        entry = TypedEntry(**{**vars(typed), "on": then.date().isoformat()})
        code = opaque_id(token_bytes)
        notebooks.save_entry(session, charter, code, entry, seen="", by=by, keys=keys, now=then)
    chosen, done, since = ((now - timedelta(days=days)).date() for days in (60, 40, 9))
    notebooks.choose_step(session, charter, DONE, "", "2", by=by, keys=keys, today=chosen)
    notebooks.did_step(session, by=by, keys=keys, today=done)
    notebooks.choose_step(session, charter, MEANT, "", "4", by=by, keys=keys, today=since)
    notebooks.keep_card(session, CARD, by=by, keys=keys)
