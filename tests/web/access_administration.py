# ruff: noqa: E501 - a table is read across
"""Who gets in at looking after a place and the platform: a part of the table in test_access.py."""

from tests.world import World

# {dele-seat} and {owen-seat} are the only ones of their organisations.
TABLE = """
route                           method address                                                       nobody   invitee  amira    dele     rhiannon sorcha   owen     admin
own_settings.show               GET    /org/northway-homes/settings                                  door     door     403      200      403      403      404      403
own_settings.show               GET    /org/harbour-row-housing/settings                             door     door     403      404      403      403      200      403
own_settings.set_place          POST   /org/northway-homes/settings/place                            419      419      403      422      403      403      404      403
own_settings.set_place          POST   /org/harbour-row-housing/settings/place                       419      419      403      404      403      403      422      403
own_settings.raise_thresholds   POST   /org/northway-homes/settings/thresholds                       419      419      403      422      403      403      404      403
own_settings.raise_thresholds   POST   /org/harbour-row-housing/settings/thresholds                  419      419      403      404      403      403      422      403
own_settings.set_contact        POST   /org/northway-homes/settings/contact                          419      419      403      303      403      403      404      403
own_settings.set_contact        POST   /org/harbour-row-housing/settings/contact                     419      419      403      404      403      403      303      403
directors.show                  GET    /org/northway-homes/admins                                    door     door     403      200      403      403      404      403
directors.show                  GET    /org/harbour-row-housing/admins                               door     door     403      404      403      403      200      403
directors.invite                POST   /org/northway-homes/admins                                    419      419      403      422      403      403      404      403
directors.invite                POST   /org/harbour-row-housing/admins                               419      419      403      404      403      403      422      403
directors.write_note            POST   /org/northway-homes/admins/note                               419      419      403      303      403      403      404      403
directors.write_note            POST   /org/harbour-row-housing/admins/note                          419      419      403      404      403      403      303      403
directors.confirm_removal       GET    /org/northway-homes/admins/{dele-seat}/remove                 door     door     403      200      403      403      404      403
directors.confirm_removal       GET    /org/northway-homes/admins/{owen-seat}/remove                 door     door     403      404      403      403      404      403
directors.confirm_removal       GET    /org/harbour-row-housing/admins/{owen-seat}/remove            door     door     403      404      403      403      200      403
directors.remove                POST   /org/northway-homes/admins/{dele-seat}/remove                 419      419      403      409      403      403      404      403
directors.remove                POST   /org/northway-homes/admins/{owen-seat}/remove                 419      419      403      404      403      403      404      403
directors.remove                POST   /org/harbour-row-housing/admins/{owen-seat}/remove            419      419      403      404      403      403      409      403
looks.of_organisation           GET    /org/northway-homes/activity                                  door     door     403      200      403      403      404      403
looks.of_organisation           GET    /org/harbour-row-housing/activity                             door     door     403      404      403      403      200      403
looks.of_partnership            GET    /p/millbrook/activity                                         door     door     403      200      200      403      404      403
looks.of_partnership            GET    /p/eastquay/activity                                          door     door     403      404      404      403      200      403
platform.organisations          GET    /admin/organisations                                          door     door     403      403      403      403      403      200
platform.add_organisation       POST   /admin/organisations                                          419      419      403      403      403      403      403      422
platform.organisation           GET    /admin/organisations/northway-homes                           door     door     403      403      403      403      403      200
platform.organisation           GET    /admin/organisations/nowhere                                  door     door     403      403      403      403      403      404
platform.rename_organisation    POST   /admin/organisations/northway-homes/name                      419      419      403      403      403      403      403      422
platform.add_director           POST   /admin/organisations/northway-homes/directors                 419      419      403      403      403      403      403      422
platform.confirm_close          GET    /admin/organisations/northway-homes/close                     door     door     403      403      403      403      403      200
platform.close                  POST   /admin/organisations/northway-homes/close                     419      419      403      403      403      403      403      409
platform.partnerships           GET    /admin/partnerships                                           door     door     403      403      403      403      403      200
platform.add_partnership        POST   /admin/partnerships                                           419      419      403      403      403      403      403      422
platform.partnership            GET    /admin/partnerships/millbrook                                 door     door     403      403      403      403      403      200
platform.partnership            GET    /admin/partnerships/nowhere                                   door     door     403      403      403      403      403      404
platform.rename_partnership     POST   /admin/partnerships/millbrook/name                            419      419      403      403      403      403      403      422
platform.add_convenor           POST   /admin/partnerships/millbrook/convenors                       419      419      403      403      403      403      403      422
platform.add_partner            POST   /admin/partnerships/millbrook/partners                        419      419      403      403      403      403      403      422
platform.confirm_removal        GET    /admin/partnerships/millbrook/partners/lantern-trust/remove   door     door     403      403      403      403      403      200
platform.confirm_removal        GET    /admin/partnerships/eastquay/partners/lantern-trust/remove    door     door     403      403      403      403      403      404
platform.remove_partner         POST   /admin/partnerships/millbrook/partners/lantern-trust/remove   419      419      403      403      403      403      403      409
partnerships.confirm_removal    GET    /p/millbrook/partners/lantern-trust/remove                    door     door     403      403      200      403      403      403
partnerships.confirm_removal    GET    /p/eastquay/partners/harbour-row-housing/remove               door     door     403      403      404      403      403      403
partnerships.confirm_removal    GET    /p/millbrook/partners/harbour-row-housing/remove              door     door     403      403      404      403      403      403
partnerships.remove_partner     POST   /p/millbrook/partners/lantern-trust/remove                    419      419      403      403      409      403      403      403
partnerships.remove_partner     POST   /p/eastquay/partners/harbour-row-housing/remove               419      419      403      403      404      403      403      403
"""


def seats_there(world: World) -> dict[str, str]:
    return {"dele-seat": str(world.cast.dele.id), "owen-seat": str(world.cast.owen.id)}
