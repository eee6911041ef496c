"""The questionnaire's script: small, and nothing that a page needs."""

from app.web.static_files import FOLDER

MOST_BYTES = 8_192


def test_all_script_of_the_questionnaire_is_small():
    assert sum((FOLDER / name).stat().st_size for name in ("answering.js", "worker.js")) <= MOST_BYTES
