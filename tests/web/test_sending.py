"""Check and send, the receipt, the return code, and the profile that is hers alone."""

import re
from html import unescape

import pytest
from sqlmodel import Session

from app.domain import codes
from app.storage import outbox
from tests.respondent import Respondent, amira_answers, text_of
from tests.world import World

BIG_CODE = re.compile(r'<p class="big-code">([^<]+)</p>')


@pytest.fixture
def amira(world: World) -> Respondent:
    respondent = amira_answers(world)
    respondent.fill_in(1, {0: 4, 1: 0, 2: 6})
    return respondent


def codes_shown(respondent: Respondent) -> list[str]:
    """The return code, if it can be shown, and the receipt."""
    return BIG_CODE.findall(respondent.get("/sent").text)


def open_results(world: World, code: str):
    browser = world.browser()
    reply = browser.post("/my-results", data={"code": code})
    return browser, reply


def test_check_shows_every_answer_and_where_to_change_it(amira):
    page = amira.get("/check")
    first = "I check my own decisions against the outcome we agreed with our partners."
    assert f"{first} Always or nearly always Change your answer to: {first}" in text_of(page)
    assert "Shared purpose" not in page.text
    assert "I can’t say" in text_of(page)
    assert page.text.count("?back=check#q-") == 60 + 57  # each row, and each blank once more in the note
    assert "You left 57 blank" in text_of(page)


def test_change_leads_back_to_check(amira):
    page = amira.get("/part/1?back=check")
    assert 'name="back" value="check"' in page.text
    assert f'class="back" href="{amira.home}/check"' in page.text
    reply = amira.fill_in(1, {0: 2}, go="next", back="check")
    assert reply.headers["location"] == f"{amira.home}/check"
    assert amira.kept().sheet[0] == 2


def test_whoever_leaves_a_shared_browser_leaves_nothing_open_in_it(world, amira):
    amira.post("/send")
    [return_code, receipt] = codes_shown(amira)
    assert "Leave this browser" in text_of(amira.get("/sent"))
    assert amira.post("/leave").status_code == 303
    for path in ("", "/sent", "/profile", "/delete"):
        reply = amira.get(path)
        assert reply.status_code == 404
        assert return_code not in reply.text
    assert amira.kept().receipt == codes.read_letters(receipt)


def test_check_says_when_there_is_nothing_to_send(world):
    respondent = amira_answers(world)
    page = respondent.get("/check")
    assert "There is nothing to send yet" in text_of(page)
    assert "Send my answers" not in page.text
    assert respondent.post("/send").status_code == 409


def test_sending_shows_a_receipt_and_a_return_code_and_again_on_reload(amira):
    assert amira.post("/send").headers["location"] == f"{amira.home}/sent"
    return_code, receipt = codes_shown(amira)
    assert len(return_code.replace("-", "")) == 20
    assert receipt.replace("-", "") == amira.kept().receipt
    assert codes_shown(amira) == [return_code, receipt]


def test_sending_twice_changes_nothing(amira):
    amira.post("/send")
    before, shown = amira.kept(), codes_shown(amira)
    assert amira.post("/send").headers["location"] == f"{amira.home}/sent"
    assert (amira.kept(), codes_shown(amira)) == (before, shown)


def test_after_sending_the_pages_lead_to_thanks_and_answers_stay(amira):
    amira.post("/send")
    for path in ("", "/part/1", "/check"):
        assert amira.get(path).headers["location"] == f"{amira.home}/sent"
    reply = amira.fill_in(1, {0: 1}, seen="4067777-")
    assert reply.status_code == 409
    assert "can no longer be changed" in text_of(reply)
    assert amira.kept().sheet[0] == 4


def test_before_sending_there_are_no_thanks(amira):
    assert amira.get("/sent").headers["location"] == amira.home


def test_the_return_code_is_in_no_mail(amira):
    amira.post("/send")
    return_code = codes_shown(amira)[0]
    with Session(amira.world.engine) as session:
        assert not any(return_code in each.message.body for each in outbox.waiting(session, most=1_000))


def test_another_browser_is_given_a_new_return_code_and_the_old_one_is_void(amira):
    amira.post("/send")
    old = codes_shown(amira)[0]
    amira.browser.cookies.delete(f"return-code-{amira.world.joint.code}")
    assert len(codes_shown(amira)) == 1
    amira.post("/return-code")
    new = codes_shown(amira)[0]
    assert open_results(amira.world, old)[1].status_code == 422
    assert open_results(amira.world, new)[1].status_code == 303


def test_a_void_return_code_is_not_shown_any_more(amira):
    amira.post("/send")
    name = f"return-code-{amira.world.joint.code}"
    old = amira.browser.cookies[name]
    amira.post("/return-code")
    amira.browser.cookies.set(name, old, domain="testserver.local", path="/")
    assert old not in amira.get("/sent").text


@pytest.mark.parametrize("shape", [str, str.upper, lambda code: code.replace("-", " ")])
def test_a_receipt_checks_out_however_it_is_typed_and_for_anyone(amira, shape):
    amira.post("/send")
    receipt = codes_shown(amira)[-1]
    reply = amira.world.browser().post("/receipt", data={"receipt": shape(receipt)})
    assert "Yes, this was kept" in text_of(reply)


