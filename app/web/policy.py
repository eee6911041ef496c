"""Who may knock at which route. A route without a row here lets nobody in, and fails the tests.

A row says which kinds of seat may enter at all. Whose organisation or partnership it is, is
decided by the services from the object (app/domain/access.py).
"""

from dataclasses import dataclass

from fastapi import Request

from app.domain.errors import DomainError, NotAllowed, NotFound
from app.domain.people import Seat, SeatKind
from app.web.site import Site


class SignInNeeded(DomainError):
    """Nobody is signed in; the web floor shows the way to the door."""


class AnsweringNeeded(DomainError):
    """The browser holds no answering cookie for this assessment; the message says where to get one."""


@dataclass(frozen=True)
class Public:
    """Anyone."""


@dataclass(frozen=True)
class AnsweringCookie:
    """A browser that was let in by an invitation to this assessment."""


@dataclass(frozen=True)
class DemoOnly:
    """Anyone, where the data is made up; elsewhere the page does not exist."""


@dataclass(frozen=True)
class Workshop:
    """Anyone where the data is made up, a platform admin in development; elsewhere there is no such page."""


@dataclass(frozen=True)
class Seats:
    """Somebody signed in, in one of these kinds of seat."""

    kinds: frozenset[SeatKind]


Rule = Public | AnsweringCookie | DemoOnly | Workshop | Seats

PUBLIC = Public()
ANSWERING = AnsweringCookie()
DEMO = DemoOnly()
WORKSHOP = Workshop()
ANY_SEAT = Seats(frozenset(SeatKind))
LEADS = Seats(frozenset({SeatKind.HR_DIRECTOR}))
CONVENORS = Seats(frozenset({SeatKind.CONVENOR}))
ADMINS = Seats(frozenset({SeatKind.ADMIN}))
PARTNERS = Seats(frozenset({SeatKind.HR_DIRECTOR, SeatKind.CONVENOR}))

