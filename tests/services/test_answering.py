"""Starting, answering and sending: what is kept, what is refused, and who is let in."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlmodel import Session, select

from app.domain import codes, walk
from app.domain.answers import BLANK
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, Assessment, AssessmentState
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.invitations import Invitation
from app.domain.merging import Clash, HelpClash
from app.domain.responses import Answering, fingerprint
from app.services import answering, profiles, receipts, setting_up
from app.services.answering import Sent, Started
from app.storage import assessments, invitations, responses
from app.storage.charter_files import load_library
from app.storage.schema import AnsweringRow, OpenResponseRow, ReceiptRow
from tests import cast
from tests.cast import NOW

LIBRARY = load_library(Path(__file__).parents[2] / "charter")
CHARTER = LIBRARY.newest
PARTS = walk.parts(CHARTER, BLOCKS_OF_A_PARTNERSHIP)
KEY = "made up for tests"
COST = 4


@dataclass
class Place:
    """An open joint assessment, and Amira's invitation to it."""

    session: Session
    assessment: Assessment
    invitation: Invitation

    def start(self) -> Started:
        return answering.start(
            self.session, CHARTER, invitation=self.invitation, now=NOW, randomness=token_bytes, key=KEY
        )

    def save(self, here: Answering, answers: dict[int, int], number: int = 1, **more: object):
        """`answers` by place in the sheet."""
        given = {"seen": {}, "now": NOW, **more}
        return answering.save_part(
            self.session, CHARTER, answering=here, number=number, sent=answers, **given
        )

    def send(self, here: Answering) -> Sent:
        return answering.send(self.session, answering=here, now=NOW, randomness=token_bytes, hash_cost=COST)

    def now_kept(self) -> Answering:
        found = responses.find_answering_of(self.session, self.invitation.id)
        assert found
        return found

    def become(self, state: AssessmentState) -> None:
        assert assessments.replace_state(
            self.session, self.assessment.id, before=AssessmentState.OPEN, after=state
        )


@pytest.fixture
def place(session: Session) -> Place:
    everyone = cast.gather(session)
    assessment = setting_up.open_assessment(
        session,
        CHARTER,
        by=everyone.rhiannon,
        title="Autumn 2026",
        blocks=BLOCKS_OF_A_PARTNERSHIP,
        closes_at=NOW + timedelta(days=21),
        leaders_line="",
        now=NOW,
        randomness=token_bytes,
        announce=False,
    )
    [invitation] = invitations.invitations_of_person(session, everyone.amira.person_id)
    return Place(session, assessment, invitation)


def test_starting_keeps_a_blank_sheet_and_lets_one_browser_in(place):
    started = place.start()
    assert started.answering.response.sheet == bytes([BLANK]) * len(CHARTER.asked)
    found = answering.get_answering(
        place.session, cookie=started.cookie, assessment_code=place.assessment.code
    )
    assert found == started.answering


def test_only_hashes_are_kept_of_the_cookie_and_the_code(place):
    started = place.start()
    rows = [place.session.exec(select(AnsweringRow)).one(), place.session.exec(select(OpenResponseRow)).one()]
    assert not any(secret in repr(rows) for secret in (started.cookie, started.resume_code))


def test_a_cookie_opens_its_own_assessment_and_no_other(place):
    started = place.start()
    with pytest.raises(NotFound):
        answering.get_answering(place.session, cookie=started.cookie, assessment_code="zzzzzzzz")


def test_a_second_start_before_anything_is_entered_shuts_the_first_browser_out(place):
    first, second = place.start(), place.start()
    code = place.assessment.code
    with pytest.raises(NotFound):
        answering.get_answering(place.session, cookie=first.cookie, assessment_code=code)
    assert answering.get_answering(place.session, cookie=second.cookie, assessment_code=code)
    assert second.answering.response.id == first.answering.response.id


def test_a_second_start_after_that_needs_the_code(place):
    place.save(place.start().answering, {0: 3})
    with pytest.raises(Conflict):
        place.start()


def test_starting_takes_back_that_she_would_rather_not(place):
    invitations.decline(place.session, place.invitation.id)
    declined = invitations.get_invitation(place.session, place.invitation.id)
    answering.start(place.session, CHARTER, invitation=declined, now=NOW, randomness=token_bytes, key=KEY)
    assert not invitations.get_invitation(place.session, place.invitation.id).declined


