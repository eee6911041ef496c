# ruff: noqa: E501 - a table is read across
"""Who gets in at the words of letters, and at the list of results: rows of the table in test_access.py."""

TABLE = """
route                          method address                                                                              nobody  invitee amira   dele    rhiannon sorcha  owen    admin
setting_up.words               GET    /org/northway-homes/set-up/{draft}/words/invitation                                  door    door    403     200     403     403     404     403
setting_up.words               GET    /org/northway-homes/set-up/{draft}/words/nothing                                     door    door    403     404     403     403     404     403
setting_up.words               GET    /org/northway-homes/set-up/{their-draft}/words/invitation                            door    door    403     404     403     403     404     403
setting_up.save_words          POST   /org/northway-homes/set-up/{draft}/words/first-reminder                              419     419     403     303     403     403     404     403
setting_up.save_words          POST   /org/northway-homes/set-up/{their-draft}/words/first-reminder                        419     419     403     404     403     403     404     403
organisations.words            GET    /org/northway-homes/assessments/{own}/messages/first-reminder/words                  door    door    403     200     403     403     404     403
organisations.words            GET    /org/northway-homes/assessments/{joint}/messages/first-reminder/words                door    door    403     200     403     403     404     403
organisations.words            GET    /org/northway-homes/assessments/{their-own}/messages/first-reminder/words            door    door    403     404     403     403     404     403
organisations.save_words       POST   /org/northway-homes/assessments/{own}/messages/first-reminder/words                  419     419     403     303     403     403     404     403
organisations.save_words       POST   /org/northway-homes/assessments/{joint}/messages/first-reminder/words                419     419     403     403     403     403     404     403
organisations.save_words       POST   /org/northway-homes/assessments/{their-own}/messages/first-reminder/words            419     419     403     404     403     403     404     403
partnerships.words             GET    /p/millbrook/assessments/{joint}/messages/first-reminder/words                       door    door    403     200     200     403     404     403
partnerships.words             GET    /p/millbrook/assessments/{their-joint}/messages/first-reminder/words                 door    door    403     404     404     403     404     403
partnerships.save_words        POST   /p/millbrook/assessments/{joint}/messages/first-reminder/words                       419     419     403     403     303     403     404     403
partnerships.save_words        POST   /p/millbrook/assessments/{their-joint}/messages/first-reminder/words                 419     419     403     404     404     403     404     403
organisations.results          GET    /org/northway-homes/results                                                          door    door    403     200     403     403     404     403
organisations.results          GET    /org/harbour-row-housing/results                                                     door    door    403     404     403     403     200     403
"""
