"""What you told us: promised, drafted from what was released, edited, published to everyone invited."""

import re
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, timedelta
from html import unescape
from secrets import token_bytes

import pytest
from sqlmodel import Session

from app.domain.charter import Block
from app.domain.summaries import Texts
from app.services import summaries
from app.storage import invitations, outbox
from tests.cast import NOW
from tests.front_door import forget_mail, leave_mail_waiting
from tests.reading import text_of, words_on
from tests.released import NORTHWAY, a_cell, northways, statements, withheld
from tests.results_world import Closed, close_some
from tests.world import Browser, World

FIELDS = ("thanks", "strengths", "gaps", "unknown", "doing", "not_doing", "next_look")
A_MOMENT = 0.6  # seconds in which something that does not have to wait is over
PROMISED = (NOW + timedelta(days=10)).date()


def draft_on(browser: Browser, at: str) -> dict[str, str]:
    """The form as it stands, hidden fields too."""
    page = browser.get(at).text
    typed = {
        name: unescape(re.search(rf'<textarea[^>]* name="{name}".*?>\n(.*?)</textarea>', page, re.DOTALL)[1])
        for name in FIELDS
    }
    return typed | {"seen": seen_on(page)}


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="(\w*)"', page)
    assert found
    return found[1]


def write(browser: Browser, at: str, **changes: str) -> None:
    typed = draft_on(browser, at) | {"not_doing": "Nothing yet: we only know since today."} | changes
    assert browser.post(at, data=typed).headers["location"] == f"{at}/preview"


def publish(browser: Browser, at: str) -> None:
    """As the button does, with what is hidden beside it; no box ticked."""
    page = browser.get(f"{at}/preview").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)"', page))
    assert browser.post(f"{at}/publish", data=hidden).status_code == 303


def promise(browser: Browser, at: str, day: date = PROMISED) -> str:
    """Where people will be told."""
    assert browser.post(f"{at}/promise", data={"promised_on": day.isoformat()}).status_code == 303
    found = re.search(r'href="(/s/\w{64})"', browser.get(at).text)
    assert found
    return found[1]


@pytest.fixture
def closed(world: World) -> Closed:
    leave_mail_waiting(world)
    return close_some(world)


@pytest.fixture
def at(closed: Closed) -> str:
    return f"{closed.at}/summary"


def test_the_draft_is_made_of_released_figures(closed: Closed, at: str):
    typed = draft_on(closed.dele, at)
    assert re.search(r"[\d,]+ of the [\d,]+ people we asked", typed["thanks"])
    strengths, gaps = (typed[name].splitlines() for name in ("strengths", "gaps"))
    assert 1 <= len(strengths) == len(gaps) <= 3
    shown = words_on(closed.dele, f"{closed.at}/competencies")
    for line in [*strengths, *gaps]:
        figure = re.search(r": (\d+) out of 100$", line)
        assert figure
        assert figure[1] in shown
    assert typed["doing"] == ""


def test_what_lies_too_close_together_is_called_neither_strength_nor_gap(world: World):
    alike = [a_cell(NORTHWAY, f"SA{number}.1.practice", 50.0 + number) for number in (1, 2, 3, 4)]
    closed = close_some(world, own=alike)
    typed = draft_on(closed.dele, f"{closed.at}/summary")
    assert typed["strengths"] == typed["gaps"] == ""
    assert "too close together" in typed["unknown"]


def test_what_is_held_back_is_left_out_and_the_rest_is_told(world: World):
    codes = statements(Block.PRACTICE)[:4]
    shown = [a_cell(NORTHWAY, code, mean) for code, mean in zip(codes, (90.0, 30.0, 60.0), strict=False)]
    closed = close_some(world, own=[*shown, withheld(NORTHWAY, codes[3])])
    typed = draft_on(closed.dele, f"{closed.at}/summary")
    assert typed["strengths"].endswith(": 90 out of 100")
    assert typed["gaps"].endswith(": 30 out of 100")


def test_of_too_few_the_draft_has_no_figure_at_all(world: World):
    hidden = [withheld(cell.group, cell.measure) for cell in northways()]
    closed = close_some(world, own=hidden)
    typed = draft_on(closed.dele, f"{closed.at}/summary")
    assert not re.search(r"\d", "".join(typed[name] for name in FIELDS))
    assert "Too few answered" in typed["unknown"]


