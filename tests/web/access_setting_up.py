# ruff: noqa: E501 - a table is read across
"""Who gets in where assessments are set up, extended and made known: a part of the table in test_access.py."""

# {draft} is being set up at Northway, {their-draft} at Harbour Row.
SETTING_UP = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
setting_up.begin               GET    /org/northway-homes/set-up                                                door   door    403   200  403      403    404  403
setting_up.begin               GET    /org/harbour-row-housing/set-up                                           door   door    403   404  403      403    200  403
setting_up.create              POST   /org/northway-homes/set-up                                                419    419     403   422  403      403    404  403
setting_up.create              POST   /org/harbour-row-housing/set-up                                           419    419     403   404  403      403    422  403
setting_up.show                GET    /org/northway-homes/set-up/{draft}/dates                                  door   door    403   200  403      403    404  403
setting_up.show                GET    /org/northway-homes/set-up/{draft}/who                                    door   door    403   200  403      403    404  403
setting_up.show                GET    /org/northway-homes/set-up/{draft}/line                                   door   door    403   200  403      403    404  403
setting_up.show                GET    /org/northway-homes/set-up/{draft}/messages                               door   door    403   200  403      403    404  403
setting_up.show                GET    /org/northway-homes/set-up/{draft}/check                                  door   door    403   200  403      403    404  403
setting_up.show                GET    /org/northway-homes/set-up/{draft}/nothing                                door   door    403   404  403      403    404  403
setting_up.show                GET    /org/northway-homes/set-up/{their-draft}/check                            door   door    403   404  403      403    404  403
setting_up.show                GET    /org/harbour-row-housing/set-up/{draft}/check                             door   door    403   404  403      403    404  403
setting_up.save                POST   /org/northway-homes/set-up/{draft}/dates                                  419    419     403   422  403      403    404  403
setting_up.save                POST   /org/northway-homes/set-up/{their-draft}/dates                            419    419     403   404  403      403    404  403
setting_up.save                POST   /org/harbour-row-housing/set-up/{draft}/dates                             419    419     403   404  403      403    404  403
setting_up.preview             GET    /org/northway-homes/set-up/{draft}/preview                                door   door    403   200  403      403    404  403
setting_up.preview             GET    /org/northway-homes/set-up/{their-draft}/preview                          door   door    403   404  403      403    404  403
setting_up.test                POST   /org/northway-homes/set-up/{draft}/test                                   419    419     403   303  403      403    404  403
setting_up.test                POST   /org/northway-homes/set-up/{their-draft}/test                             419    419     403   404  403      403    404  403
setting_up.open                POST   /org/northway-homes/set-up/{draft}/open                                   419    419     403   422  403      403    404  403
setting_up.open                POST   /org/northway-homes/set-up/{their-draft}/open                             419    419     403   404  403      403    404  403
setting_up.confirm_delete      GET    /org/northway-homes/set-up/{draft}/delete                                 door   door    403   200  403      403    404  403
setting_up.confirm_delete      GET    /org/northway-homes/set-up/{their-draft}/delete                           door   door    403   404  403      403    404  403
setting_up.delete              POST   /org/northway-homes/set-up/{draft}/delete                                 419    419     403   303  403      403    404  403
setting_up.delete              POST   /org/northway-homes/set-up/{their-draft}/delete                           419    419     403   404  403      403    404  403
setting_up.delete              POST   /org/harbour-row-housing/set-up/{draft}/delete                            419    419     403   404  403      403    404  403
organisations.confirm_extend   GET    /org/northway-homes/assessments/{own}/extend                              door   door    403   200  403      403    404  403
organisations.confirm_extend   GET    /org/northway-homes/assessments/{joint}/extend                            door   door    403   200  403      403    404  403
organisations.confirm_extend   GET    /org/northway-homes/assessments/{their-own}/extend                        door   door    403   404  403      403    404  403
organisations.poster           GET    /org/northway-homes/assessments/{own}/poster                              door   door    403   200  403      403    404  403
organisations.poster           GET    /org/northway-homes/assessments/{joint}/poster                            door   door    403   200  403      403    404  403
organisations.poster           GET    /org/northway-homes/assessments/{their-own}/poster                        door   door    403   404  403      403    404  403
organisations.extend           POST   /org/northway-homes/assessments/{own}/extend                              419    419     403   422  403      403    404  403
organisations.extend           POST   /org/northway-homes/assessments/{joint}/extend                            419    419     403   403  403      403    404  403
organisations.extend           POST   /org/northway-homes/assessments/{their-own}/extend                        419    419     403   404  403      403    404  403
partnerships.confirm_extend    GET    /p/millbrook/assessments/{joint}/extend                                   door   door    403   200  200      403    404  403
partnerships.confirm_extend    GET    /p/millbrook/assessments/{their-joint}/extend                             door   door    403   404  404      403    404  403
partnerships.extend            POST   /p/millbrook/assessments/{joint}/extend                                   419    419     403   403  422      403    404  403
partnerships.extend            POST   /p/millbrook/assessments/{their-joint}/extend                             419    419     403   404  404      403    404  403
"""
