"""Refusals and faults are pages like any other: each is made to happen, and looked at."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from tests.browser.looking import Eyes

pytestmark = pytest.mark.browser

KNOCK = """async address => {
    for (let knock = 0; knock < 40; knock++)
        await fetch(address, { method: "POST", body: new URLSearchParams({ code: "222222" }) })
}"""


def nothing_there(eyes: Eyes) -> None:
    eyes.open("/nothing/like/it", status=404)


def another_seats_page(eyes: Eyes) -> None:
    eyes.sit_down("sorcha")
    eyes.open("/org/northway-homes", status=403)


def somebody_elses_page(eyes: Eyes) -> None:
    eyes.sit_down("owen")
    eyes.open("/org/northway-homes", status=404)


def a_form_asked_for_as_a_page(eyes: Eyes) -> None:
    eyes.open("/demo/leave", status=405)


def nothing_to_send(eyes: Eyes) -> None:
    eyes.send(f"{eyes.begin_answering()}/send", 409)


def too_much(eyes: Eyes) -> None:
    eyes.page.goto(eyes.site.address)
    eyes.send("/receipt", 413, receipt="x" * 1_100_000)


def signed_out_meanwhile(eyes: Eyes) -> None:
    eyes.sit_down("dele")
    eyes.page.context.clear_cookies()
    eyes.send("/me/seat", 419, seat="1")


def not_text(eyes: Eyes) -> None:
    eyes.open("/charter/search?q=%ff", status=422)


def too_many_tries(eyes: Eyes) -> None:
    eyes.page.goto(f"{eyes.site.address}/my-results")
    eyes.page.evaluate(KNOCK, "/my-results")
    eyes.send("/my-results", 429, code="222222")


def a_fault_of_ours(eyes: Eyes) -> None:
    (eyes.site.world.app.state.site.mail_folder / "2026-01-01-000000-000000-00000.txt").write_bytes(b"\xff")
    eyes.open("/admin/outbox/2026-01-01-000000-000000-00000", status=500)


def no_database(eyes: Eyes) -> None:
    with eyes.site.world.engine.begin() as connection:
        connection.execute(text("DROP TABLE sign_in"))
    eyes.page.context.add_cookies([{"name": "sign-in", "value": "x" * 40, "url": eyes.site.address}])
    eyes.open("/me", status=503)


@pytest.mark.parametrize(
    "refused",
    [
        nothing_there,
        another_seats_page,
        somebody_elses_page,
        a_form_asked_for_as_a_page,
        too_much,
        signed_out_meanwhile,
        not_text,
    ],
)
def test_every_refusal_that_changes_nothing(eyes, refused: Callable[[Eyes], None]):
    refused(eyes)


@pytest.mark.parametrize("refused", [nothing_to_send, too_many_tries, a_fault_of_ours, no_database])
def test_every_other_refusal(own_eyes, refused: Callable[[Eyes], None]):
    refused(own_eyes)