def test_the_code_lets_another_browser_in_however_it_is_typed(place):
    started = place.start()
    cookie = answering.resume(
        place.session,
        invitation=place.invitation,
        typed=f" {codes.grouped(started.resume_code).upper()} ",
        now=NOW,
        randomness=token_bytes,
        key=KEY,
    )
    for each in (cookie, started.cookie):
        assert answering.get_answering(place.session, cookie=each, assessment_code=place.assessment.code)


@pytest.mark.parametrize("typed", ["", "bcdfghjk", "\ud800", "💡" * 8])
def test_a_wrong_code_lets_nobody_in(place, typed):
    place.start()
    with pytest.raises(Invalid):
        answering.resume(
            place.session,
            invitation=place.invitation,
            typed=typed,
            now=NOW,
            randomness=token_bytes,
            key=KEY,
        )
    assert len(place.session.exec(select(AnsweringRow)).all()) == 1


def test_a_new_code_makes_the_one_before_void(place):
    started = place.start()
    new = answering.new_resume_code(
        place.session, invitation_id=place.invitation.id, randomness=token_bytes, key=KEY
    )
    with pytest.raises(Invalid):
        answering.resume(
            place.session,
            invitation=place.invitation,
            typed=started.resume_code,
            now=NOW,
            randomness=token_bytes,
            key=KEY,
        )
    assert new
    assert new != started.resume_code


def test_there_is_no_code_for_a_response_that_nobody_started(place):
    new = answering.new_resume_code(
        place.session, invitation_id=place.invitation.id, randomness=token_bytes, key=KEY
    )
    assert new is None


def test_a_part_is_saved_and_its_blanks_are_named(place):
    here = place.start().answering
    saved = place.save(here, {0: 3, 2: 6})
    assert saved.answering == place.now_kept()
    assert list(saved.answering.response.sheet[:4]) == [3, BLANK, 6, BLANK]
    assert [each.code for each in saved.blanks] == [
        each.code for each in PARTS[0].statements if each.code not in ("SP1.1.practice", "SP2.3.practice")
    ]
    assert saved.next_number == 2


def test_statements_of_other_parts_are_left_alone(place):
    here = place.start().answering
    place.save(here, {0: 3, PARTS[1].places[0]: 3})
    assert place.now_kept().response.sheet.count(3) == 1


def test_the_last_part_has_none_after_it(place):
    here = place.start().answering
    assert place.save(here, {}, number=len(PARTS)).next_number is None
    with pytest.raises(NotFound):
        place.save(here, {}, number=len(PARTS) + 1)


def test_two_devices_that_saw_the_same_page_keep_what_only_one_changed(place):
    here = place.start().answering
    seen = dict.fromkeys(PARTS[0].places, BLANK)
    place.save(here, {0: 1, 1: 1}, seen=seen)
    second = place.save(here, {0: 4, 2: 4}, seen=seen)
    assert second.clashes == (Clash(place=0, kept=1, sent=4),)
    assert second.has_clashes
    assert list(place.now_kept().response.sheet[:3]) == [1, 1, 4]


def test_help_wanted_is_kept_one_a_theme_and_can_be_taken_back(place):
    here = place.start().answering
    here = place.save(here, {}, help_wanted="SP1.1.practice").answering
    here = place.save(here, {}, help_wanted="SP3.2.practice").answering
    assert here.response.help_wanted == ("SP3.2.practice",)
    assert place.save(here, {}, help_wanted="").answering.response.help_wanted == ()


def test_help_wanted_is_not_overwritten_silently_either(place):
    here = place.start().answering
    place.save(here, {}, help_seen="", help_wanted="SP1.1.practice")
    second = place.save(here, {}, help_seen="", help_wanted="SP3.2.practice")
    assert second.help_clash == HelpClash("SP1.1.practice", "SP3.2.practice")
    assert place.now_kept().response.help_wanted == ("SP1.1.practice",)


def test_a_statement_of_another_theme_is_no_help_wanted_here(place):
    here = place.start().answering
    assert place.save(here, {}, help_wanted="VA2.1.practice").answering.response.help_wanted == ()


@pytest.mark.parametrize("field", ["correction", "note"])
def test_a_text_is_replaced_only_by_who_saw_it(place, field):
    write = {"correction": answering.correct, "note": answering.write_note}[field]
    here = place.start().answering
    nothing = fingerprint("")
    assert write(place.session, answering=here, text="Mine, née Müller", seen=nothing, now=NOW)
    now_kept = place.now_kept()
    assert not write(place.session, answering=now_kept, text="Another", seen=nothing, now=NOW)
    assert getattr(place.now_kept().response, field) == "Mine, née Müller"
    seen = fingerprint("Mine, née Müller")
    assert write(place.session, answering=now_kept, text="Another", seen=seen, now=NOW)


