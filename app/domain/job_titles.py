"""Job titles, where a staff list has no role levels: which column holds them, and a first guess at each."""

import re
from collections.abc import Sequence

from app.domain.people import RoleLevel


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


MOST_TITLES = 40  # more are not explained one by one
SAY_TITLE = _words("job|post|position|occupation|designation|title|role")
NOT_A_TITLE = _words("number|no|code|id|ref|date|start|started|end|family|salutation|grade|band|share|type")
SALUTATIONS = _words("mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|rev|reverend")

_LEADS_A_TEAM = re.compile(r"\b(?:team (?:leader|lead|manager)|supervisor|deputy manager)\b")
_STRATEGIC = _words(
    "director|directors|head|chief|executive|ceo|manager|president|principal|trustee|chair|commissioner|lead|"
    "leader|board"
)
_OPERATIONAL = _words(
    "worker|workers|caseworker|keyworker|officer|assistant|operative|practitioner|nurse|midwife|carer|"
    "administrator|coordinator|ordinator|adviser|advisor|apprentice|trainee|cleaner|driver|receptionist|"
    "caretaker|engineer|electrician|plumber|joiner|technician|clerk|therapist|teacher|tutor|counsellor|navigator|mentor|"
    "volunteer|cook|chef|secretary|agent|specialist|handyperson|paramedic|physiotherapist|librarian"
)


def may_be_titles(heading: str, cells: Sequence[str]) -> bool:
    """Few enough to say of each what it counts as, and each held by several people. Wants plain words."""
    within = set(heading.split())
    if not within & SAY_TITLE or within & NOT_A_TITLE:
        return False
    filled = [cell for cell in cells if cell]
    titles = set(filled)
    if not titles or titles <= SALUTATIONS:
        return False
    return len(titles) <= MOST_TITLES and 2 * len(titles) <= len(filled)


def guessed_level(title: str) -> RoleLevel | None:
    """For somebody to confirm. Wants plain words; what stands before “of” says more than what comes after."""
    if _LEADS_A_TEAM.search(title):
        return RoleLevel.BOTH
    job = re.split(r" (?:of|for|to|in|and|with) ", title)[0]
    for word in reversed(job.split()):
        if word in _STRATEGIC:
            return RoleLevel.STRATEGIC
        if word in _OPERATIONAL:
            return RoleLevel.OPERATIONAL
    return None
