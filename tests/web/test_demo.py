"""The demo: seats for the taking, codes on the page, and mail to read. None of it anywhere else."""

import pytest

from app.mail_job import send_all
from app.storage import demo_codes
from app.storage.demo_codes import DemoCode
from tests.cast import AMIRA, DELE

HOMES = {
    "amira": "/me",
    "dele": "/org/northway-homes",
    "rhiannon": "/p/millbrook",
    "sorcha": "/me",
    "owen": "/org/harbour-row-housing",
}


def deliver_mail(demo):
    send_all(demo.engine, demo.app.state.post)


@pytest.mark.parametrize(("who", "home"), HOMES.items())
def test_one_tap_sits_anybody_down(demo, who, home):
    browser = demo.browser()
    assert f'action="/demo/sit/{who}"' in browser.get("/demo").text
    response = browser.post(f"/demo/sit/{who}")
    assert (response.status_code, response.headers["location"]) == (303, home)
    page = browser.get(home).text
    assert f"In {getattr(demo.cast, who).person_name}’s seat" in page


def test_another_seat_is_one_tap_away(demo):
    browser = demo.browser()
    browser.post("/demo/sit/dele")
    first = browser.cookies["sign-in"]
    browser.post("/demo/sit/rhiannon")
    assert browser.get("/p/millbrook").status_code == 200
    assert browser.get("/org/northway-homes").status_code == 403
    before = demo.browser()
    before.cookies.set("sign-in", first)
    assert before.get("/me").status_code == 303


def test_leaving_the_demo_ends_the_seat(demo):
    browser = demo.browser()
    browser.post("/demo/sit/dele")
    assert browser.post("/demo/leave").headers["location"] == "/demo"
    assert browser.get("/org/northway-homes").status_code == 303


def test_amiras_return_codes_are_on_the_page(demo):
    codes = [DemoCode("Spring 2026", "bcdf-ghjk-mnpq"), DemoCode("Autumn 2025", "2345-6789-bcdf")]
    demo_codes.write(demo.app.state.demo_codes_file, codes)
    page = demo.browser().get("/demo").text
    for each in codes:
        assert each.assessment in page
        assert each.code in page


def test_mail_can_be_read_and_its_links_followed(demo):
    invitation = demo.path_in_mail_to(AMIRA)
    deliver_mail(demo)
    browser = demo.browser()
    listed = browser.get("/admin/outbox", params={"to": "AMIRA"}).text
    assert AMIRA in listed
    assert DELE not in listed
    [mail] = {each for each in listed.split('"') if each.startswith("/admin/outbox/")}
    message = browser.get(mail).text
    assert f'<a href="{invitation}">' in message
    assert browser.get(invitation).status_code == 200


def test_the_newest_mail_comes_first(demo):
    deliver_mail(demo)
    browser = demo.browser()
    browser.post("/sign-in", data={"email": DELE})
    page = browser.get("/admin/outbox").text
    assert page.index("Your way in") < page.index("How do we work together")
    assert "These are the newest 25" in page


def test_where_no_mail_went_there_is_none_to_see(demo):
    assert "No mail yet" in demo.browser().get("/admin/outbox").text
    deliver_mail(demo)
    assert "No mail went to “nobody”" in demo.browser().get("/admin/outbox?to=nobody").text


@pytest.mark.parametrize(
    "mail_id",
    ["..%2f..%2fetc%2fpasswd", "2026-01-01-000000-000000-00000", "2026-01-01", "%2e%2e", "x" * 300],
)
def test_only_mail_can_be_read_there(demo, mail_id):
    assert demo.browser().get(f"/admin/outbox/{mail_id}").status_code == 404


def test_what_is_in_a_mail_is_shown_and_never_run(demo):
    folder = demo.app.state.site.mail_folder
    folder.mkdir(parents=True)
    name = "2026-10-05-093000-000000-00000"
    text = "From: a <b@c.example>\nTo: d@e.example\nSubject: <script>s()</script>\n\n<b>x</b> https://evil.example/a"
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    page = demo.browser().get(f"/admin/outbox/{name}").text
    assert "<script>s()" not in page
    assert "<b>x</b>" not in page
    assert 'href="https://evil.example' not in page
    assert "https://evil.example/a" in page


def test_the_pieces_of_pages_are_on_a_page(demo):
    assert demo.browser().get("/admin/components").status_code == 200


def test_outside_the_demo_there_are_no_seats_and_no_mail(world):
    browser = world.browser(world.cast.dele)
    for address in ("/demo", "/admin/outbox", "/admin/components"):
        assert browser.get(address).status_code == 404
    assert world.browser().post("/demo/sit/dele").status_code == 404
    assert "Demo:" not in browser.get("/me").text
