"""What a mail looks like on its way: its headers, its two parts, and nothing that somebody slipped in."""

from email import message_from_bytes
from email.policy import SMTP, default

import pytest

from app.domain.delivery import Refused, Undelivered, refusal
from app.domain.messages import Message
from app.storage.mail_form import as_mail, as_page, recipient

FROM = "Good Partners <hello@goodpartners.example>"
LINK = "https://partners.example/i/" + "a" * 64
LETTER = Message(
    "amira@lantern.example",
    "Your views – five minutes",
    f"Hello Amira,\n\nTell us <b>more</b> & more.\n\nYour link:\n{LINK}\n\nThank you,\nDele\n",
    "Delé Okonjo, “Northway, Homes”",
    stop_link=f"{LINK}/no-reminders",
)


def sent(message: Message):
    """As it arrives."""
    return message_from_bytes(as_mail(message, FROM).as_bytes(policy=SMTP), policy=default)


def test_plain_words_come_first_and_a_light_page_says_the_same() -> None:
    mail = sent(LETTER)
    assert mail.get_content_type() == "multipart/alternative"
    plain, page = mail.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().replace("\r\n", "\n") == LETTER.body
    html = page.get_content()
    assert "Tell us &lt;b&gt;more&lt;/b&gt; &amp; more." in html
    assert html.count("<a ") == html.count("http") - 1 == 1
    assert f'<a href="{LINK}">{LINK}</a>' in html
    assert "<img" not in html


def test_it_comes_from_a_person_by_way_of_us() -> None:
    [sender] = sent(LETTER)["From"].addresses
    assert sender.display_name == "Delé Okonjo, “Northway, Homes” via Good Partners"
    assert sender.addr_spec == "hello@goodpartners.example"


def test_one_post_stops_reminders_and_no_holiday_notice_answers() -> None:
    mail = sent(LETTER)
    assert mail["List-Unsubscribe"] == f"<{LINK}/no-reminders>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime.tzinfo is not None
    assert "List-Unsubscribe" not in sent(Message("a@b.example", "Your way in", "…"))


def test_each_message_has_an_id_of_its_own_and_keeps_it() -> None:
    assert sent(LETTER)["Message-ID"] == sent(LETTER)["Message-ID"]
    assert sent(LETTER)["Message-ID"] != sent(Message("a@b.example", "Hello", "…"))["Message-ID"]


def test_letters_of_all_languages_are_addressed() -> None:
    assert recipient("zoë@müllers.example").addr_spec == "zoë@xn--mllers-3ya.example"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@b.example",
        "a@",
        "a@b.example, c@d.example",
        "A <a@b.example>",
        "a b@c.example",
        "a@b..example",
    ],
)
def test_what_is_no_address_of_one_person_is_refused_for_good(address: str) -> None:
    with pytest.raises(Refused) as refused:
        recipient(address)
    assert (refused.value.why, refused.value.is_final) == (Undelivered.NOT_AN_ADDRESS, True)


@pytest.mark.parametrize(
    ("code", "words", "why", "is_final"),
    [
        (550, "5.1.1 No such user", Undelivered.NO_MAILBOX, True),
        (550, "No such user", Undelivered.NO_MAILBOX, True),
        (550, "5.1.10 Null MX", Undelivered.NO_SUCH_PLACE, True),
        (552, "5.2.2 Over quota", Undelivered.MAILBOX_FULL, True),
        (550, "5.7.1 We do not relay", Undelivered.WOULD_NOT_TAKE_IT, False),
        (554, "Blocked", Undelivered.WOULD_NOT_TAKE_IT, False),
        (451, "4.7.1 Come back later", Undelivered.WOULD_NOT_TAKE_IT, False),
    ],
)
def test_only_what_is_about_the_address_is_final(
    code: int, words: str, why: Undelivered, is_final: bool
) -> None:
    found = refusal(code, words)
    assert (found.why, found.is_final) == (why, is_final)


def test_an_apostrophe_is_an_apostrophe_in_both_forms_and_a_tag_is_none():
    page = as_page("Hello O'Neill,\n\nIt's \"ours\" <b>& yours</b>\n\nhttps://x.example/i/'\"\n")
    assert "O'Neill" in page
    assert 'It\'s "ours" &lt;b&gt;&amp; yours&lt;/b&gt;' in page
    assert '<a href="https://x.example/i/&#x27;&quot;">' in page


def test_a_sentence_that_begins_with_an_address_is_no_link():
    assert "<a" not in as_page("https://evil.example Ada has asked you to look after Good Partners.\n")
