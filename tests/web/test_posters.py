"""A poster, a minute with the team, a text for the phone, and the page that the poster leads to."""

import re

import segno

from app.web.qr import QUIET, qr_code
from tests.drafts import fill_in
from tests.front_door import leave_mail_waiting


def test_the_poster_says_whose_it_is_until_when_and_whom_to_ask(world, dele):
    draft = fill_in(dele)
    leave_mail_waiting(world)
    own = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"].partition("?")[0]
    assert f'href="{own}/poster"' in dele.get(own).text
    page = dele.get(f"{own}/poster").text
    for words in (
        "Northway Homes",
        "“Tell us how it is.”",
        "About eight minutes. Open until Monday 2 November 2026.",
        "By 30 November 2026 you hear what came of it.",
        "figures for groups of five or more",
        "No mail? Ask Dele Okonjo.",
        "<b>testserver/join</b>",
    ):
        assert words in page


def test_a_partners_hr_director_prints_one_for_the_joint_assessment(world, dele):
    page = dele.get(f"/org/northway-homes/assessments/{world.joint.code}/poster").text
    assert '<p class="whose">Northway Homes</p>' in page
    assert "<b>The partners</b> see how many have answered" in page


def test_the_code_that_is_drawn_is_the_code_of_the_address(dele, own):
    page = dele.get(f"{own}/poster").text
    [size] = re.findall(r'viewBox="0 0 (\d+) \1" role="img"', page)
    dark = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", page)}
    wanted = segno.make("http://testserver/join", error="m", micro=False).matrix
    assert int(size) == len(wanted) + 2 * QUIET
    assert dark == {
        (x + QUIET, y + QUIET) for y, row in enumerate(wanted) for x, module in enumerate(row) if module
    }


def test_there_is_white_around_a_code():
    code = qr_code("https://goodpartners.example/join")
    assert f"M{QUIET} {QUIET}h1v1h-1z" in code.path
    assert not re.search(rf"M[0-{QUIET - 1}] |M\d+ [0-{QUIET - 1}]h", code.path)


def test_after_the_close_nobody_is_called_to_answer(dele, own):
    dele.post(f"{own}/close")
    assert dele.get(f"{own}/poster").headers["location"] == own


def test_the_poster_leads_to_ones_own_mail_and_to_ones_own_results(world):
    page = world.browser().get("/join").text
    assert "How do we work together? Tell us your view" in page
    assert 'action="/my-results"' in page
