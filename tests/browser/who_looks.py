"""Which tests look at which pages, by the names of their routes: together they look at all there are."""

OF_A_VISITOR = {
    "public.home",
    "public.how_it_works",
    "public.privacy",
    "public.accessibility",
    "public.help",
    "public.join",
    "public.method",
    "public.questions",
    "charter.show",
    "charter.competencies",
    "charter.sources",
    "charter.search",
    "charter.print_version",
    "demo.seats",
    "my_results.ask",
    "receipts.ask",
    "api.docs",
    "admin.outbox",
    "admin.message",
    "admin.components",
}
OF_THE_CHARTER = {"charter.theme", "charter.principle", "charter.competency"}
OF_AN_ORGANISATION = {
    "organisations.home",
    "organisations.watch",
    "organisations.forecast",
    "organisations.messages",
    "organisations.words",
    "organisations.results",
    "organisations.confirm_close",
    "kits.recruit",
    "kits.supervision",
    "organisations.confirm_extend",
    "organisations.poster",
    "setting_up.begin",
    "results.overview",
    "results.theme",
    "results.competencies",
    "results.statement",
    "results.teams",
    "results.levels",
    "results.trend",
    "results.help_wanted",
    "results.training",
    "reports.organisation",
    "actions.of_organisation",
    "actions.new_of_organisation",
    "actions.one_of_organisation",
    "actions.edit_of_organisation",
    "summaries.write",
    "summaries.preview",
    "summaries.show",
    "pulses.begin",
    "shared_teams.of_organisation",
    "shared_teams.own",
    "own_settings.show",
    "directors.show",
    "looks.of_organisation",
}
OF_A_STAFF_LIST = {
    "people.show",
    "people.new",
    "people.person",
    "people.confirm_removal",
    "staff_imports.begin",
    "staff_imports.preview",
    "teams.show",
    "teams.team",
    "teams.confirm_removal",
}
RESULTS_OF_A_PARTNERSHIP = {
    "results.partnership_overview",
    "results.conversations",
    "results.shared_competencies",
    "results.shared_statement",
    "results.agreement",
    "results.size",
    "results.partnership_levels",
    "results.shared_teams",
    "results.shared_trend",
    "reports.partnership",
}
OF_A_CONVENOR = RESULTS_OF_A_PARTNERSHIP | {
    "partnerships.home",
    "partnerships.watch",
    "partnerships.forecast",
    "partnerships.messages",
    "partnerships.words",
    "partnerships.confirm_close",
    "partnerships.confirm_extend",
    "partnerships.confirm_removal",
    "shared_teams.of_partnership",
    "shared_teams.one",
    "actions.of_partnership",
    "actions.new_of_partnership",
    "actions.one_of_partnership",
    "actions.edit_of_partnership",
    "looks.of_partnership",
}
OF_A_PARTNER = {  # who convenes nothing; what there is of results others look at
    "organisations.home",
    "organisations.results",
    "organisations.watch",
    "organisations.forecast",
    "kits.recruit",
    "kits.supervision",
    "organisations.messages",
    "partnerships.home",
    "partnerships.watch",
    "partnerships.forecast",
    "partnerships.messages",
    "own_settings.show",
    "directors.show",
    "looks.of_organisation",
    "looks.of_partnership",
}
OF_THE_PLATFORM = {
    "directors.confirm_removal",
    "platform.organisations",
    "platform.organisation",
    "platform.confirm_close",
    "platform.partnerships",
    "platform.partnership",
    "platform.confirm_removal",
}
SETTING_UP = {"setting_up.show", "setting_up.preview", "setting_up.words", "setting_up.confirm_delete"}
OF_ANYBODY_SIGNED_IN = {"accounts.home", "meeting_forms.mine"}
ASKED = {"pulses.open", "pulses.thanks"}
IN_MEETINGS = {
    "meeting_forms.mine",
    "meeting_forms.own",
    "meeting_forms.confirm_close",
    "meeting_forms.confirm_delete",
    "meeting_forms.show",
    "meeting_forms.thanks",
}
COMING_IN = {"accounts.sign_in", "accounts.sent", "accounts.show_link", "accounts.signed_out"}
INVITED = {"invitations.show", "invitations.ask_code", "invitations.no_thanks"}
ANSWERING = {
    "answering.tasks",
    "answering.about_you",
    "answering.part",
    "answering.later",
    "answering.waiting",
    "sending.check",
    "sending.sent",
    "sending.profile",
    "withdrawing.confirm",
    "withdrawing.deleted",
}
WITH_A_RETURN_CODE = {
    "my_results.profile",
    "own_profile.theme",
    "own_profile.to_supervision",
    "my_results.shifted",
    "my_results.confirm_withdrawal",
    "my_results.deleted",
}
WAYS_IN = {"ways_in.show", "keying.paper", "keying.show", "entrances.show", "entrances.kiosk"}
OF_ONES_OWN = {
    "journal.show",
    "journal.new",
    "journal.entry",
    "journal.confirm_delete",
    "small_steps.show",
    "meeting_card.show",
    "cpd.show",
    "own_data.show",
    "own_data.confirm_delete",
}
OF_ANYBODY_SIGNED_IN = {"accounts.home"}
MADE_OF_A_CHOICE = {"kits.recruitment_kit", "kits.sheet"}

EVERY_PAGE = (
    OF_A_VISITOR
    | OF_THE_CHARTER
    | OF_AN_ORGANISATION
    | OF_A_STAFF_LIST
    | SETTING_UP
    | OF_A_CONVENOR
    | OF_ANYBODY_SIGNED_IN
    | ASKED
    | IN_MEETINGS
    | OF_ONES_OWN
    | COMING_IN
    | INVITED
    | ANSWERING
    | WITH_A_RETURN_CODE
    | MADE_OF_A_CHOICE
    | WAYS_IN
    | OF_THE_PLATFORM
)
NOT_A_PAGE = {
    "answering.worker",
    "api.cells",
    "api.description",
    "journal.as_json",
    "journal.as_text",
    "own_data.as_json",
    "exports.organisation_cells",
    "exports.organisation_workbook",
    "exports.partnership_cells",
    "invitations.about_reminders",
    "exports.partnership_workbook",
    "pictures.organisation",
    "pictures.partnership",
    "reports.organisation_pdf",
    "reports.partnership_pdf",
    "system.healthz",
    "system.readyz",
}