def test_a_text_that_is_too_long_is_refused_and_not_cut(place):
    here = place.start().answering
    with pytest.raises(Invalid):
        answering.write_note(place.session, answering=here, text="x" * 5_001, seen=fingerprint(""), now=NOW)
    assert place.now_kept().response.note == ""


def test_sending_keeps_the_day_a_receipt_and_only_a_slow_hash_of_the_code(place):
    here = place.save(place.start().answering, {0: 3}).answering
    sent = place.send(here)
    row = place.session.exec(select(OpenResponseRow)).one()
    assert (row.sent_on, row.receipt) == (NOW.date(), sent.receipt)
    assert sent.return_code
    assert sent.return_code.secret not in repr(row)
    assert codes.matches(sent.return_code.secret, row.return_hash or "")
    assert receipts.is_kept(place.session, codes.grouped(sent.receipt).upper())


def test_sending_twice_gives_one_response_and_the_same_receipt(place):
    here = place.save(place.start().answering, {0: 3}).answering
    first = place.send(here)
    for again in (place.send(here), place.send(place.now_kept())):
        assert again == Sent(first.receipt, None)
    assert len(place.session.exec(select(ReceiptRow)).all()) == 1


def test_nothing_answered_is_nothing_to_send(place):
    with pytest.raises(Conflict):
        place.send(place.start().answering)


def test_what_is_sent_stays_as_it_is_but_the_note_does_not(place):
    place.send(place.save(place.start().answering, {0: 3}).answering)
    with pytest.raises(Conflict):
        place.save(place.now_kept(), {0: 1})
    assert answering.write_note(
        place.session, answering=place.now_kept(), text="Try it", seen=fingerprint(""), now=NOW
    )


def test_a_new_return_code_makes_the_one_before_void(place):
    first = place.send(place.save(place.start().answering, {0: 3}).answering).return_code
    new = answering.new_return_code(
        place.session, answering=place.now_kept(), now=NOW, randomness=token_bytes, hash_cost=COST
    )
    opened = [
        profiles.open_results(place.session, str(each), key=KEY, hash_cost=COST) for each in (first, new)
    ]
    assert opened[0] is None
    assert opened[1]


def test_a_return_code_comes_with_sending_and_not_before(place):
    with pytest.raises(Conflict):
        answering.new_return_code(
            place.session,
            answering=place.start().answering,
            now=NOW,
            randomness=token_bytes,
            hash_cost=COST,
        )


def test_once_the_closing_began_nothing_is_taken(place):
    here = place.save(place.start().answering, {0: 3}).answering
    place.become(AssessmentState.CLOSING)
    for deed in (
        lambda: place.send(here),
        lambda: place.save(place.now_kept(), {0: 1}),
        lambda: answering.write_note(
            place.session, answering=place.now_kept(), text="x", seen=fingerprint(""), now=NOW
        ),
    ):
        with pytest.raises(Conflict):
            deed()
    with pytest.raises(NotFound):
        place.start()
    assert place.now_kept().response == here.response


def test_own_results_open_with_the_code_and_not_with_a_made_up_ticket(place):
    here = place.save(place.start().answering, {0: 4}).answering
    code = place.send(here).return_code
    ticket = profiles.open_results(place.session, str(code).upper(), key=KEY, hash_cost=COST)
    assert ticket
    own = profiles.get_own_results(place.session, LIBRARY, ticket, key=KEY)
    assert own.profile == profiles.make_own_profile(CHARTER, place.now_kept())
    for made_up in (ticket[:-1] + "x", ticket.partition(".")[0], "", "."):
        with pytest.raises(NotFound):
            profiles.get_own_results(place.session, LIBRARY, made_up, key=KEY)


@pytest.mark.parametrize("typed", ["", "nonsense", "bcdf-ghjk-mnpq-rstv-wxyz", "\ud800\x00"])
def test_a_code_that_is_none_opens_nothing(place, typed):
    place.send(place.save(place.start().answering, {0: 4}).answering)
    assert profiles.open_results(place.session, typed, key=KEY, hash_cost=COST) is None


@pytest.mark.parametrize("typed", ["", "bcdf", "bcdf ghjk mnpq rstv", "\ud800\x00", "x" * 10_000])
def test_a_receipt_that_is_none_is_not_known(session, typed):
    assert not receipts.is_kept(session, typed)
