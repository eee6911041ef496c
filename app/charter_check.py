"""The check-charter command: says what is wrong with the charter's files, and on which line."""

import sys
from pathlib import Path

from app.domain.charter_draft import CharterDraft, Fault
from app.domain.charter_rules import charter_faults
from app.domain.short_form_rules import short_form_faults
from app.storage.charter_marks import read_draft, read_written


def run(folder: Path) -> int:
    """Print a line for each fault, or one that counts what was found sound. 1 when there is a fault."""
    draft, faults = read_draft(folder)
    if draft is not None:
        faults = [*charter_faults(draft), *_short_form_faults(draft, folder)]
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    if draft is None or faults:
        sys.stdout.write(_things_to_mend(faults))
        return 1
    sys.stdout.write(_all_well(draft))
    return 0


def _short_form_faults(draft: CharterDraft, folder: Path) -> list[Fault]:
    names = ("pulse.yaml", "meeting_form.yaml")
    pulse, meeting = (read_written(folder / name, name=f"{folder.name}/{name}") for name in names)
    if isinstance(pulse, Fault) or isinstance(meeting, Fault):
        return [each for each in (pulse, meeting) if isinstance(each, Fault)]
    return short_form_faults(draft, pulse, meeting)


def _things_to_mend(faults: list[Fault]) -> str:
    return "1 thing to mend.\n" if len(faults) == 1 else f"{len(faults)} things to mend.\n"


def _all_well(draft: CharterDraft) -> str:
    counts = [
        (len(draft.themes), "themes"),
        (len(list(draft.principles())), "principles"),
        (len(list(draft.competencies())), "competencies"),
        (len(list(draft.statements())), "statements"),
        (len(draft.sources.under("sources")), "sources"),
    ]
    versions = ", ".join(version.said("version") for version in draft.versions)
    return f"The charter is sound: {', '.join(f'{n} {what}' for n, what in counts)}. Versions: {versions}.\n"
