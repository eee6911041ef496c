# ruff: noqa: E501 - a table is read across
"""Every route, every seat, one's own and somebody else's: who gets in, in one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlmodel import Session

from app.storage.tables import ATTEMPT
from tests.cast import AMIRA
from tests.routes import routes_of
from tests.world import Browser, World, make_app, make_world, open_assessment

# In an address: {own} and {own-closed} are Northway's, {joint} and {joint-closed} Millbrook's, {their…} are
# Harbour Row's and Eastquay's. {amira} is her invitation, with which the browser called `invitee` has
# started to answer; {fresh} is one that nobody has used. `door` is the way to sign in.
TABLE = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
public.home                    GET    /                                                                   200    200     200   200  200      200    200  200
public.how_it_works            GET    /how-it-works                                                       200    200     200   200  200      200    200  200
public.privacy                 GET    /privacy                                                            200    200     200   200  200      200    200  200
public.accessibility           GET    /accessibility                                                      200    200     200   200  200      200    200  200
public.help                    GET    /help                                                               200    200     200   200  200      200    200  200
public.method                  GET    /method                                                             200    200     200   200  200      200    200  200
public.questions               GET    /method/questions                                                   200    200     200   200  200      200    200  200
charter.show                   GET    /charter                                                            200    200     200   200  200      200    200  200
charter.search                 GET    /charter/search?q=trust                                             200    200     200   200  200      200    200  200
charter.print_version          GET    /charter/print                                                      200    200     200   200  200      200    200  200
charter.sources                GET    /charter/sources                                                    200    200     200   200  200      200    200  200
charter.competencies           GET    /charter/competencies                                               200    200     200   200  200      200    200  200
charter.competency             GET    /charter/competencies/SP1.1                                         200    200     200   200  200      200    200  200
charter.principle              GET    /charter/principles/SP1                                             200    200     200   200  200      200    200  200
charter.theme                  GET    /charter/themes/SP                                                  200    200     200   200  200      200    200  200
system.healthz                 GET    /healthz                                                            200    200     200   200  200      200    200  200
system.readyz                  GET    /readyz                                                             200    200     200   200  200      200    200  200
demo.seats                     GET    /demo                                                               404    404     404   404  404      404    404  404
demo.sit                       POST   /demo/sit/dele                                                      404    404     404   404  404      404    404  404
demo.leave                     POST   /demo/leave                                                         404    404     404   404  404      404    404  404
accounts.sign_in               GET    /sign-in                                                            200    200     200   200  200      200    200  200
accounts.ask_for_link          POST   /sign-in                                                            422    422     422   422  422      422    422  422
accounts.sent                  GET    /sign-in/sent                                                       303    303     303   303  303      303    303  303
accounts.enter_code            POST   /sign-in/code                                                       422    422     422   422  422      422    422  422
accounts.show_link             GET    /sign-in/link/nothing                                               404    404     404   404  404      404    404  404
accounts.follow_link           POST   /sign-in/link/nothing                                               404    404     404   404  404      404    404  404
accounts.signed_out            GET    /sign-out                                                           200    200     200   200  200      200    200  200
accounts.sign_out              POST   /sign-out                                                           303    303     303   303  303      303    303  303
accounts.home                  GET    /me                                                                 door   door    200   200  200      200    200  200
accounts.change_seat           POST   /me/seat                                                            419    419     422   422  422      422    422  422
invitations.show               GET    {amira}                                                             200    303     200   200  200      200    200  200
invitations.show               GET    {fresh}                                                             200    200     200   200  200      200    200  200
invitations.show               GET    /i/nothing                                                          404    404     404   404  404      404    404  404
invitations.start              POST   {fresh}/start                                                       422    422     422   422  422      422    422  422
invitations.start              POST   {amira}/start                                                       422    303     422   422  422      422    422  422
invitations.start              POST   /i/nothing/start                                                    404    404     404   404  404      404    404  404
invitations.ask_code           GET    {amira}/code                                                        200    200     200   200  200      200    200  200
invitations.ask_code           GET    /i/nothing/code                                                     404    404     404   404  404      404    404  404
invitations.enter_code         POST   {amira}/code                                                        422    422     422   422  422      422    422  422
invitations.enter_code         POST   /i/nothing/code                                                     404    404     404   404  404      404    404  404
invitations.mail_code          POST   {amira}/new-code                                                    303    303     303   303  303      303    303  303
invitations.no_thanks          GET    {fresh}/no-thanks                                                   200    200     200   200  200      200    200  200
invitations.no_thanks          GET    /i/nothing/no-thanks                                                404    404     404   404  404      404    404  404
invitations.decline            POST   {fresh}/no-thanks                                                   303    303     303   303  303      303    303  303
invitations.decline            POST   /i/nothing/no-thanks                                                404    404     404   404  404      404    404  404
invitations.undo               POST   {fresh}/undo                                                        303    303     303   303  303      303    303  303
invitations.undo               POST   /i/nothing/undo                                                     404    404     404   404  404      404    404  404
answering.worker               GET    /answer/worker.js                                                   200    200     200   200  200      200    200  200
answering.tasks                GET    /answer/{joint}                                                     404    200     404   404  404      404    404  404
answering.tasks                GET    /answer/{own}                                                       404    404     404   404  404      404    404  404
answering.about_you            GET    /answer/{joint}/about-you                                           404    200     404   404  404      404    404  404
answering.about_you            GET    /answer/{own}/about-you                                             404    404     404   404  404      404    404  404
answering.part                 GET    /answer/{joint}/part/1                                              404    200     404   404  404      404    404  404
answering.part                 GET    /answer/{own}/part/1                                                404    404     404   404  404      404    404  404
answering.later                GET    /answer/{joint}/later                                               404    200     404   404  404      404    404  404
answering.later                GET    /answer/{own}/later                                                 404    404     404   404  404      404    404  404
answering.waiting              GET    /answer/{joint}/waiting                                             404    200     404   404  404      404    404  404
answering.waiting              GET    /answer/{own}/waiting                                               404    404     404   404  404      404    404  404
sending.check                  GET    /answer/{joint}/check                                               404    200     404   404  404      404    404  404
sending.check                  GET    /answer/{own}/check                                                 404    404     404   404  404      404    404  404
sending.sent                   GET    /answer/{joint}/sent                                                404    303     404   404  404      404    404  404
sending.sent                   GET    /answer/{own}/sent                                                  404    404     404   404  404      404    404  404
sending.profile                GET    /answer/{joint}/profile                                             404    200     404   404  404      404    404  404
sending.profile                GET    /answer/{own}/profile                                               404    404     404   404  404      404    404  404
answering.save_about_you       POST   /answer/{joint}/about-you                                           419    303     419   419  419      419    419  419
answering.save_about_you       POST   /answer/{own}/about-you                                             419    419     419   419  419      419    419  419
answering.save_part            POST   /answer/{joint}/part/1                                              419    422     419   419  419      419    419  419
answering.save_part            POST   /answer/{own}/part/1                                                419    419     419   419  419      419    419  419
answering.save                 POST   /answer/{joint}/save/1                                              419    422     419   419  419      419    419  419
answering.save                 POST   /answer/{own}/save/1                                                419    419     419   419  419      419    419  419
answering.new_resume_code      POST   /answer/{joint}/resume-code                                         419    303     419   419  419      419    419  419
answering.new_resume_code      POST   /answer/{own}/resume-code                                           419    419     419   419  419      419    419  419
sending.send                   POST   /answer/{joint}/send                                                419    409     419   419  419      419    419  419
sending.send                   POST   /answer/{own}/send                                                  419    419     419   419  419      419    419  419
sending.new_return_code        POST   /answer/{joint}/return-code                                         419    409     419   419  419      419    419  419
sending.new_return_code        POST   /answer/{own}/return-code                                           419    419     419   419  419      419    419  419
sending.leave                  POST   /answer/{joint}/leave                                               419    303     419   419  419      419    419  419
sending.leave                  POST   /answer/{own}/leave                                                 419    419     419   419  419      419    419  419
sending.write_note             POST   /answer/{joint}/profile/note                                        419    303     419   419  419      419    419  419
sending.write_note             POST   /answer/{own}/profile/note                                          419    419     419   419  419      419    419  419
withdrawing.confirm            GET    /answer/{joint}/delete                                              404    200     404   404  404      404    404  404
withdrawing.confirm            GET    /answer/{own}/delete                                                404    404     404   404  404      404    404  404
withdrawing.deleted            GET    /answer/{joint}/deleted                                             404    404     404   404  404      404    404  404
withdrawing.withdraw           POST   /answer/{joint}/delete                                              419    303     419   419  419      419    419  419
withdrawing.withdraw           POST   /answer/{own}/delete                                                419    419     419   419  419      419    419  419
my_results.ask                 GET    /my-results                                                         200    200     200   200  200      200    200  200
my_results.open                POST   /my-results                                                         422    422     422   422  422      422    422  422
my_results.profile             GET    /my-results/profile                                                 303    303     303   303  303      303    303  303
my_results.lay_beside          POST   /my-results/earlier                                                 303    303     303   303  303      303    303  303
my_results.shifted             GET    /my-results/shifted                                                 303    303     303   303  303      303    303  303
my_results.close               POST   /my-results/close                                                   303    303     303   303  303      303    303  303
my_results.confirm_withdrawal  GET    /my-results/delete                                                  303    303     303   303  303      303    303  303
my_results.withdraw            POST   /my-results/delete                                                  303    303     303   303  303      303    303  303
my_results.deleted             GET    /my-results/deleted                                                 303    303     303   303  303      303    303  303
receipts.ask                   GET    /receipt                                                            200    200     200   200  200      200    200  200
receipts.check                 POST   /receipt                                                            200    200     200   200  200      200    200  200
organisations.home             GET    /org/northway-homes                                                 door   door    403   200  403      403    404  403
organisations.home             GET    /org/harbour-row-housing                                            door   door    403   404  403      403    200  403
organisations.home             GET    /org/no-such-place                                                  door   door    403   404  403      403    404  403
organisations.watch            GET    /org/northway-homes/assessments/{own}                               door   door    403   200  403      403    404  403
organisations.watch            GET    /org/northway-homes/assessments/{joint}                             door   door    403   200  403      403    404  403
organisations.watch            GET    /org/northway-homes/assessments/{their-own}                         door   door    403   404  403      403    404  403
organisations.watch            GET    /org/northway-homes/assessments/{their-joint}                       door   door    403   404  403      403    404  403
organisations.watch            GET    /org/harbour-row-housing/assessments/{own}                          door   door    403   404  403      403    404  403
organisations.watch            GET    /org/harbour-row-housing/assessments/{their-own}                    door   door    403   404  403      403    200  403
organisations.forecast         GET    /org/northway-homes/assessments/{own}/forecast                      door   door    403   200  403      403    404  403
organisations.forecast         GET    /org/northway-homes/assessments/{joint}/forecast                    door   door    403   200  403      403    404  403
organisations.forecast         GET    /org/northway-homes/assessments/{their-own}/forecast                door   door    403   404  403      403    404  403
organisations.forecast         GET    /org/northway-homes/assessments/{their-joint}/forecast              door   door    403   404  403      403    404  403
organisations.forecast         GET    /org/harbour-row-housing/assessments/{own}/forecast                 door   door    403   404  403      403    404  403
organisations.forecast         GET    /org/harbour-row-housing/assessments/{their-own}/forecast           door   door    403   404  403      403    200  403
organisations.confirm_close    GET    /org/northway-homes/assessments/{own}/close                         door   door    403   200  403      403    404  403
organisations.confirm_close    GET    /org/northway-homes/assessments/{their-own}/close                   door   door    403   404  403      403    404  403
organisations.close            POST   /org/northway-homes/assessments/{own}/close                         419    419     403   303  403      403    404  403
organisations.close            POST   /org/northway-homes/assessments/{joint}/close                       419    419     403   403  403      403    404  403
organisations.close            POST   /org/northway-homes/assessments/{their-own}/close                   419    419     403   404  403      403    404  403
organisations.close            POST   /org/harbour-row-housing/assessments/{own}/close                    419    419     403   404  403      403    404  403
partnerships.home              GET    /p/millbrook                                                        door   door    403   200  200      403    404  403
partnerships.home              GET    /p/eastquay                                                         door   door    403   404  404      403    200  403
partnerships.home              GET    /p/no-such-place                                                    door   door    403   404  404      403    404  403
partnerships.watch             GET    /p/millbrook/assessments/{joint}                                    door   door    403   200  200      403    404  403
partnerships.watch             GET    /p/millbrook/assessments/{own}                                      door   door    403   404  404      403    404  403
partnerships.watch             GET    /p/millbrook/assessments/{their-joint}                              door   door    403   404  404      403    404  403
partnerships.watch             GET    /p/eastquay/assessments/{their-joint}                               door   door    403   404  404      403    200  403
partnerships.forecast          GET    /p/millbrook/assessments/{joint}/forecast                           door   door    403   200  200      403    404  403
partnerships.forecast          GET    /p/millbrook/assessments/{own}/forecast                             door   door    403   404  404      403    404  403
partnerships.forecast          GET    /p/millbrook/assessments/{their-joint}/forecast                     door   door    403   404  404      403    404  403
partnerships.forecast          GET    /p/eastquay/assessments/{their-joint}/forecast                      door   door    403   404  404      403    200  403
partnerships.confirm_close     GET    /p/millbrook/assessments/{joint}/close                              door   door    403   200  200      403    404  403
partnerships.confirm_close     GET    /p/millbrook/assessments/{their-joint}/close                        door   door    403   404  404      403    404  403
partnerships.close             POST   /p/millbrook/assessments/{joint}/close                              419    419     403   403  303      403    404  403
partnerships.close             POST   /p/millbrook/assessments/{their-joint}/close                        419    419     403   404  404      403    404  403
partnerships.close             POST   /p/eastquay/assessments/{joint}/close                               419    419     403   404  404      403    404  403
results.overview               GET    /org/northway-homes/results/{own-closed}                            door   door    403   200  403      403    404  403
results.overview               GET    /org/northway-homes/results/{own}                                   door   door    403   200  403      403    404  403
results.overview               GET    /org/northway-homes/results/{joint-closed}                          door   door    403   200  403      403    404  403
results.overview               GET    /org/harbour-row-housing/results/{own-closed}                       door   door    403   404  403      403    404  403
results.overview               GET    /org/harbour-row-housing/results/{their-own-closed}                 door   door    403   404  403      403    200  403
results.overview               GET    /org/northway-homes/results/{their-own-closed}                      door   door    403   404  403      403    404  403
results.theme                  GET    /org/northway-homes/results/{own-closed}/themes/SP                  door   door    403   200  403      403    404  403
results.theme                  GET    /org/northway-homes/results/{their-own-closed}/themes/SP            door   door    403   404  403      403    404  403
results.competencies           GET    /org/northway-homes/results/{own-closed}/competencies               door   door    403   200  403      403    404  403
results.competencies           GET    /org/northway-homes/results/{their-own-closed}/competencies         door   door    403   404  403      403    404  403
results.statement              GET    /org/northway-homes/results/{own-closed}/statements/SP1.1.practice  door   door    403   200  403      403    404  403
results.statement              GET    /org/northway-homes/results/{their-own-closed}/statements/SP1.1.practice door   door    403   404  403      403    404  403
results.teams                  GET    /org/northway-homes/results/{own-closed}/teams                      door   door    403   200  403      403    404  403
results.teams                  GET    /org/northway-homes/results/{their-own-closed}/teams                door   door    403   404  403      403    404  403
results.levels                 GET    /org/northway-homes/results/{own-closed}/levels                     door   door    403   200  403      403    404  403
results.levels                 GET    /org/northway-homes/results/{their-own-closed}/levels               door   door    403   404  403      403    404  403
results.trend                  GET    /org/northway-homes/results/{own-closed}/trend                      door   door    403   200  403      403    404  403
results.help_wanted            GET    /org/northway-homes/results/{own-closed}/help                       door   door    403   200  403      403    404  403
results.trend                  GET    /org/northway-homes/results/{their-own-closed}/trend                door   door    403   404  403      403    404  403
results.help_wanted            GET    /org/northway-homes/results/{their-own-closed}/help                 door   door    403   404  403      403    404  403
exports.organisation_cells     GET    /org/northway-homes/results/{own-closed}/cells.csv                  door   door    403   200  403      403    404  403
exports.organisation_cells     GET    /org/northway-homes/results/{their-own-closed}/cells.csv            door   door    403   404  403      403    404  403
exports.organisation_workbook  GET    /org/northway-homes/results/{own-closed}/cells.xlsx                        door   door    403   200  403      403    404  403
exports.organisation_workbook  GET    /org/northway-homes/results/{their-own-closed}/cells.xlsx                  door   door    403   404  403      403    404  403
reports.organisation           GET    /org/northway-homes/results/{own-closed}/report                            door   door    403   200  403      403    404  403
reports.organisation           GET    /org/northway-homes/results/{their-own-closed}/report                      door   door    403   404  403      403    404  403
pictures.organisation          GET    /org/northway-homes/results/{own-closed}/pictures/overview/practice.svg    door   door    403   200  403      403    404  403
pictures.organisation          GET    /org/northway-homes/results/{their-own-closed}/pictures/overview/practice.svg door   door    403   404  403      403    404  403
reports.organisation_pdf       GET    /org/northway-homes/results/{own}/report.pdf                               door   door    403   409  403      403    404  403
reports.organisation_pdf       GET    /org/northway-homes/results/{their-own-closed}/report.pdf                  door   door    403   404  403      403    404  403
results.partnership_overview   GET    /p/millbrook/results/{joint-closed}                                 door   door    403   200  200      403    404  403
results.partnership_overview   GET    /p/millbrook/results/{joint}                                        door   door    403   200  200      403    404  403
results.partnership_overview   GET    /p/millbrook/results/{own-closed}                                   door   door    403   404  404      403    404  403
results.partnership_overview   GET    /p/eastquay/results/{their-joint-closed}                            door   door    403   404  404      403    200  403
results.partnership_overview   GET    /p/eastquay/results/{joint-closed}                                  door   door    403   404  404      403    404  403
results.partnership_overview   GET    /p/millbrook/results/{their-joint-closed}                           door   door    403   404  404      403    404  403
results.agreement              GET    /p/millbrook/results/{joint-closed}/agreement                       door   door    403   200  200      403    404  403
results.agreement              GET    /p/millbrook/results/{their-joint-closed}/agreement                 door   door    403   404  404      403    404  403
results.conversations          GET    /p/millbrook/results/{joint-closed}/conversations                   door   door    403   200  200      403    404  403
results.conversations          GET    /p/millbrook/results/{their-joint-closed}/conversations             door   door    403   404  404      403    404  403
results.shared_competencies    GET    /p/millbrook/results/{joint-closed}/competencies                   door   door    403   200  200      403    404  403
results.shared_competencies    GET    /p/millbrook/results/{their-joint-closed}/competencies             door   door    403   404  404      403    404  403
results.shared_statement       GET    /p/millbrook/results/{joint-closed}/statements/SP4.1.partnership    door   door    403   200  200      403    404  403
results.shared_statement       GET    /p/millbrook/results/{their-joint-closed}/statements/SP4.1.partnership door   door    403   404  404      403    404  403
results.size                   GET    /p/millbrook/results/{joint-closed}/size                            door   door    403   200  200      403    404  403
results.size                   GET    /p/millbrook/results/{their-joint-closed}/size                      door   door    403   404  404      403    404  403
results.partnership_levels     GET    /p/millbrook/results/{joint-closed}/levels                          door   door    403   200  200      403    404  403
results.partnership_levels     GET    /p/millbrook/results/{their-joint-closed}/levels                    door   door    403   404  404      403    404  403
results.shared_trend           GET    /p/millbrook/results/{joint-closed}/trend                           door   door    403   200  200      403    404  403
results.shared_trend           GET    /p/millbrook/results/{their-joint-closed}/trend                     door   door    403   404  404      403    404  403
exports.partnership_cells      GET    /p/millbrook/results/{joint-closed}/cells.csv                       door   door    403   200  200      403    404  403
exports.partnership_cells      GET    /p/millbrook/results/{their-joint-closed}/cells.csv                 door   door    403   404  404      403    404  403
exports.partnership_workbook   GET    /p/millbrook/results/{joint-closed}/cells.xlsx                             door   door    403   200  200      403    404  403
exports.partnership_workbook   GET    /p/millbrook/results/{their-joint-closed}/cells.xlsx                       door   door    403   404  404      403    404  403
reports.partnership            GET    /p/millbrook/results/{joint-closed}/report                                 door   door    403   200  200      403    404  403
reports.partnership            GET    /p/millbrook/results/{their-joint-closed}/report                           door   door    403   404  404      403    404  403
pictures.partnership           GET    /p/millbrook/results/{joint-closed}/pictures/overview/headline.svg         door   door    403   200  200      403    404  403
pictures.partnership           GET    /p/millbrook/results/{their-joint-closed}/pictures/overview/headline.svg   door   door    403   404  404      403    404  403
reports.partnership_pdf        GET    /p/millbrook/results/{joint}/report.pdf                                    door   door    403   409  409      403    404  403
reports.partnership_pdf        GET    /p/millbrook/results/{their-joint-closed}/report.pdf                       door   door    403   404  404      403    404  403
api.cells                      GET    /api/v1/assessments/{own-closed}/cells                              401    401     403   200  404      403    404  403
api.cells                      GET    /api/v1/assessments/{joint-closed}/cells                            401    401     403   200  200      403    404  403
api.cells                      GET    /api/v1/assessments/{their-own-closed}/cells                        401    401     403   404  404      403    200  403
api.cells                      GET    /api/v1/assessments/{their-joint-closed}/cells                      401    401     403   404  404      403    200  403
api.description                GET    /api/v1/openapi.json                                                200    200     200   200  200      200    200  200
api.docs                       GET    /docs                                                               200    200     200   200  200      200    200  200
admin.outbox                   GET    /admin/outbox                                                       404    404     404   404  404      404    404  404
admin.message                  GET    /admin/outbox/nothing                                               404    404     404   404  404      404    404  404
admin.components               GET    /admin/components                                                   404    404     404   404  404      404    404  404
"""
# Where the site is built, and where people are made up. There the seats do not matter.
IN_DEVELOPMENT = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
demo.seats                     GET    /demo                                                               404    404     404   404  404      404    404  404
admin.outbox                   GET    /admin/outbox                                                       door   door    403   403  403      403    403  200
admin.message                  GET    /admin/outbox/nothing                                               door   door    403   403  403      403    403  404
admin.components               GET    /admin/components                                                   door   door    403   403  403      403    403  200
"""
IN_THE_DEMO = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
organisations.home             GET    /org/northway-homes                                                 door   door    403   200  403      403    404  403
demo.seats                     GET    /demo                                                               200    200     200   200  200      200    200  200
demo.sit                       POST   /demo/sit/dele                                                      303    303     303   303  303      303    303  303
demo.sit                       POST   /demo/sit/mabel                                                     404    404     404   404  404      404    404  404
demo.leave                     POST   /demo/leave                                                         303    303     303   303  303      303    303  303
admin.outbox                   GET    /admin/outbox                                                       200    200     200   200  200      200    200  200
admin.message                  GET    /admin/outbox/nothing                                               404    404     404   404  404      404    404  404
admin.components               GET    /admin/components                                                   200    200     200   200  200      200    200  200
"""


