"""Loading the sample data into an empty database, through the services that real answers go through."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes

from sqlalchemy import Engine
from sqlmodel import Session

from app.closing_job import run_closing
from app.demo import marks
from app.demo.afterwards import follow_up
from app.demo.cast import AMIRA, World
from app.demo.filling_in import fill_in
from app.demo.habits import Sheet, does_link, sheet, who_answers
from app.demo.marks import Contents
from app.demo.moving_in import move_in
from app.demo.notebook import fill_notebook
from app.demo.occasions import Occasion, occasions
from app.demo.on_paper import take_addresses_away
from app.demo.population import Resident, everybody
from app.demo.shared_teams import share
from app.domain.assessments import Assessment
from app.domain.charter import Charter, CharterLibrary
from app.domain.codes import ReturnCode
from app.domain.errors import Conflict, NotFound
from app.domain.invitations import Invitation
from app.domain.notebooks import Keys
from app.domain.people import Seat
from app.domain.short_forms import ShortForms
from app.mail_job import send_all, write_due_letters
from app.services import closing, setting_up
from app.storage import demo_codes, invitations, people, planned_messages, seats
from app.storage.demo_codes import DemoCode
from app.storage.post import Post

PEOPLE_A_BATCH = 100

Given = dict[str, ReturnCode]  # return codes, by address


@dataclass(frozen=True)
class Site:
    """What is loaded into, and what it needs to know."""

    engine: Engine
    library: CharterLibrary
    forms: ShortForms
    base_url: str
    key: str  # what short codes are hashed with
    post: Post
    codes_file: Path
    say: Callable[[str], None]


def load(site: Site, *, now: datetime, world: World | None = None) -> bool:
    """False if it had been loaded before: then nothing is touched, and what was entered since is kept."""
    world = world or World()
    if not _make_room(site, now=now):
        return False
    site.say("Loading the sample data: some fifteen seconds, this once …")
    with Session(site.engine) as session, session.begin():
        move_in(session, world.tables)
        share(session, now=occasions(now, world)[0].opened_at)
    site.say(f"{_people(world):,} made-up people have moved in.")
    codes: list[DemoCode] = []
    last_given: dict[str, Given] = {}  # by whoever opened the assessment
    for occasion in _with_some_on_paper(site, occasions(now, world)):
        given = _run(site, occasion, last_given.get(occasion.opened_by, {}), now=now)
        last_given[occasion.opened_by] = given
        if AMIRA in given:
            codes.append(DemoCode(occasion.title, str(given[AMIRA])))
    demo_codes.write(site.codes_file, codes)
    with Session(site.engine) as session, session.begin():
        follow_up(session, site.library, site.forms, Keys([site.key], token_bytes), now=now)
        fill_notebook(session, site.library.newest, key=site.key, now=now)
        marks.finish(session, now=now)
    return True


def _make_room(site: Site, *, now: datetime) -> bool:
    with Session(site.engine) as session, session.begin():
        found = marks.contents(session)
        if found is Contents.OTHER:
            raise Conflict("This database holds something else, so no sample data goes into it.")
        if found is Contents.HALF:
            site.say("The sample data was only half loaded: beginning again.")
            marks.clear(session)
        if found is not Contents.ALL:
            marks.begin(session, now=now)
    return found is not Contents.ALL


def _with_some_on_paper(site: Site, all_of_them: Sequence[Occasion]) -> Iterator[Occasion]:
    """Addresses go just before the first that is left open: everybody was asked by mail until then."""
    left_open = [each for each in all_of_them if not each.closes]
    for occasion in all_of_them:
        if occasion is left_open[0]:
            with Session(site.engine) as session, session.begin():
                take_addresses_away(session, left_open)
        yield occasion


def _people(world: World) -> int:
    return sum(place.people for table in world.tables for place in table.places)


def _run(site: Site, occasion: Occasion, earlier: Given, *, now: datetime) -> Given:
    """One assessment, from its opening to its end, if it has come to that. Some give `earlier` codes."""
    charter = site.library.newest
    with Session(site.engine) as session, session.begin():
        assessment = _open(session, occasion, charter)
        asked = {each.email: each for each in invitations.invitations_of_assessment(session, assessment.id)}
    _send_letters(site, occasion, assessment.id, now=now)
    given, people_answering = Given(), 0
    linking = {email: code for email, code in earlier.items() if does_link(email, occasion)}
    for batch in _batches(occasion, charter):
        with Session(site.engine) as session, session.begin():
            given |= _answer(session, site, charter, asked, batch, linking)
        people_answering += len(batch)
    site.say(f"{assessment.owner_name}, {assessment.title}: {people_answering} have answered.")
    if occasion.closes:
        _close(site, occasion, assessment)
    return given


def _open(session: Session, occasion: Occasion, charter: Charter) -> Assessment:
    return setting_up.open_assessment(
        session,
        charter,
        by=_owner(session, occasion),
        title=occasion.title,
        blocks=occasion.blocks,
        closes_at=occasion.closes_at,
        leaders_line=occasion.leaders_line,
        now=occasion.opened_at,
        randomness=token_bytes,
        announce=not occasion.closes,  # the letters to those that have closed went out long ago
    )


def _owner(session: Session, occasion: Occasion) -> Seat:
    person = people.find_person_by_email(session, occasion.opened_by)
    if person is None:
        raise NotFound(f"{occasion.opened_by} has not moved in.")
    [seat] = seats.seats_of(session, person.id)
    return seat


def _send_letters(site: Site, occasion: Occasion, assessment_id: int, *, now: datetime) -> None:
    """The invitations. Reminders whose day has passed are taken to have gone out on it."""
    write_due_letters(site.engine, base_url=site.base_url, clock=lambda: occasion.opened_at)
    with Session(site.engine) as session, session.begin():
        for each in planned_messages.timeline(session, assessment_id):
            if each.sent_on is None and each.on <= now.date():
                planned_messages.reach(
                    session, assessment_id, each.occasion, last=each.reached, finished_on=each.on
                )
    send_all(site.engine, site.post)


def _batches(occasion: Occasion, charter: Charter) -> Iterator[list[tuple[Resident, Sheet, datetime]]]:
    """Those who answer, in the order of the days on which they do."""
    residents = [resident for place in occasion.places for resident in everybody(place)]
    answering = [(each, sheet(each, occasion, charter)) for each in who_answers(residents, occasion)]
    answering.sort(key=lambda pair: pair[1].day)
    dated = [(who, what, occasion.opened_at + timedelta(days=what.day)) for who, what in answering]
    for start in range(0, len(dated), PEOPLE_A_BATCH):
        yield dated[start : start + PEOPLE_A_BATCH]


def _answer(
    session: Session,
    site: Site,
    charter: Charter,
    asked: Mapping[str | None, Invitation],
    batch: list[tuple[Resident, Sheet, datetime]],
    earlier: Given,
) -> Given:
    given = Given()
    for resident, answers, at in batch:
        code = fill_in(
            session,
            charter,
            asked[resident.email],
            answers,
            now=at,
            key=site.key,
            earlier_code=earlier.get(resident.email),
        )
        if code is not None:
            given[resident.email] = code
    return given


def _close(site: Site, occasion: Occasion, assessment: Assessment) -> None:
    with Session(site.engine) as session, session.begin():
        closing.close(
            session,
            by=_owner(session, occasion),
            assessment_code=assessment.code,
            now=occasion.closes_at,
        )
    run_closing(site.engine, site.library, assessment.id, say=site.say)
