# ruff: noqa: E501 - a table is read across
"""Who gets in at the ways in for people without email: rows of the table in test_access.py."""

from secrets import token_bytes

from sqlmodel import Session

from app.services import ways_in
from tests.cast import NOW
from tests.on_paper import take_addresses_away
from tests.world import World

# {entrance} is the address of Northway’s people without email.
TABLE = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
ways_in.show                   GET    /org/northway-homes/assessments/{own}/no-email                                                    door   door    403   200  403      403    404  403
ways_in.show                   GET    /org/northway-homes/assessments/{joint}/no-email                                                  door   door    403   200  403      403    404  403
ways_in.show                   GET    /org/northway-homes/assessments/{their-own}/no-email                                              door   door    403   404  403      403    404  403
ways_in.show                   GET    /org/harbour-row-housing/assessments/{their-own}/no-email                                         door   door    403   404  403      403    200  403
ways_in.print_codes            POST   /org/northway-homes/assessments/{own}/no-email/codes                                              419    419     403   422  403      403    404  403
ways_in.print_codes            POST   /org/northway-homes/assessments/{their-own}/no-email/codes                                        419    419     403   404  403      403    404  403
ways_in.allow_open_link        POST   /org/northway-homes/assessments/{own}/no-email/open-link                                          419    419     403   409  403      403    404  403
ways_in.allow_open_link        POST   /org/northway-homes/assessments/{their-own}/no-email/open-link                                    419    419     403   404  403      403    404  403
keying.paper                   GET    /org/northway-homes/assessments/{own}/no-email/paper                                              door   door    403   200  403      403    404  403
keying.paper                   GET    /org/northway-homes/assessments/{their-own}/no-email/paper                                        door   door    403   404  403      403    404  403
keying.show                    GET    /org/northway-homes/assessments/{own}/no-email/keying                                             door   door    403   200  403      403    404  403
keying.show                    GET    /org/northway-homes/assessments/{their-own}/no-email/keying                                       door   door    403   404  403      403    404  403
keying.key_in                  POST   /org/northway-homes/assessments/{own}/no-email/keying                                             419    419     403   422  403      403    404  403
keying.key_in                  POST   /org/northway-homes/assessments/{their-own}/no-email/keying                                       419    419     403   404  403      403    404  403
entrances.enter_code           POST   /join                                                                                             422    422     422   422  422      422    422  422
entrances.show                 GET    /r/{entrance}                                                                                     200    200     200   200  200      200    200  200
entrances.show                 GET    /r/nothing                                                                                        404    404     404   404  404      404    404  404
entrances.start                POST   /r/{entrance}/start                                                                               422    422     422   422  422      422    422  422
entrances.come_back            POST   /r/{entrance}/back                                                                                422    422     422   422  422      422    422  422
entrances.kiosk                GET    /r/nothing/kiosk                                                                                  404    404     404   404  404      404    404  404
entrances.kiosk                GET    /r/{entrance}/kiosk                                                                               200    200     200   200  200      200    200  200
entrances.clear                POST   /r/nothing/kiosk                                                                                  404    404     404   404  404      404    404  404
entrances.clear                POST   /r/{entrance}/kiosk                                                                               303    303     303   303  303      303    303  303
"""


def let_in(world: World) -> str:
    """Four of Northway's are without email, and have codes. The entrance."""
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    by = world.cast.dele
    with Session(world.engine) as session, session.begin():
        ways = ways_in.get_ways(session, "northway-homes", world.northway_own.code, by=by)
        slips = ways_in.draw_slips(
            ways, ways_in.EVERYBODY, randomness=token_bytes, key=world.app.state.site.key
        )
        ways_in.issue(session, ways, slips, by=by, now=NOW, randomness=token_bytes)
        after = ways_in.get_ways(session, "northway-homes", world.northway_own.code, by=by)
    assert after.entrance
    return after.entrance.code