@dataclass(frozen=True)
class Row:
    """What each browser gets for one request."""

    route: str
    method: str
    address: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def read(table: str) -> list[Row]:
    head, *lines = (line.split() for line in table.strip().splitlines())
    return [Row(*line[:3], dict(zip(head[3:], line[3:], strict=True))) for line in lines]


ROWS = read(TABLE)


@dataclass
class Place:
    """A world with something closed in it, and a browser for each column of the table."""

    world: World
    codes: dict[str, str]
    browsers: dict[str, Browser]

    def outcomes(self, row: Row) -> dict[str, str]:
        """Those that should be let in come last: what they do may change what there is to see."""
        order = sorted(row.expected, key=lambda who: row.expected[who] in ("200", "303"))
        address = self.fill(row.address)
        got = {who: self.outcome(who, row.method, address) for who in order}
        return {who: got[who] for who in row.expected}

    def forget_tries(self) -> None:
        """How often somebody may try is another question."""
        with Session(self.world.engine) as session, session.begin():
            session.execute(ATTEMPT.delete())

    def outcome(self, who: str, method: str, address: str) -> str:
        self.forget_tries()
        response = self.browsers[who].request(method, address)
        if response.status_code == 303 and response.headers["location"].startswith("/sign-in?next="):
            return "door"
        return str(response.status_code)

    def fill(self, address: str) -> str:
        for name, code in self.codes.items():
            address = address.replace("{" + name + "}", code)
        return address


