# ruff: noqa: E501 - a table is read across
"""Who gets in at what people write for themselves: rows of the table in test_access.py, and an entry of Amira's."""

from tests.world import World

# {entry} is in Amira's journal, so that for anybody else there is none.
ENTRY = "bcdfghjk"
TABLE = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
journal.show                   GET    /me/journal                                                         door   door    200   200  200      200    200  200
journal.search                 POST   /me/journal/search                                                  419    419     200   200  200      200    200  200
journal.new                    GET    /me/journal/new                                                     door   door    200   200  200      200    200  200
journal.as_text                GET    /me/journal/journal.txt                                             door   door    200   200  200      200    200  200
journal.as_json                GET    /me/journal/journal.json                                            door   door    200   200  200      200    200  200
journal.entry                  GET    /me/journal/{entry}                                                 door   door    200   404  404      404    404  404
journal.save                   POST   /me/journal/{entry}                                                 419    419     422   422  422      422    422  422
journal.save                   POST   /me/journal/nothing                                                 419    419     404   404  404      404    404  404
journal.confirm_delete         GET    /me/journal/{entry}/delete                                          door   door    200   404  404      404    404  404
journal.delete                 POST   /me/journal/{entry}/delete                                          419    419     303   303  303      303    303  303
small_steps.show               GET    /me/step                                                            door   door    200   200  200      200    200  200
small_steps.choose             POST   /me/step                                                            419    419     422   422  422      422    422  422
small_steps.how_it_went        POST   /me/step/how-it-went                                                419    419     422   422  422      422    422  422
small_steps.delete             POST   /me/step/{entry}/delete                                             419    419     303   303  303      303    303  303
meeting_card.show              GET    /me/meeting                                                         door   door    200   200  200      200    200  200
meeting_card.make              POST   /me/meeting                                                         419    419     422   422  422      422    422  422
meeting_card.delete            POST   /me/meeting/delete                                                  419    419     303   303  303      303    303  303
cpd.show                       GET    /me/cpd                                                             door   door    200   200  200      200    200  200
cpd.make                       POST   /me/cpd                                                             419    419     422   422  422      422    422  422
own_data.show                  GET    /me/data                                                            door   door    200   200  200      200    200  200
own_data.as_json               GET    /me/data/data.json                                                  door   door    200   200  200      200    200  200
own_data.confirm_delete        GET    /me/data/delete                                                     door   door    200   200  200      200    200  200
own_data.delete                POST   /me/data/delete                                                     419    419     422   422  422      422    422  422
own_profile.theme              GET    /my-results/themes/SA                                               303    303     303   303  303      303    303  303
own_profile.to_supervision     GET    /my-results/supervision                                             303    303     303   303  303      303    303  303
"""


def write_an_entry(world: World) -> dict[str, str]:
    typed = {"happened": "Only Amira knows.", "on": "2026-10-01"}
    assert world.browser(world.cast.amira).post(f"/me/journal/{ENTRY}", data=typed).status_code == 303
    return {"entry": ENTRY}
