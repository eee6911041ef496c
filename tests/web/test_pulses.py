"""A pulse: a month after an action those concerned are asked two questions; only counts are kept."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from secrets import token_bytes

import pytest
from sqlalchemy import Table
from sqlmodel import Session, select

from app.asking_job import end_what_is_over
from app.domain.actions import TypedPlan
from app.domain.people import OwnerKind, Whose
from app.services import actions
from app.storage import outbox
from app.storage.tables import AUDIT, PULSE, PULSE_ASKED, PULSE_COUNT, PULSE_LINK
from tests.cast import NOW
from tests.front_door import forget_mail, leave_mail_waiting, rows
from tests.reading import words_on
from tests.world import Browser, World

BETTER, CANNOT_SAY = "3", "6"
LINK = re.compile(r"/pulse/[0-9a-f]{64}")


@pytest.fixture
def action(world: World) -> str:
    """Where one of Northway's is that was due a month and a day ago."""
    typed = TypedPlan("Shadow a partner", "Dele Okonjo", (NOW - timedelta(days=32)).date().isoformat())
    leave_mail_waiting(world)
    forget_mail(world)
    with Session(world.engine) as session, session.begin():
        whose, library = Whose(OwnerKind.ORGANISATION, "northway-homes"), world.app.state.library
        code = actions.add(
            session, library, whose, typed, by=world.cast.dele, now=NOW, randomness=token_bytes
        )
    return f"/org/northway-homes/actions/{code}"


def ask(browser: Browser, action: str, whom: str = "everyone", **fields: str) -> int:
    return int(browser.post(f"{action}/pulse", data={"whom": whom, **fields}).status_code)


def links(world: World) -> list[str]:
    with Session(world.engine) as session:
        return [LINK.search(each.message.body)[0] for each in outbox.waiting(session, most=1_000)]


def answer(world: World, link: str, changed: str = BETTER, helped: str = BETTER) -> str:
    """Where it leads."""
    reply = world.browser().post(link, data={"changed": changed, "helped": helped})
    return str(reply.headers.get("location", reply.status_code))


def end(world: World, days: int = 15) -> Browser:
    world.clock.forward(days=days)
    end_what_is_over(world.engine, world.app.state.short_forms, now=world.clock.now)
    return world.browser(world.cast.dele)


def all_of(world: World, table: Table) -> list[tuple[object, ...]]:
    with Session(world.engine) as session:
        return [tuple(row) for row in session.execute(select(table))]


def test_a_month_on_those_concerned_are_asked_and_the_result_stands_with_the_action(
    world: World, action: str, dele: Browser
):
    assert "Has it changed anything?" in words_on(dele, "/org/northway-homes")
    assert ask(dele, action) == 303
    sent = links(world)
    assert len(sent) == len(set(sent)) == 17
    assert ask(dele, action) == 303  # a second tap
    assert links(world) == sent
    for number, link in enumerate(sent[:14]):
        assert answer(world, link, helped="0" if number < 6 else "4") == "/pulse/thanks"
    assert "nothing is shown before it has ended" in words_on(dele, action)
    after = end(world)
    said = words_on(after, action)
    assert "14 of 17 answered. Almost all say that it is better for them. Most say that it helps" in said
    assert "It is a little better almost all" in said
    assert "Not at all 6" in said
    assert "To some extent fewer than 5" in said
    assert "14 of 17 answered" in words_on(after, "/org/northway-homes")
    assert [rows(world, table) for table in (PULSE_LINK, PULSE_COUNT, PULSE_ASKED)] == [0, 0, 0]


def test_of_five_to_nine_only_where_they_lean_and_of_fewer_nothing(world: World, action: str, dele: Browser):
    ask(dele, action)
    for number, link in enumerate(links(world)[:6]):
        answer(world, link, helped=CANNOT_SAY if number < 2 else "1")
    said = words_on(end(world), action)
    assert "6 of 17 answered. On the whole, those who answered find it better than before." in said
    assert "Too few could say, so nothing is shown." in said
    assert "How many" not in said
    assert "almost all" not in said.lower()