def furnish(world: World) -> Place:
    everyone = world.cast
    amira, fresh = world.path_in_mail_to(AMIRA), world.path_in_mail_to(a_colleague_at_lantern(world))
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        closed = {
            name: open_assessment(session, world.app, by, "Spring 2026")
            for name, by in (
                ("own-closed", everyone.dele),
                ("joint-closed", everyone.rhiannon),
                ("their-own-closed", everyone.owen),
                ("their-joint-closed", world.mabel),
            )
        }
    world.close(closed["own-closed"], by=everyone.dele)
    world.close(closed["joint-closed"], by=everyone.rhiannon)
    world.close(closed["their-own-closed"], by=everyone.owen)
    world.close(closed["their-joint-closed"], by=world.mabel)
    browsers = {"nobody": world.browser(), "invitee": world.answering_browser(amira)}
    for who in ("amira", "dele", "rhiannon", "sorcha", "owen"):
        browsers[who] = world.browser(getattr(everyone, who))
    browsers["admin"] = world.browser(world.admin)
    return Place(
        world,
        {
            "own": world.northway_own.code,
            "joint": world.joint.code,
            "their-own": world.harbour_row_own.code,
            "their-joint": world.eastquay_joint.code,
            "amira": amira,
            "fresh": fresh,
            **{name: each.code for name, each in closed.items()},
        },
        browsers,
    )