def test_chosen_actions_are_what_we_are_doing_and_parked_ones_what_we_are_not(closed: Closed, at: str):
    due = {"led_by": "Dele Okonjo", "due_on": "2026-12-01"}
    actions = "/org/northway-homes/actions"
    closed.dele.post(f"{actions}/new", data={"what": "Shadow a partner", **due})
    parked = closed.dele.post(f"{actions}/new", data={"what": "A joint rota", **due}).headers["location"]
    closed.dele.post(parked, data={"status": "parked", "note": "Nobody could pay for it"})
    typed = draft_on(closed.dele, at)
    expected = "We’re doing: Shadow a partner. Dele Okonjo leads it, to be done by 1 December 2026."
    assert typed["doing"] == expected
    assert typed["not_doing"] == "We’re not doing: A joint rota, because nobody could pay for it."


def test_what_was_done_before_the_assessment_closed_is_no_news(world: World):
    leave_mail_waiting(world)
    old = world.browser(world.cast.dele)
    typed = {"what": "An old one", "led_by": "Dele Okonjo", "due_on": "2026-12-01"}
    action = old.post("/org/northway-homes/actions/new", data=typed).headers["location"]
    old.post(action, data={"status": "done", "note": ""})
    world.clock.forward(days=2)
    world.close(world.northway_own, by=world.cast.dele)
    at = f"/org/northway-homes/results/{world.northway_own.code}/summary"
    assert draft_on(world.browser(world.cast.dele), at)["doing"] == ""


def test_it_is_previewed_published_and_mailed_to_everybody_who_was_invited(closed: Closed, at: str):
    world = closed.world
    forget_mail(world)
    place = promise(closed.dele, at)
    write(closed.dele, at, thanks="Thank you, all of you.")
    assert "Thank you, all of you." not in words_on(world.browser(), place)  # a draft is nobody else's
    assert "Thank you, all of you." in words_on(closed.dele, f"{at}/preview")
    publish(closed.dele, at)
    assert "Thank you, all of you." in words_on(world.browser(), place)
    with Session(world.engine) as session:
        mail = [each.message for each in outbox.waiting(session, most=1_000)]
        asked = invitations.invitations_of_assessment(session, closed.own.id)
    told = [each for each in mail if "what we’re doing" in each.subject]
    assert sorted(each.to_address for each in told) == sorted(each.email for each in asked if each.email)
    assert {re.findall(r"http\S+", each.body)[0] for each in told} == {f"http://testserver{place}"}


def test_two_taps_on_publish_send_one_letter(closed: Closed, at: str):
    write(closed.dele, at)
    seen = seen_on(closed.dele.get(f"{at}/preview").text)
    forget_mail(closed.world)
    for _ in range(2):
        assert closed.dele.post(f"{at}/publish", data={"seen": seen, "tells": "yes"}).status_code == 303
    with Session(closed.world.engine) as session:
        addresses = [each.message.to_address for each in outbox.waiting(session, most=1_000)]
    assert len(addresses) == len(set(addresses)) > 0


def test_a_correction_is_a_new_version_with_its_date(closed: Closed, at: str):
    place = promise(closed.dele, at)
    write(closed.dele, at, next_look="In a yeer")
    publish(closed.dele, at)
    closed.world.clock.forward(days=3)
    dele = closed.world.browser(closed.world.cast.dele)
    write(dele, at, next_look="In a year")
    assert "In a yeer" in words_on(closed.world.browser(), place)
    forget_mail(closed.world)
    publish(dele, at)
    words = words_on(closed.world.browser(), place)
    assert "Corrected on 8 October 2026. First published on 5 October 2026." in words
    assert "In a year" in words
    assert "yeer" not in words
    with Session(closed.world.engine) as session:
        assert outbox.waiting(session) == []  # no tick, no mail


def test_nothing_is_published_but_what_was_looked_at(closed: Closed, at: str):
    write(closed.dele, at, thanks="Thanks, in short.")
    seen = seen_on(closed.dele.get(f"{at}/preview").text)
    write(closed.dele, at, thanks="Thanks, at length.")
    refused = closed.dele.post(f"{at}/publish", data={"seen": seen})
    assert refused.status_code == 409
    assert "changed since you looked" in refused.text
    assert "Published on" not in words_on(closed.dele, at)


def test_nobody_writes_over_what_somebody_else_has_written_meanwhile(closed: Closed, at: str):
    mine = draft_on(closed.dele, at) | {"thanks": "Mine."}
    write(closed.dele, at, thanks="Hers.")
    refused = closed.dele.post(at, data=mine)
    assert refused.status_code == 409
    assert "Mine." in text_of(refused.text)
    assert draft_on(closed.dele, at)["thanks"] == "Hers."


