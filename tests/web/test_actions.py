"""Actions: up to three live ones, what each answers, how it stands, and who may say so."""

import re
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from secrets import token_bytes

import pytest
from sqlmodel import Session

from app.domain.actions import TypedPlan
from app.domain.errors import NotAllowed
from app.domain.people import OwnerKind, Whose
from app.services import actions
from tests.cast import NOW
from tests.reading import words_on
from tests.results_world import close_some
from tests.world import Browser, World

ORG = "/org/northway-homes/actions"
PARTNERS = "/p/millbrook/actions"
DUE = (NOW + timedelta(days=60)).date()
TYPED = {"what": "Shadow a partner for a day", "led_by": "Dele Okonjo", "due_on": DUE.isoformat()}

A_MOMENT = 0.6  # seconds in which something that does not have to wait is over


def choose(browser: Browser, at: str = ORG, **changes: str) -> str:
    """The new action's address."""
    response = browser.post(f"{at}/new", data=TYPED | changes)
    assert response.status_code == 303, response.text
    return response.headers["location"]


def move(browser: Browser, action: str, status: str, note: str = "") -> int:
    return browser.post(action, data={"status": status, "note": note}).status_code


def test_an_action_is_chosen_moved_and_its_history_is_kept_with_dates(world: World, dele: Browser):
    action = choose(dele, empty_chair="The night team would ask why not at night.")
    world.clock.forward(days=20)
    dele = world.browser(world.cast.dele)  # nobody stays signed in for so long
    assert 'rows="2" aria-describedby="note-hint">\n</textarea>' in dele.get(action).text  # an empty box
    assert move(dele, action, "under way", "Two people have been.") == 303
    words = words_on(dele, action)
    history = words.partition("How it has gone")[2]
    assert history.index("Under way on 25 October 2026 Two people have been.") < history.index(
        "Not started on"
    )
    assert "The night team would ask why not at night." in words
    assert "No actions" not in words_on(dele, ORG)


def test_a_fourth_live_action_is_refused_with_a_sentence_and_what_was_typed_stays(
    world: World, dele: Browser
):
    first, *_ = [choose(dele, what=f"Action {number}") for number in range(3)]
    refused = dele.post(f"{ORG}/new", data=TYPED | {"what": "One too many"})
    assert refused.status_code == 409
    assert "Park one or finish one first" in refused.text
    assert 'value="One too many"' in refused.text
    assert "<title>Error: " in refused.text
    assert "/actions/new" not in dele.get(ORG).text
    assert move(dele, first, "parked") == 303
    choose(dele, what="The fourth")
    assert move(dele, first, "under way") == 409
    assert "Parked" in words_on(dele, first)


def test_two_at_once_do_not_make_a_fourth(world: World, dele: Browser):
    for _ in range(2):
        choose(dele)
    whose, typed = Whose(OwnerKind.ORGANISATION, "northway-homes"), TypedPlan(**TYPED)
    with ThreadPoolExecutor(1) as threads, Session(world.engine) as session:
        add = {"by": world.cast.dele, "now": NOW, "randomness": token_bytes}
        actions.add(session, world.app.state.library, whose, typed, **add)
        meanwhile = threads.submit(dele.post, f"{ORG}/new", data=TYPED)
        wait([meanwhile], timeout=A_MOMENT)
        session.commit()
        assert meanwhile.result().status_code == 409


def test_the_list_says_how_many_are_done_and_which_is_overdue(world: World, dele: Browser):
    assert "No actions chosen yet." in words_on(dele, ORG)
    done, parked, _ = (choose(dele, what=what) for what in ("Done one", "Parked one", "Late one"))
    assert move(dele, done, "done") == move(dele, parked, "parked") == 303
    assert "One of three actions is done." in words_on(dele, ORG)
    world.clock.forward(days=61)
    later = world.browser(world.cast.dele)
    assert "One of three actions is done. One is overdue: Late one." in words_on(later, ORG)
    assert "overdue" not in words_on(later, parked)
    assert "One is overdue: Late one." in words_on(later, "/org/northway-homes")


def test_the_finding_it_answers_is_picked_from_released_figures_and_keeps_its_words(world: World):
    closed = close_some(world)
    form = closed.dele.get(f"{ORG}/new").text
    code, label = re.findall(r'<option value="([^"]+)">([^<]+)', form)[1]
    action = choose(closed.dele, finding=code)
    words = words_on(closed.dele, action)
    assert re.search(r"“[^”]+” stood at \d+ out of 100 \(Spring 2026\)", words)
    assert label.rpartition(": ")[2] in words


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("what", "  "),
        ("what", "x" * 121),
        ("led_by", ""),
        ("due_on", "soon"),
        ("due_on", "2099-01-01"),
        ("finding", "zzzzzzzz/SP1.1.practice"),
        ("empty_chair", "x" * 2_001),
    ],
)
def test_what_makes_no_sense_is_named_by_its_field(dele: Browser, field: str, typed: str):
    response = dele.post(f"{ORG}/new", data=TYPED | {field: typed})
    assert response.status_code == 422
    assert f'href="#{field}"' in response.text
    assert f'value="{DUE.isoformat()}"' in response.text or field == "due_on"


def test_hostile_words_are_shown_as_words(dele: Browser):
    nasty = "<script>alert(1)</script>{{ 7 * 7 }}"
    page = dele.get(choose(dele, what=nasty, empty_chair=nasty)).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7 * 7 }}") >= 2


def test_partners_see_what_the_convenor_writes_and_cannot_change_it(
    world: World, dele: Browser, rhiannon: Browser
):
    action = choose(rhiannon, PARTNERS, cost="A day each", borne_by="Northway pays for Lantern Trust’s")
    for browser in (dele, rhiannon):
        words = words_on(browser, action)
        assert "A day each" in words
        assert "Northway pays for Lantern Trust’s" in words
    assert "How does it stand now?" not in words_on(dele, action)
    assert TYPED["what"] in words_on(dele, "/p/millbrook")
    assert move(dele, action, "done") == 403
    assert world.browser(world.mabel).get(action).status_code == 404


def test_only_the_convenor_writes_for_partners_by_whatever_door(world: World):
    whose = Whose(OwnerKind.PARTNERSHIP, "millbrook")
    by = {"by": world.cast.dele, "now": NOW, "randomness": token_bytes}
    with Session(world.engine) as session, pytest.raises(NotAllowed):
        actions.add(session, world.app.state.library, whose, TypedPlan(**TYPED), **by)


def test_anothers_action_is_nowhere_also_under_ones_own_address(world: World, dele: Browser):
    action = choose(dele).rpartition("/")[2]
    owen = world.browser(world.cast.owen)
    for address in (f"/org/harbour-row-housing/actions/{action}", f"{ORG}/{action}"):
        assert owen.get(address).status_code == 404
        assert move(owen, address, "done") == 404


def test_an_action_can_be_written_anew(dele: Browser):
    action = choose(dele)
    assert f'value="{DUE.isoformat()}"' in dele.get(f"{action}/edit").text
    assert dele.post(f"{action}/edit", data=TYPED | {"what": "Shadow two"}).status_code == 303
    assert "Shadow two" in words_on(dele, action)