def test_where_fewer_than_five_answer_not_even_their_number_is_left(world: World, action: str, dele: Browser):
    ask(dele, action)
    for link in links(world)[:4]:
        answer(world, link)
    assert "Fewer than five of 17 answered, so nothing is shown." in words_on(end(world), action)
    [(*_, result)] = all_of(world, PULSE)
    assert '"answered": null' in result
    assert rows(world, PULSE_COUNT) == 0


def test_a_link_works_once_and_looking_uses_nothing_up(world: World, action: str, dele: Browser):
    ask(dele, action)
    link, other, *_ = links(world)
    for _ in range(2):
        assert "Shadow a partner" in words_on(world.browser(), link)
    assert answer(world, link) == "/pulse/thanks"
    assert answer(world, link) == "404"
    used, never = world.browser().get(link), world.browser().get(f"/pulse/{'0' * 64}")
    assert used.status_code == never.status_code == 404
    assert used.text.replace(link, "") == never.text.replace(f"/pulse/{'0' * 64}", "")
    refused = world.browser().post(other, data={"changed": BETTER, "helped": "9"})
    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    assert 'value="3" checked' in refused.text
    assert answer(world, other) == "/pulse/thanks"
    world.clock.forward(days=15)
    assert answer(world, links(world)[2]) == "404"


def test_nothing_kept_tells_who_has_answered_or_what(world: World, action: str, dele: Browser):
    ask(dele, action)
    link, *others = links(world)
    forget_mail(world)  # once it is sent
    before = {table.name: set(all_of(world, table)) for table in (PULSE, PULSE_ASKED, PULSE_LINK, AUDIT)}
    answer(world, link)
    after = {table.name: set(all_of(world, table)) for table in (PULSE, PULSE_ASKED, PULSE_LINK, AUDIT)}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"pulse_link"}
    assert len(before["pulse_link"] - after["pulse_link"]) == 1
    counted = [(question, level) for _, question, level, people in all_of(world, PULSE_COUNT) if people]
    assert sorted(counted) == [("changed", 3), ("helped", 3)]
    everything = str(after)
    assert not any(each.rpartition("/")[2] in everything for each in (link, *others))


def test_two_in_the_same_second_both_count_and_one_link_counts_once(world: World, action: str, dele: Browser):
    ask(dele, action)
    first, second, *_ = links(world)
    with ThreadPoolExecutor(4) as pool:
        led = sorted(pool.map(lambda link: answer(world, link), (first, second, first, second)))
    assert led == ["/pulse/thanks", "/pulse/thanks", "404", "404"]
    assert sorted(people for *_, people in all_of(world, PULSE_COUNT) if people) == [2, 2]


def test_at_least_ten_are_asked_and_no_two_groups_that_differ_by_a_few(
    world: World, action: str, dele: Browser
):
    repairs = {f"team-{world.cast.repairs}": "yes"}
    outreach = {f"team-{world.cast.outreach}": "yes"}
    few = dele.post(f"{action}/pulse", data={"whom": "teams", **repairs})
    assert few.status_code == 409
    assert "This would go to 4" in few.text
    assert ask(dele, action, "teams") == 422
    assert ask(dele, action, "nobody") == 422
    assert ask(dele, action, "teams", **{"team-999999": "yes"}) == 422
    assert ask(dele, action, "teams", **outreach) == 303
    assert len(links(world)) == 12
    second = dele.post(
        "/org/northway-homes/actions/new",
        data={"what": "Another", "led_by": "Dele", "due_on": (NOW - timedelta(days=40)).date().isoformat()},
    ).headers["location"]
    assert ask(dele, second, "teams", **outreach, **repairs) == 409
    assert ask(dele, second, "teams", **outreach) == 303


def test_nobody_is_asked_before_the_month_is_over(world: World, dele: Browser):
    made = dele.post(
        "/org/northway-homes/actions/new",
        data={"what": "Soon", "led_by": "Dele", "due_on": NOW.date().isoformat()},
    ).headers["location"]
    assert "From 5 November 2026 you can ask" in words_on(dele, made)
    assert "From 5 November 2026" in words_on(dele, f"{made}/pulse")
    assert ask(dele, made) == 409
    assert "Has it changed anything?" not in words_on(dele, "/org/northway-homes")
    assert dele.post(made, data={"status": "parked", "note": ""}).status_code == 303
    assert "It is parked" in words_on(dele, made)