POLICY: dict[str, Rule] = {
    # public
    "public.home": PUBLIC,
    "public.how_it_works": PUBLIC,
    "public.privacy": PUBLIC,
    "public.accessibility": PUBLIC,
    "public.help": PUBLIC,
    "public.join": PUBLIC,
    "public.method": PUBLIC,
    "public.questions": PUBLIC,
    "charter.show": PUBLIC,
    "charter.theme": PUBLIC,
    "charter.principle": PUBLIC,
    "charter.competencies": PUBLIC,
    "charter.competency": PUBLIC,
    "charter.sources": PUBLIC,
    "charter.search": PUBLIC,
    "charter.print_version": PUBLIC,
    "system.healthz": PUBLIC,
    "system.readyz": PUBLIC,
    # the demo
    "demo.seats": DEMO,
    "demo.sit": DEMO,
    "demo.leave": DEMO,
    # getting in
    "accounts.sign_in": PUBLIC,
    "accounts.ask_for_link": PUBLIC,
    "accounts.sent": PUBLIC,
    "accounts.enter_code": PUBLIC,
    "accounts.show_link": PUBLIC,
    "accounts.follow_link": PUBLIC,
    "accounts.signed_out": PUBLIC,
    "accounts.sign_out": PUBLIC,
    "accounts.home": ANY_SEAT,
    "accounts.change_seat": ANY_SEAT,
    # what people write for themselves: each reaches her own and nobody else's
    "journal.show": ANY_SEAT,
    "journal.search": ANY_SEAT,
    "journal.new": ANY_SEAT,
    "journal.as_text": ANY_SEAT,
    "journal.as_json": ANY_SEAT,
    "journal.entry": ANY_SEAT,
    "journal.save": ANY_SEAT,
    "journal.confirm_delete": ANY_SEAT,
    "journal.delete": ANY_SEAT,
    "small_steps.show": ANY_SEAT,
    "small_steps.choose": ANY_SEAT,
    "small_steps.how_it_went": ANY_SEAT,
    "small_steps.delete": ANY_SEAT,
    "meeting_card.show": ANY_SEAT,
    "meeting_card.make": ANY_SEAT,
    "meeting_card.delete": ANY_SEAT,
    "cpd.show": ANY_SEAT,
    "cpd.make": ANY_SEAT,
    "own_data.show": ANY_SEAT,
    "own_data.as_json": ANY_SEAT,
    "own_data.confirm_delete": ANY_SEAT,
    "own_data.delete": ANY_SEAT,
    # answering, by invitation
    "invitations.show": PUBLIC,
    "invitations.start": PUBLIC,
    "invitations.ask_code": PUBLIC,
    "invitations.enter_code": PUBLIC,
    "invitations.mail_code": PUBLIC,
    "invitations.no_thanks": PUBLIC,
    "invitations.decline": PUBLIC,
    "invitations.undo": PUBLIC,
    "invitations.about_reminders": PUBLIC,
    "invitations.stop_reminders": PUBLIC,
    # coming in without email
    "entrances.enter_code": PUBLIC,
    "entrances.show": PUBLIC,
    "entrances.kiosk": PUBLIC,
    "entrances.clear": PUBLIC,
    "entrances.start": PUBLIC,
    "entrances.come_back": PUBLIC,
    "answering.worker": PUBLIC,
    "answering.tasks": ANSWERING,
    "answering.about_you": ANSWERING,
    "answering.save_about_you": ANSWERING,
    "answering.part": ANSWERING,
    "answering.save_part": ANSWERING,
    "answering.save": ANSWERING,
    "answering.later": ANSWERING,
    "answering.new_resume_code": ANSWERING,
    "answering.waiting": ANSWERING,
    "sending.check": ANSWERING,
    "sending.send": ANSWERING,
    "sending.sent": ANSWERING,
    "sending.new_return_code": ANSWERING,
    "sending.leave": ANSWERING,
    "sending.profile": ANSWERING,
    "sending.write_note": ANSWERING,
    "withdrawing.confirm": ANSWERING,
    "withdrawing.withdraw": ANSWERING,
    "withdrawing.deleted": ANSWERING,
    "my_results.ask": PUBLIC,
    "my_results.open": PUBLIC,
    "my_results.profile": PUBLIC,
    "my_results.lay_beside": PUBLIC,
    "my_results.shifted": PUBLIC,
    "my_results.close": PUBLIC,
    "my_results.confirm_withdrawal": PUBLIC,
    "my_results.withdraw": PUBLIC,
    "my_results.deleted": PUBLIC,
    "own_profile.theme": PUBLIC,
    "own_profile.to_supervision": PUBLIC,
    "receipts.ask": PUBLIC,
    "receipts.check": PUBLIC,
    # an organisation's own pages
    "organisations.home": LEADS,
    "organisations.watch": LEADS,
    "organisations.forecast": LEADS,
    "organisations.messages": LEADS,
    "organisations.add_reminder": LEADS,
    "organisations.change_message": LEADS,
    "organisations.send_again": LEADS,
    "organisations.words": LEADS,
    "organisations.save_words": LEADS,
    "organisations.results": LEADS,
    "organisations.confirm_close": LEADS,
    "organisations.close": LEADS,
    # hiring and supporting people, from the charter
    "kits.recruit": LEADS,
    "kits.recruitment_kit": LEADS,
    "kits.supervision": LEADS,
    "kits.sheet": LEADS,
    # its staff list
    "staff_imports.begin": LEADS,
    "staff_imports.read": LEADS,
    "staff_imports.match": LEADS,
    "staff_imports.preview": LEADS,
    "staff_imports.mend": LEADS,
    "staff_imports.carry_out": LEADS,
    "staff_imports.discard": LEADS,
    "people.show": LEADS,
    "people.move": LEADS,
    "people.new": LEADS,
    "people.add": LEADS,
    "people.person": LEADS,
    "people.change": LEADS,
    "people.confirm_removal": LEADS,
    "people.remove": LEADS,
    "teams.show": LEADS,
    "teams.add": LEADS,
    "teams.team": LEADS,
    "teams.rename": LEADS,
    "teams.confirm_removal": LEADS,
    "teams.remove": LEADS,
    "teams.bring_back": LEADS,
    "organisations.confirm_extend": LEADS,
    "organisations.extend": LEADS,
    "organisations.poster": LEADS,
    # its people without email
    "ways_in.show": LEADS,
    "ways_in.print_codes": LEADS,
    "ways_in.allow_open_link": LEADS,
    "keying.paper": LEADS,
    "keying.show": LEADS,
    "keying.key_in": LEADS,
    # setting an assessment up
    "setting_up.begin": LEADS,
    "setting_up.create": LEADS,
    "setting_up.show": LEADS,
    "setting_up.save": LEADS,
    "setting_up.preview": LEADS,
    "setting_up.test": LEADS,
    "setting_up.open": LEADS,
    "setting_up.confirm_delete": LEADS,
    "setting_up.delete": LEADS,
    "setting_up.words": LEADS,
    "setting_up.save_words": LEADS,
    # a partnership's pages: every partner's HR director sees what its convenor sees
    "partnerships.home": PARTNERS,
    "partnerships.watch": PARTNERS,
    "partnerships.forecast": PARTNERS,
    "partnerships.messages": PARTNERS,
    "partnerships.add_reminder": PARTNERS,
    "partnerships.change_message": PARTNERS,
    "partnerships.words": PARTNERS,
    "partnerships.save_words": PARTNERS,
    "partnerships.confirm_close": PARTNERS,
    "partnerships.close": PARTNERS,
    "partnerships.confirm_extend": PARTNERS,
    "partnerships.extend": PARTNERS,
    "partnerships.confirm_removal": CONVENORS,
    "partnerships.remove_partner": CONVENORS,
    # what follows a close
    "actions.of_organisation": LEADS,
    "actions.new_of_organisation": LEADS,
    "actions.add_to_organisation": LEADS,
    "actions.one_of_organisation": LEADS,
    "actions.move_of_organisation": LEADS,
    "actions.edit_of_organisation": LEADS,
    "actions.change_of_organisation": LEADS,
    "actions.of_partnership": PARTNERS,
    "actions.new_of_partnership": CONVENORS,
    "actions.add_to_partnership": CONVENORS,
    "actions.one_of_partnership": PARTNERS,
    "actions.move_of_partnership": CONVENORS,
    "actions.edit_of_partnership": CONVENORS,
    "actions.change_of_partnership": CONVENORS,
    "summaries.write": LEADS,
    "summaries.save": LEADS,
    "summaries.promise": LEADS,
    "summaries.preview": LEADS,
    "summaries.publish": LEADS,
    "summaries.show": PUBLIC,
    # a pulse after an action; the meeting form, which is a person's own
    "pulses.begin": LEADS,
    "pulses.ask": LEADS,
    "pulses.open": PUBLIC,
    "pulses.answer": PUBLIC,
    "pulses.thanks": PUBLIC,
    "meeting_forms.mine": ANY_SEAT,
    "meeting_forms.own": ANY_SEAT,
    "meeting_forms.say": ANY_SEAT,
    "meeting_forms.make_link": ANY_SEAT,
    "meeting_forms.confirm_close": ANY_SEAT,
    "meeting_forms.close": ANY_SEAT,
    "meeting_forms.confirm_delete": ANY_SEAT,
    "meeting_forms.delete": ANY_SEAT,
    "meeting_forms.show": PUBLIC,
    "meeting_forms.answer": PUBLIC,
    "meeting_forms.thanks": PUBLIC,
    # teams that partners share
    "shared_teams.of_partnership": PARTNERS,
    "shared_teams.add": CONVENORS,
    "shared_teams.one": CONVENORS,
    "shared_teams.rename": CONVENORS,
    "shared_teams.retire": CONVENORS,
    "shared_teams.of_organisation": LEADS,
    "shared_teams.own": LEADS,
    "shared_teams.put_in": LEADS,
    "shared_teams.take_out": LEADS,
    "results.shared_teams": PARTNERS,
    # results of closed assessments
    "results.overview": LEADS,
    "results.theme": LEADS,
    "results.competencies": LEADS,
    "results.statement": LEADS,
    "results.teams": LEADS,
    "results.levels": LEADS,
    "results.trend": LEADS,
    "results.help_wanted": LEADS,
    "results.training": LEADS,
    "results.partnership_overview": PARTNERS,
    "results.conversations": PARTNERS,
    "results.shared_competencies": PARTNERS,
    "results.shared_statement": PARTNERS,
    "results.agreement": PARTNERS,
    "results.size": PARTNERS,
    "results.partnership_levels": PARTNERS,
    "results.shared_trend": PARTNERS,
    "reports.organisation": LEADS,
    "reports.organisation_pdf": LEADS,
    "reports.partnership": PARTNERS,
    "reports.partnership_pdf": PARTNERS,
    "pictures.organisation": LEADS,
    "pictures.partnership": PARTNERS,
    "exports.organisation_cells": LEADS,
    "exports.organisation_workbook": LEADS,
    "exports.partnership_cells": PARTNERS,
    "exports.partnership_workbook": PARTNERS,
    "api.cells": PARTNERS,
    "api.description": PUBLIC,
    "api.docs": PUBLIC,
    # looking after an organisation
    "own_settings.show": LEADS,
    "own_settings.set_place": LEADS,
    "own_settings.set_contact": LEADS,
    "own_settings.raise_thresholds": LEADS,
    "directors.show": LEADS,
    "directors.invite": LEADS,
    "directors.write_note": LEADS,
    "directors.confirm_removal": LEADS,
    "directors.remove": LEADS,
    "looks.of_organisation": LEADS,
    "looks.of_partnership": PARTNERS,
    # looking after the platform
    "platform.organisations": ADMINS,
    "platform.add_organisation": ADMINS,
    "platform.organisation": ADMINS,
    "platform.rename_organisation": ADMINS,
    "platform.add_director": ADMINS,
    "platform.confirm_close": ADMINS,
    "platform.close": ADMINS,
    "platform.partnerships": ADMINS,
    "platform.add_partnership": ADMINS,
    "platform.partnership": ADMINS,
    "platform.rename_partnership": ADMINS,
    "platform.add_convenor": ADMINS,
    "platform.add_partner": ADMINS,
    "platform.confirm_removal": ADMINS,
    "platform.remove_partner": ADMINS,
    # trying and building the site
    "admin.outbox": WORKSHOP,
    "admin.message": WORKSHOP,
    "admin.components": WORKSHOP,
}


def rule_for(request: Request) -> Rule | None:
    route = request.scope.get("route")
    return POLICY.get(getattr(route, "name", ""))


async def guard(request: Request) -> None:
    """Runs before every route: no row, no entry."""
    rule = rule_for(request)
    if rule is None or not _exists_here(rule, request.app.state.site):
        raise NotFound("There is no such page.")


def _exists_here(rule: Rule, site: Site) -> bool:
    if isinstance(rule, DemoOnly):
        return site.demo
    return site.shows_mail or not isinstance(rule, Workshop)


def why_not_enter(request: Request, seat: Seat) -> DomainError | None:
    rule = rule_for(request)
    if not isinstance(rule, Seats):
        return NotFound("There is no such page.")
    if seat.kind not in rule.kinds:
        return NotAllowed(f"This page is for another seat. Yours is: {seat.kind}.")
    return None