def test_of_two_who_write_at_once_the_second_is_told(closed: Closed, at: str):
    promise(closed.dele, at)
    mine = draft_on(closed.dele, at)
    hers = Texts(thanks="Hers.")
    with ThreadPoolExecutor(1) as threads, Session(closed.world.engine) as session:
        slug, code, by = "northway-homes", closed.own.code, closed.world.cast.dele
        summaries.save(session, slug, code, hers, seen=mine["seen"], by=by, randomness=token_bytes)
        meanwhile = threads.submit(closed.dele.post, at, data=mine)
        wait([meanwhile], timeout=A_MOMENT)
        session.commit()
        refused = meanwhile.result()
    assert refused.status_code == 409
    assert "Somebody else wrote here" in refused.text  # and the form with what she wrote
    assert draft_on(closed.dele, at)["thanks"] == "Hers."


def test_with_nothing_done_and_no_reason_it_does_not_go_out(closed: Closed, at: str):
    write(closed.dele, at, not_doing="")
    page = closed.dele.get(f"{at}/preview").text
    assert "why there is nothing yet" in page
    assert 'name="seen"' not in page


def test_a_promise_is_shown_to_those_invited_and_chased_at_home(world: World, dele: Browser):
    home = "/org/northway-homes"
    at = f"{home}/results/{world.joint.code}/summary"
    assert "Say by when" in words_on(dele, f"{home}/assessments/{world.joint.code}")
    place = promise(dele, at)
    anybody = world.browser()
    assert "Northway Homes has promised it by 15 October 2026" in words_on(anybody, place)
    invitation = world.path_in_mail_to("dele@northway.example", "How do we work")
    assert "you hear from Northway Homes what came of it" in words_on(anybody, invitation)
    assert "tell people what came of it" not in words_on(dele, home)  # it is open, and there is time
    world.clock.forward(days=11)
    late = world.browser(world.cast.dele)
    assert "Overdue: tell people what came of it" in words_on(late, home)
    assert "that day has gone by" in words_on(anybody, place)


def test_once_people_are_told_nobody_is_chased(closed: Closed, at: str):
    promise(closed.dele, at)
    write(closed.dele, at)
    publish(closed.dele, at)
    assert closed.own.code not in re.findall(r'id="tell-(\w+)"', closed.dele.get("/org/northway-homes").text)


@pytest.mark.parametrize("day", ["", "soon", "2026-10-04", "2027-10-05"])
def test_a_day_that_is_none_is_no_promise(dele: Browser, own: str, day: str):
    at = own.replace("/assessments/", "/results/") + "/summary"
    refused = dele.post(f"{at}/promise", data={"promised_on": day})
    assert refused.status_code == 422
    assert 'href="#promised_on"' in refused.text
    assert "/s/" not in dele.get(at).text


def test_what_she_types_is_shown_as_typed(closed: Closed, at: str):
    place = promise(closed.dele, at)
    write(
        closed.dele,
        at,
        thanks="<b>Thanks</b> {{ 7 * 7 }} http://evil.example",
        gaps="<script>alert(1)</script>",
    )
    publish(closed.dele, at)
    page = closed.world.browser().get(place).text
    assert "&lt;b&gt;Thanks&lt;/b&gt; {{ 7 * 7 }}" in page
    assert "<script>alert" not in page
    assert 'href="http://evil' not in page


def test_what_is_too_long_stays_in_the_form(closed: Closed, at: str):
    typed = draft_on(closed.dele, at) | {"gaps": "x" * 5_001}
    refused = closed.dele.post(at, data=typed)
    assert refused.status_code == 422
    assert "x" * 5_001 in refused.text
    assert "<title>Error: " in refused.text


def test_each_partner_tells_its_own_people_of_a_joint_assessment(closed: Closed):
    at = f"/org/northway-homes/results/{closed.joint.code}/summary"
    place = promise(closed.dele, at)
    write(closed.dele, at)
    forget_mail(closed.world)
    publish(closed.dele, at)
    assert "Northway Homes" in words_on(closed.world.browser(), place)
    with Session(closed.world.engine) as session:
        addresses = {each.message.to_address for each in outbox.waiting(session, most=1_000)}
    assert addresses
    assert not any("lantern" in each for each in addresses)