@pytest.mark.parametrize("typed", ["", "bcdf-ghjk-mnpq-rstv", "<script>", "x" * 15_000, "💡"])
def test_a_receipt_that_is_none_is_not_known(world, typed):
    reply = world.browser().post("/receipt", data={"receipt": typed})
    assert reply.status_code == 200
    assert "We know no such receipt" in text_of(reply)
    assert "<script>" not in reply.text.replace('<script src="', "")


def test_the_profile_is_there_before_sending_and_after(amira):
    before = text_of(amira.get("/profile"))
    assert "You check your own decisions against the outcome you agreed with your partners." in before
    assert "You answered two statements" in before
    assert amira.kept().is_sent is False
    amira.post("/send")
    assert "You check your own decisions" in text_of(amira.get("/profile"))


def test_the_profile_has_no_number_in_it(amira):
    page = text_of(amira.get("/profile")).replace(amira.world.joint.title, "")
    assert not re.search(r"\d", page.partition("Only you can see this")[2].partition("A question to take")[0])


def test_a_theme_with_several_left_out_is_to_be_taken_lightly(amira):
    thin = "Several of these have no answer on the scale, so take this theme lightly."
    [first, second] = [each for each in range(1, 4) if len(amira.parts[each - 1].statements) == 7][:2]
    amira.fill_in(first, dict.fromkeys(range(4), 3) | {4: "", 5: 5})
    amira.fill_in(second, dict.fromkeys(range(5), 3))
    assert text_of(amira.get("/profile")).count(thin) == 0  # a sketch, all of it
    amira.fill_in(second, dict.fromkeys(range(7), 3))
    assert text_of(amira.get("/profile")).count(thin) == 1


def test_a_profile_of_nothing_says_what_it_would_be_made_of(world):
    page = text_of(amira_answers(world).get("/profile"))
    assert "A profile is drawn from your answers about your own practice." in page


def test_a_note_is_kept_as_typed_and_not_overwritten_silently(amira):
    seen = amira.seen("/profile")
    typed = "Ring Bea <b>first</b> & ask {{ 7*7 }}\r\nthen listen"
    assert amira.post("/profile/note", note=typed, seen=seen).status_code == 303
    assert amira.kept().note == typed
    assert "Ring Bea &lt;b&gt;first&lt;/b&gt; &amp; ask {{ 7*7 }}" in amira.get("/profile").text
    reply = amira.post("/profile/note", note="From the laptop", seen=seen)
    assert reply.status_code == 409
    assert "Ring Bea" in text_of(reply)
    assert "From the laptop" in unescape(reply.text)
    assert amira.kept().note == typed


def test_own_results_open_with_the_code_alone(amira):
    amira.post("/send")
    browser, reply = open_results(amira.world, codes_shown(amira)[0].upper().replace("-", " "))
    assert reply.headers["location"] == "/my-results/profile"
    assert "HttpOnly" in reply.headers["set-cookie"]
    assert codes_shown(amira)[0].replace("-", "") not in reply.headers["set-cookie"].replace("-", "")
    assert "You check your own decisions" in text_of(browser.get("/my-results/profile"))
    browser.post("/my-results/close")
    assert browser.get("/my-results/profile").headers["location"] == "/my-results"


def test_own_results_outlast_the_seal_and_the_tie_does_not(amira):
    amira.post("/profile/note", note="For my eyes", seen=amira.seen("/profile"))
    amira.post("/send")
    return_code, receipt = codes_shown(amira)
    amira.world.close(amira.world.joint, by=amira.world.cast.rhiannon)
    assert amira.get("/profile").status_code == 404
    browser, _ = open_results(amira.world, return_code)
    page = text_of(browser.get("/my-results/profile"))
    assert "You check your own decisions" in page
    assert "For my eyes" not in page
    checked = amira.world.browser().post("/receipt", data={"receipt": receipt})
    assert "Yes, this was kept" in text_of(checked)


def test_the_right_beginning_of_a_return_code_opens_nothing(amira):
    amira.post("/send")
    right = codes_shown(amira)[0]
    wrong = right[:-1] + ("b" if right[-1] != "b" else "c")
    assert open_results(amira.world, wrong)[1].status_code == 422
    assert open_results(amira.world, right)[1].status_code == 303


@pytest.mark.parametrize("typed", ["", "bcdf", "bcdf-ghjk-mnpq-rstv-wxyz", "‮", "x" * 15_000])
def test_a_return_code_that_is_none_gets_one_sentence(world, typed):
    _, reply = open_results(world, typed)
    assert reply.status_code == 422
    assert "That code opens nothing." in text_of(reply)


def test_return_codes_cannot_be_guessed_for_long(amira):
    amira.post("/send")
    right = codes_shown(amira)[0]
    browser = amira.world.browser()
    replies = [browser.post("/my-results", data={"code": "bcdf"}).status_code for _ in range(31)]
    assert replies == [422] * 30 + [429]
    assert browser.post("/my-results", data={"code": right}).status_code == 429
    amira.world.clock.forward(minutes=6)
    for _ in range(40):
        assert browser.post("/my-results", data={"code": right}).status_code == 303


@pytest.mark.parametrize("ticket", ["", "x", "bcdfgh.", "bcdfgh." + "0" * 64, "💡.💡"])
def test_a_made_up_ticket_opens_no_results(world, ticket):
    reply = world.browser().get("/my-results/profile", headers={"Cookie": f"my-results={ticket}".encode()})
    assert reply.headers["location"] == "/my-results"
