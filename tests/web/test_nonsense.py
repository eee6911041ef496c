"""Text that makes no sense where it is typed: answered with a page, never run, and never a fault.

All of it is tried on SQLite; on PostgreSQL, what that could take otherwise: numbers that are too large or are
none, and text that is long or not plain.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import databases
from tests.web.test_access import Place, furnish
from tests.web.test_bad_input import forms, knock
from tests.world import make_world

ACTION = ("what", "led_by", "due_on", "finding", "empty_chair")

# What each form asks for.
FIELDS: dict[str, tuple[str, ...]] = {
    "accounts.ask_for_link": ("email", "next"),
    "accounts.enter_code": ("code",),
    "accounts.change_seat": ("seat",),
    "invitations.start": ("consent",),
    "invitations.enter_code": ("code",),
    "answering.save_about_you": ("correction", "seen"),
    "answering.save_part": ("seen", "SP1.1.practice", "help", "go", "back"),
    "answering.save": ("seen", "SP1.1.practice"),
    "sending.write_note": ("note", "seen"),
    "my_results.open": ("code",),
    "my_results.lay_beside": ("code",),
    "receipts.check": ("receipt",),
    "journal.save": ("happened", "so_what", "now_what", "on", "theme", "seen"),
    "journal.search": ("q", "theme"),
    "small_steps.choose": ("choice", "own", "remind", "theme"),
    "small_steps.how_it_went": ("said",),
    "meeting_card.make": ("role", "offer", "limits", "need", "keep"),
    "cpd.make": ("year", "pick-e-bcdfghjk", "title-e-bcdfghjk", "hours-e-bcdfghjk", "as"),
    "own_data.delete": ("what",),
    "setting_up.create": ("title", "nation", "opens_on", "closes_on", "then"),
    "setting_up.save": ("title", "nation", "opens_on", "closes_on", "then"),
    "setting_up.open": ("when",),
    "organisations.extend": ("until", "by"),
    "partnerships.extend": ("until", "by"),
    "organisations.add_reminder": ("on",),
    "organisations.change_message": ("go", "on-first-reminder"),
    "organisations.send_again": ("failed", "email"),
    "partnerships.add_reminder": ("on",),
    "setting_up.save_words": ("subject", "opening", "go"),
    "setting_up.test": ("which", "from"),
    "organisations.save_words": ("subject", "opening", "go"),
    "partnerships.save_words": ("subject", "opening", "go"),
    "partnerships.change_message": ("go", "on-first-reminder"),
    "people.add": ("name", "email", "team", "role_level"),
    "people.change": ("name", "email", "team", "role_level"),
    "people.move": ("q", "team", "level", "address", "page", "to", "to_level", "person-1"),
    "staff_imports.mend": (
        *("name-2", "email-2", "team-2", "role_level-2", "choice-2"),
        *("team-0", "team-choice-0", "level-0", "level-choice-0", "seen"),
    ),
    "staff_imports.carry_out": ("list", "version", "whole"),
    "teams.add": ("name",),
    "teams.rename": ("name",),
    "teams.remove": ("to",),
    "ways_in.print_codes": ("who",),
    "keying.key_in": ("code", "go", "first", "SP1.1.practice", "help-SP", "team", "role_level"),
    "entrances.enter_code": ("slip", "kiosk"),
    "entrances.start": ("team", "role_level", "consent", "kiosk"),
    "entrances.come_back": ("code", "kiosk"),
    "actions.add_to_organisation": ACTION,
    "actions.change_of_organisation": ACTION,
    "actions.move_of_organisation": ("status", "note"),
    "actions.add_to_partnership": (*ACTION, "cost", "borne_by"),
    "actions.change_of_partnership": (*ACTION, "cost", "borne_by"),
    "actions.move_of_partnership": ("status", "note"),
    "pulses.ask": ("whom", "team-1", "team-x"),
    "pulses.answer": ("changed", "helped"),
    "meeting_forms.say": ("SA1.1.meeting.1",),
    "meeting_forms.answer": ("SA1.1.meeting.1",),
    "shared_teams.add": ("name",),
    "shared_teams.rename": ("name",),
    "shared_teams.put_in": ("q", "team", "page", "person-1"),
    "shared_teams.take_out": ("person-1",),
    "own_settings.set_place": ("name", "staff"),
    "own_settings.set_contact": ("contact_name", "contact_details"),
    "own_settings.raise_thresholds": ("fewest_shown", "fewest_in_distribution", "sure"),
    "directors.invite": ("name", "email"),
    "directors.write_note": ("note", "seen"),
    "platform.add_organisation": ("name", "staff", "director_name", "director_email"),
    "platform.rename_organisation": ("name", "staff"),
    "platform.add_director": ("person", "email"),
    "platform.close": ("name",),
    "platform.add_partnership": ("name", "partner-1", "convenor_name", "convenor_email"),
    "platform.rename_partnership": ("name",),
    "platform.add_convenor": ("person", "email"),
    "platform.add_partner": ("organisation",),
    "summaries.promise": ("promised_on",),
    "summaries.save": ("thanks", "strengths", "seen"),
    "summaries.publish": ("tells", "seen"),
}

DATABASES_DIFFER_ON = [
    "2147483648",
    "9223372036854775808",
    "NaN",
    "1e400",
    "٣",
    "\u200b\u200d\ufeff",
    "👩‍❤️‍💋‍👩 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "漢" * 20_000,
]
NONSENSE = [
    *DATABASES_DIFFER_ON,
    "",
    " ",
    "0",
    "-1",
    "1.5",
    "Infinity",
    "0x1F",
    "true",
    "null",
    "undefined",
    "[]",
    "{{7919*7919}}${7919*7919}<%= 7919*7919 %>",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR '1'='1'; --",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "%00%0a%FF",
    "\u202egnp.exe",
    "Z\u0351\u036b\u0343\u036a\u0302A\u0334L\u0341G\u034fO",
    "a" * 20_000,
    "\r\nSet-Cookie: a=b",
]


def ascii_start(value: str) -> str:
    return f"{value[:16]!a} {len(value)}"


@pytest.fixture(scope="module")
def place(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("scratch")
    with where_it_may_be_kept(databases.copy_sqlite(sqlite_template, folder), folder) as furnished:
        yield furnished


@pytest.fixture(scope="module")
def place_on_postgresql(module_postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with where_it_may_be_kept(module_postgresql, tmp_path_factory.mktemp("scratch")) as furnished:
        yield furnished


@contextmanager
def where_it_may_be_kept(database_url: str, folder: Path) -> Iterator[Place]:
    world = make_world(database_url, folder, demo=True)
    yield furnish(world)
    world.engine.dispose()


@pytest.mark.parametrize("value", NONSENSE, ids=ascii_start)
def test_nonsense_is_answered_with_a_page(place, value):
    is_answered_with_a_page(place, value)


@pytest.mark.parametrize("value", DATABASES_DIFFER_ON, ids=ascii_start)
def test_nonsense_is_answered_with_a_page_on_postgresql_too(place_on_postgresql, value):
    is_answered_with_a_page(place_on_postgresql, value)


def is_answered_with_a_page(place: Place, value: str) -> None:
    """What it says may be kept. It is never run, and never a fault."""
    for each in forms(place):
        place.forget_tries()
        response = knock(place, each, data=dict.fromkeys(FIELDS[each.row.route], value))
        assert response.status_code in (200, 303, 404, 409, 413, 419, 422, 429), each.row
        assert "<script>alert(1)" not in response.text
        assert "<img src=x" not in response.text
        assert "62710561" not in response.text
        assert "a" not in response.cookies


def test_the_fields_of_every_form_are_listed(place):
    assert set(FIELDS) == {each.row.route for each in forms(place)}
