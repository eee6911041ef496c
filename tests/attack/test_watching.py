"""Whoever looks at everything again after each answer that comes in sees nothing move, all day long."""

from collections.abc import Iterator

from app.domain.assessments import Assessment
from tests.attack.journey import phones
from tests.attack.shown import OWN_PAGES, SHARED_PAGES
from tests.attack.test_closing import NORTHWAY
from tests.attack.town import Town

HOME, SHARED = f"/org/{NORTHWAY}", "/p/millbrook"


def all_that_can_be_watched(town: Town, joint: Assessment) -> Iterator[tuple[int, str]]:
    """By Dele and by Rhiannon, results that are not there yet among them."""
    for seat, home, shown in (
        (town.directors[NORTHWAY], HOME, OWN_PAGES),
        (town.convenor, SHARED, SHARED_PAGES),
    ):
        browser = town.browser(seat)
        watch = f"{home}/assessments/{joint.code}"
        addresses = [home, watch, f"{watch}/forecast", f"/api/v1/assessments/{joint.code}/cells"]
        addresses += [f"{home}/results/{joint.code}{page}" for page in (*shown, "/cells.csv")]
        for address in addresses:
            reply = browser.get(address)
            yield reply.status_code, reply.text


def test_nothing_moves_while_people_answer(millbrook):
    joint = millbrook.open(millbrook.convenor, announce=True)
    some = phones(millbrook, joint)[:3]
    before = list(all_that_can_be_watched(millbrook, joint))
    assert {status for status, _ in before} == {200, 409}
    for phone in some:
        phone.start()
        phone.save(1, {millbrook.asked(joint)[0]: 4})
        phone.send()
        assert list(all_that_can_be_watched(millbrook, joint)) == before
    millbrook.clock.forward(days=1)
    assert list(all_that_can_be_watched(millbrook, joint)) != before
