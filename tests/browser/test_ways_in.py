"""The ways in for people without email, as they look; and what a shared tablet does by itself."""

import re

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import Session

from app.storage.tables import (
    ASSESSMENT,
    INVITATION,
    INVITATION_LINK,
    OPEN_RESPONSE,
    ORGANISATION,
    OUTGOING_MESSAGE,
    UNDELIVERED,
)
from app.web.static_files import FOLDER
from tests.browser.looking import Eyes

pytestmark = pytest.mark.browser

MOST_BYTES = 4_096
KEYS = "[...document.querySelectorAll('[data-keys]')].map(each => each.value).join('')"


@pytest.fixture
def no_email(own_eyes: Eyes) -> str:
    """Where Northway lets twelve people without an address in."""
    with Session(own_eyes.site.world.engine) as session, session.begin():
        begun = select(OPEN_RESPONSE.c.invitation_id)
        code, assessment_id = session.execute(
            select(ASSESSMENT.c.code, ASSESSMENT.c.id)
            .join(ORGANISATION, ORGANISATION.c.id == ASSESSMENT.c.organisation_id)
            .where(ORGANISATION.c.slug == "northway-homes", ASSESSMENT.c.state == "open")
        ).one()
        wanted = select(INVITATION.c.id).where(
            INVITATION.c.assessment_id == assessment_id, INVITATION.c.id.not_in(begun)
        )
        ids = session.execute(wanted.limit(12)).scalars().all()
        for table in (INVITATION_LINK, OUTGOING_MESSAGE, UNDELIVERED):
            session.execute(delete(table).where(table.c.invitation_id.in_(ids)))
        session.execute(update(INVITATION).where(INVITATION.c.id.in_(ids)).values(email=None))
    return f"{own_eyes.sit_down('dele')}/assessments/{code}/no-email"


def test_pages_of_printed_codes_and_paper(own_eyes, no_email):
    eyes, page = own_eyes, own_eyes.page
    eyes.open(f"{no_email}/keying")
    eyes.open(no_email)
    eyes.press("Print codes")
    eyes.look()
    code = page.locator(".slip b").first.inner_text()
    eyes.open(no_email)
    eyes.open(f"{no_email}/paper")
    eyes.open(f"{no_email}/keying")
    page.get_by_label("The code on the form").fill(code)
    page.keyboard.press("Enter")
    page.keyboard.type("3d9c1")  # there is no 9, and the key is not taken
    assert page.evaluate(KEYS) == "3dc1"
    page.keyboard.press("Backspace")
    assert page.evaluate("document.activeElement.value") == "1"
    eyes.press("Send this form")
    assert page.url.endswith("?done=yes")
    eyes.look()
    eyes.press("Send this form")
    eyes.look()


def test_a_tablet_that_nobody_touches_clears_itself_after_a_warning(own_eyes, no_email):
    eyes, page = own_eyes, own_eyes.page
    eyes.open(no_email)
    eyes.press("Allow an open link")
    eyes.look()
    [entrance] = set(re.findall(r"(/r/[0-9a-z]{8})/kiosk", page.content()))
    eyes.open(f"{entrance}/kiosk")  # which holds a sign-in still
    page.clock.install()
    eyes.press("Clear it, and begin")
    eyes.look()
    eyes.press("Start")
    eyes.look()
    page.get_by_label("None of these").check()
    page.get_by_label("Both").check()
    page.get_by_label("I’m happy to take part").check()
    eyes.press("Start")
    eyes.look()
    home = page.url.removesuffix("/about-you")
    page.goto(f"{home}/part/1")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.clock.fast_forward(155_000)
    page.get_by_role("button", name="Keep going").click()
    page.clock.fast_forward(100_000)
    assert page.url == f"{home}/part/1"
    page.clock.fast_forward(60_000)
    page.get_by_role("heading", name="Are you still there?").wait_for()
    with page.expect_navigation():
        page.clock.fast_forward(40_000)
    assert page.url.endswith(f"{entrance}/kiosk")
    assert page.context.cookies() == []
    page.go_back()
    assert page.get_by_text("This browser can’t show these answers").is_visible()
    eyes.open(entrance)
    assert eyes.seen >= {"entrances.show", "entrances.kiosk"}


def test_the_scripts_of_the_ways_in_are_small():
    assert sum((FOLDER / name).stat().st_size for name in ("kiosk.js", "keying.js")) <= MOST_BYTES