def a_colleague_at_lantern(world: World) -> str:
    return f"colleague-{world.cast.lantern}-x-1@places.example"


# The table holds


@pytest.fixture(scope="module")
def place(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """For looking, and for being refused: one for all."""
    world = make_world(module_database, tmp_path_factory.mktemp("place"))
    yield furnish(world)
    world.engine.dispose()


def changes_something(row: Row) -> bool:
    return row.method == "POST" and not {"200", "303"}.isdisjoint(row.expected.values())


TWINS = [
    ("/org/harbour-row-housing", "/org/no-such-place"),
    ("/p/eastquay", "/p/no-such-place"),
    ("/org/northway-homes/assessments/{their-own}", "/org/northway-homes/assessments/zzzzzzzz"),
    ("/org/northway-homes/results/{their-own-closed}", "/org/northway-homes/results/zzzzzzzz"),
    (
        "/org/northway-homes/results/{their-own-closed}/cells.csv",
        "/org/northway-homes/results/zzzzzzzz/cells.csv",
    ),
    ("/p/millbrook/results/{their-joint-closed}", "/p/millbrook/results/zzzzzzzz"),
    ("/api/v1/assessments/{their-own-closed}/cells", "/api/v1/assessments/zzzzzzzz/cells"),
]


@pytest.mark.parametrize(("theirs", "nobodys"), TWINS)
def test_what_is_somebody_elses_is_refused_like_what_is_nowhere(place: Place, theirs: str, nobodys: str):
    there, nowhere = (place.browsers["dele"].get(place.fill(address)) for address in (theirs, nobodys))
    assert there.status_code == nowhere.status_code == 404
    assert there.text.replace(place.fill(theirs), "") == nowhere.text.replace(nobodys, "")


@pytest.mark.parametrize("row", [row for row in ROWS if not changes_something(row)], ids=str)
def test_looking_and_being_refused(place: Place, row: Row):
    assert place.outcomes(row) == row.expected


@pytest.mark.parametrize("row", [row for row in ROWS if changes_something(row)], ids=str)
def test_doing(world: World, row: Row):
    assert furnish(world).outcomes(row) == row.expected


def test_in_the_demo(demo: World):
    place, rows = furnish(demo), read(IN_THE_DEMO)
    assert {str(row): place.outcomes(row) for row in rows} == {str(row): row.expected for row in rows}


def test_in_development(database_url: str, tmp_path: Path):
    world, rows = make_world(database_url, tmp_path, development=True), read(IN_DEVELOPMENT)
    place = furnish(world)
    assert {str(row): place.outcomes(row) for row in rows} == {str(row): row.expected for row in rows}
    world.engine.dispose()


def test_every_route_has_a_row_and_every_row_a_route(tmp_path: Path):
    app = make_app(f"sqlite:///{tmp_path}/none.sqlite", tmp_path)
    assert {(row.route, row.method) for row in ROWS} == {(each.name, each.method) for each in routes_of(app)}
