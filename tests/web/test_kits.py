"""Recruitment kits, and sheets for supervision and appraisal: made of an address, and of nobody's answers."""

import re
from html import unescape
from pathlib import Path

import pytest

from app.domain.kits import KIT_LEVELS, suggested
from app.storage.charter_files import load_library
from tests.reading import text_of, words_on

CHARTER = load_library(Path(__file__).parents[2] / "charter").newest
HOME = "/org/northway-homes"
THREE = "SA1.1=yes&SA2.2=yes&SP3.2=yes"
KIT = f"{HOME}/recruit/kit?level=operational&{THREE}"


def ticked(page):
    return re.findall(r'<input type="checkbox" name="([^"]+)"[^>]* checked', page.text)


def part(page, name):
    """The words of one part of a kit."""
    rest = page.text.partition(f'aria-labelledby="{name}"')[2]
    return text_of(rest.partition('<section class="paper"')[0].partition("<footer")[0])


def test_dele_finds_both_on_her_home(dele):
    page = dele.get(HOME).text
    assert f'href="{HOME}/recruit"' in page
    assert f'href="{HOME}/supervision"' in page


def test_from_a_competency_she_goes_on_with_it_ticked_and_nobody_else_is_offered_that(world, dele, rhiannon):
    address = "/charter/competencies/RP3.1"
    page = dele.get(address).text
    for way in ("recruit", "supervision"):
        assert f'href="{HOME}/{way}?RP3.1=yes"' in page
        assert ticked(dele.get(f"{HOME}/{way}?RP3.1=yes")) == ["RP3.1"]
    for other in (world.browser(), rhiannon):
        assert "/recruit" not in other.get(address).text


@pytest.mark.parametrize("level", KIT_LEVELS)
def test_three_are_suggested_for_each_kind_of_role_and_make_a_kit_as_they_are(dele, level):
    three = [each.code for each in suggested(CHARTER, level)]
    page = dele.get(f"{HOME}/recruit?level={level}&VA1.1=yes&suggest=yes")
    assert sorted(ticked(page)) == sorted(three)
    assert len(three) == 3
    address = f"{HOME}/recruit/kit?level={level}&" + "&".join(f"{code}=yes" for code in three)
    assert dele.get(address).status_code == 200


def test_a_first_look_begins_with_the_suggestion_for_an_operational_role(dele):
    page = dele.get(f"{HOME}/recruit")
    assert sorted(ticked(page)) == ["SA1.1", "SA2.2", "SA3.3"]
    assert re.search(r'value="operational" checked', page.text)


def test_a_kit_holds_all_that_the_guides_say_and_each_part_only_what_is_meant_for_it(dele):
    page = dele.get(KIT)
    for code in ("SA1.1", "SA2.2", "SP3.2"):
        guide = CHARTER.by_competency[code].guide
        questions = guide.questions
        signs = [sign for each in questions for sign in (*each.strong, *each.weak)]
        assert guide.advert in part(page, "advert")
        assert guide.at_level["operational"] in part(page, "specification")
        assert guide.at_level["strategic"] not in part(page, "specification")
        assert all(said in part(page, "questions") for said in (*(each.ask for each in questions), *signs))
        assert all(each.ask in part(page, "candidates") for each in questions)
        assert not any(sign in part(page, "candidates") for sign in signs)
        assert all(each.what in part(page, "after") for each in guide.support)
        assert CHARTER.by_competency[code].title in part(page, "scoring")


def test_a_role_that_is_both_is_looked_for_at_both_levels(dele):
    specification = part(dele.get(KIT.replace("level=operational", "level=both")), "specification")
    levels = CHARTER.by_competency["SA1.1"].guide.at_level
    assert levels["operational"] in specification
    assert levels["strategic"] in specification


def test_a_kit_leads_back_to_what_was_chosen(dele):
    back = re.search(rf'href="({HOME}/recruit\?[^"]+)">Change what you chose', dele.get(KIT).text)
    page = dele.get(unescape(back.group(1)))
    assert sorted(ticked(page)) == ["SA1.1", "SA2.2", "SP3.2"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("recruit/kit", "Choose three, four or five. So far you have none."),
        ("recruit/kit?SA1.1=yes&SA1.2=yes", "Choose three, four or five. So far you have two."),
        (f"recruit/kit?{THREE}&RP1.1=yes&RP1.2=yes&RP2.1=yes", "on 6 would take about 48 minutes."),
        ("supervision/sheet", "Choose one, two or three. So far you have none."),
        (f"supervision/sheet?{THREE}&RP1.1=yes", "Choose three at most, so that there is time to talk."),
    ],
)
def test_too_few_or_too_many_are_refused_and_stay_ticked(dele, address, said):
    page = dele.get(f"{HOME}/{address}")
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert page.text.count(said) == 2
    assert len(ticked(page)) == address.count("=yes")


def test_a_competency_or_a_choice_that_there_is_not_is_left_out(dele):
    spoiled = dele.get(f"{KIT}&XX9.9=yes&SA1.1.practice=yes&%3Cscript%3E=yes".replace("operational", "boss"))
    assert spoiled.status_code == 200
    assert part(spoiled, "specification") == part(dele.get(KIT), "specification")
    assert "script%3E" not in spoiled.text.partition("<main")[2]


@pytest.mark.parametrize("use", ["supervision", "appraisal"])
def test_a_sheet_says_what_good_looks_like_and_leaves_room(dele, use):
    words = words_on(dele, f"{HOME}/supervision/sheet?use={use}&SA1.1=yes&RP3.1=yes")
    for code in ("SA1.1", "RP3.1"):
        competency = CHARTER.by_competency[code]
        told_of_supervision = (*competency.behaviours, *(each.what for each in competency.guide.support))
        told_of_appraisal = tuple(competency.guide.at_level.values())
        shown, other = told_of_supervision, told_of_appraisal
        if use == "appraisal":
            shown, other = other, shown
        assert all(said in words for said in shown)
        assert not any(said in words for said in other)


def test_nobodys_answers_are_looked_at_and_nothing_is_written(dele, count_statements):
    with count_statements() as statements:
        for address in (f"{HOME}/recruit", KIT, f"{HOME}/supervision", f"{HOME}/supervision/sheet?SA1.1=yes"):
            assert "obody’s answers" in words_on(dele, address) or "anybody’s answers" in words_on(
                dele, address
            )
    tables = {name for each in statements for name in re.findall(r"(?:FROM|JOIN|INTO|UPDATE) (\w+)", each)}
    assert tables <= {"seat", "person", "organisation", "partnership", "sign_in"}


@pytest.mark.parametrize(
    "address", ["recruit", f"recruit/kit?{THREE}", "supervision", "supervision/sheet?SA1.1=yes"]
)
def test_another_organisations_kit_is_refused_like_one_that_is_nowhere(dele, address):
    theirs, nowhere = (
        dele.get(f"/org/{slug}/{address}") for slug in ("harbour-row-housing", "no-such-place")
    )
    assert theirs.status_code == nowhere.status_code == 404
    assert theirs.text.replace("harbour-row-housing", "") == nowhere.text.replace("no-such-place", "")
