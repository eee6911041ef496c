"""Ends pulses and meeting forms whose last day has gone by, a transaction each. One of the doors."""

from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from app.domain.notebooks import Keys
from app.domain.short_forms import ShortForms
from app.services import meeting_forms, pulses
from app.storage.engine import to_read
from app.storage.seals import forget_erased


def end_what_is_over(engine: Engine, forms: ShortForms, *, keys: Keys, now: datetime) -> int:
    """How many it was. May be cut off anywhere: the next run goes on."""
    with Session(to_read(engine)) as session:
        of_pulses, of_forms = pulses.over(session, now=now), meeting_forms.over(session, now=now)
    for pulse_id in of_pulses:
        with Session(engine) as session, session.begin():
            pulses.end(session, forms.pulse, pulse_id)
    for form_id in of_forms:
        with Session(engine) as session, session.begin():
            meeting_forms.end(session, forms.meeting, form_id, keys=keys)
    if of_pulses or of_forms:
        forget_erased(engine)
    return len(of_pulses) + len(of_forms)
