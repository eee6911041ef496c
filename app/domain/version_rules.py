"""What holds between versions of the charter: a code means one thing for ever, and so do its words."""

import hashlib
from collections.abc import Iterable, Iterator

from app.domain.charter_draft import CharterDraft, Fault, Written

NEEDS = ("version", "published_on", "summary", "themes", "asks")
RETIRED_NEEDS = ("code", "left_in", "because")


def fingerprint(text: str, scale: str, block: str) -> str:
    """A short mark that changes when what people are asked changes."""
    return hashlib.sha256("\n".join((text, scale, block)).encode()).hexdigest()[:12]


def version_order(version: str) -> tuple[int, ...]:
    """0.10 comes after 0.9."""
    return tuple(int(number) for number in version.split("."))


def version_faults(draft: CharterDraft) -> Iterator[Fault]:
    yield from _missing_faults(draft.versions, "version", NEEDS)
    yield from _missing_faults(draft.retired.under("retired_codes"), "retired code", RETIRED_NEEDS)
    themes = {theme.said("code") for theme in draft.themes}
    for version in draft.versions:
        yield from _list_faults(version, themes)
        yield from _asked_faults(version, draft)
    yield from _leaving_faults(draft)
    yield from _retired_faults(draft)


def _asked(version: Written) -> dict[str, Written]:
    return dict(version.at("asks").fields) if "asks" in version.fields else {}


def _with_competencies(asked: dict[str, Written]) -> dict[str, Written]:
    """A competency is in use while one of its statements is asked."""
    return asked | {".".join(code.split(".")[:2]): mark for code, mark in asked.items()}


def _missing_faults(things: Iterable[Written], kind: str, needs: tuple[str, ...]) -> Iterator[Fault]:
    for thing in things:
        for name in needs:
            if thing.at(name) is thing or thing.at(name).is_empty():
                yield thing.at(name).fault(f"This {kind} has no {name}.")


def _list_faults(version: Written, themes: set[str]) -> Iterator[Fault]:
    for entry in version.under("themes"):
        if entry.text not in themes:
            yield entry.fault(f"There is no theme {entry.text}.")
    for code in version.at("asks").repeated:
        yield _asked(version)[code].fault(f"This version asks {code} twice.")


def _asked_faults(version: Written, draft: CharterDraft) -> Iterator[Fault]:
    written = {statement.said("code"): statement for _, statement in draft.statements()}
    number = version.said("version")
    for code, mark in _asked(version).items():
        if code not in written:
            yield mark.fault(f"Version {number} asks {code}, which is in no theme file. Codes are for ever.")
            continue
        statement = written[code]
        now = fingerprint(*(statement.said(name) for name in ("text", "scale", "block")))
        if not mark.text:
            yield mark.fault(f"{code} has no fingerprint yet: write “{now}”.")
        elif mark.text != now:
            yield statement.at("text").fault(
                f"{code} is not what version {number} asked. Put it back, and give the new words a new code."
            )


def _leaving_faults(draft: CharterDraft) -> Iterator[Fault]:
    """A statement that a version no longer asks must be on the list of retired codes."""
    retired = {entry.said("code") for entry in draft.retired.under("retired_codes")}
    for earlier, later in zip(draft.versions, draft.versions[1:], strict=False):
        for code in sorted(_asked(earlier).keys() - _asked(later).keys() - retired):
            yield later.at("asks").fault(
                f"Version {later.said('version')} no longer asks {code}: list it in retired.yaml."
            )


def _retired_faults(draft: CharterDraft) -> Iterator[Fault]:
    """Retired words stay for the versions that asked them, and are never used again."""
    ever_asked = {code for version in draft.versions for code in _with_competencies(_asked(version))}
    newest = _with_competencies(_asked(draft.versions[-1])) if draft.versions else {}
    things = [thing for _, thing in (*draft.competencies(), *draft.statements())]
    places = {thing.said("code"): thing.at("code") for thing in things}
    for entry in draft.retired.under("retired_codes"):
        code = entry.said("code")
        if code in newest:
            yield newest[code].fault(
                f"{code} was retired in version {entry.said('left_in')}; it is never used again."
            )
        elif code in places and code not in ever_asked:
            yield places[code].fault(
                f"{code} was retired in version {entry.said('left_in')}; it is never used again."
            )
