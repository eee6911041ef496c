"""What the short forms must have: every skill once, two statements each, and both ways of saying well put."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from app.domain.charter import Block, Provenance
from app.domain.charter_draft import CharterDraft, Fault, Written
from app.domain.statement_rules import Rule, breaches

STATEMENTS_A_SKILL = 2
PULSE_QUESTIONS = ("changed", "helped")
LEVELS, LEANINGS = 5, 3
NEEDS = {
    "pulse": ("provenance", "cannot_say", "questions"),
    "question of a pulse": ("code", "text", "short", "labels", "upper", "few"),
    "meeting form": ("provenance", "scale", "drawn_from", "skills"),
    "drawn_from": ("source", "where", "says"),
    "skill": ("competency", "statements"),
    "statement": ("code", "own", "seen"),
}
OF_A_COLLEAGUE = re.compile(r"(?!I\b)[A-Z][a-z]+s\b.*\.")
A_COLLEAGUES_OPENING = (
    "What a colleague sees begins with what is done, as in “Says” or “Asks”, and ends with a dot."
)


def short_form_faults(draft: CharterDraft, pulse: Written, meeting: Written) -> list[Fault]:
    """Everything there is to mend, in the order it stands in the files."""
    faults = [
        *_missing_faults(pulse, meeting),
        *_origin_faults(draft, pulse, meeting),
        *_pulse_faults(pulse),
        *_skill_faults(draft, meeting),
        *_statement_faults(meeting),
    ]
    return sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.sentence))


def _things(pulse: Written, meeting: Written) -> Iterator[tuple[str, Written]]:
    yield "pulse", pulse
    yield from (("question of a pulse", each) for each in pulse.under("questions"))
    yield "meeting form", meeting
    yield from (("drawn_from", each) for each in meeting.under("drawn_from"))
    yield from (("skill", each) for each in meeting.under("skills"))
    yield from (("statement", each) for each in _statements(meeting))


def _statements(meeting: Written) -> Iterator[Written]:
    for skill in meeting.under("skills"):
        yield from skill.under("statements")


def _missing_faults(pulse: Written, meeting: Written) -> Iterator[Fault]:
    for kind, thing in _things(pulse, meeting):
        for name in NEEDS[kind]:
            if name not in thing.fields or thing.fields[name].is_empty():
                yield thing.at(name).fault(f"This {kind} has no {name}.")
        for name in thing.fields.keys() - set(NEEDS[kind]):
            yield thing.at(name).fault(
                f"This {kind} has a field “{name}” that nothing reads. Is it misspelt?"
            )
        for name in thing.repeated:
            yield thing.at(name).fault(f"This {kind} says “{name}” twice; only one would be read.")


def _origin_faults(draft: CharterDraft, *forms: Written) -> Iterator[Fault]:
    sources = {each.said("code") for each in draft.sources.under("sources")}
    scales = {each.said("code") for each in draft.scales.under("scales")}
    for form in forms:
        said = form.said("provenance")
        if said and said not in set(Provenance):
            yield form.at("provenance").fault(f"“{said}” is not a provenance: {', '.join(Provenance)}.")
        if (scale := form.said("scale")) and scale not in scales:
            yield form.at("scale").fault(f"There is no scale {scale} in scales.yaml.")
        for drawn in form.under("drawn_from"):
            if (source := drawn.said("source")) and source not in sources:
                yield drawn.at("source").fault(f"There is no source {source} in sources.yaml.")


def _pulse_faults(pulse: Written) -> Iterator[Fault]:
    questions = pulse.under("questions")
    codes = tuple(each.said("code") for each in questions)
    if questions and codes != PULSE_QUESTIONS:
        yield pulse.at("questions").fault(f"A pulse asks {' and '.join(PULSE_QUESTIONS)}, in that order.")
    for each in questions:
        for name, needs in (("labels", LEVELS), ("few", LEANINGS)):
            if (count := len(each.under(name))) and count != needs:
                yield each.at(name).fault(f"This question has {count} {name}; it needs {needs}.")


def _skill_faults(draft: CharterDraft, meeting: Written) -> Iterator[Fault]:
    """The eleven skills of the source are the competencies that say which of them they are."""
    wanted = [each.said("code") for _, each in draft.competencies() if each.said("skill_in_source")]
    given = Counter(each.said("competency") for each in meeting.under("skills"))
    for skill in meeting.under("skills"):
        code = skill.said("competency")
        if code and code not in wanted:
            yield skill.at("competency").fault(f"{code} is none of the skills in the source.")
        if given[code] > 1:
            yield skill.at("competency").fault(f"{code} is here {given[code]} times.")
        if (count := len(skill.under("statements"))) and count != STATEMENTS_A_SKILL:
            yield skill.at("statements").fault(f"{code} has {count} statements; it needs two.")
        for number, statement in enumerate(skill.under("statements"), 1):
            if (said := statement.said("code")) and said != f"{code}.meeting.{number}":
                yield statement.at("code").fault(f"{said} should be {code}.meeting.{number}.")
    missing = [code for code in wanted if code not in given]
    if missing:
        yield meeting.at("skills").fault(f"There are no statements on {', '.join(missing)}.")


def _statement_faults(meeting: Written) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for statement in _statements(meeting):
        code, own, seen = (statement.said(name) for name in ("code", "own", "seen"))
        yield from _wording_faults(statement, "own", _sentences(own, meeting) if own else ())
        yield from _wording_faults(
            statement, "seen", _sentences(seen, meeting, but=Rule.OPENING) if seen else ()
        )
        if seen and not OF_A_COLLEAGUE.fullmatch(seen):
            yield statement.at("seen").fault(f"{code}: {A_COLLEAGUES_OPENING}")
        for said in filter(None, (own, seen)):
            if said.casefold() in first:
                yield statement.fault(f"{code} says the same as {first[said.casefold()]}.")
            first.setdefault(said.casefold(), code)


def _sentences(text: str, meeting: Written, *, but: Rule | None = None) -> Sequence[str]:
    broken = breaches(text, Block.PRACTICE, meeting.said("scale"))
    return [f"({rule}): {sentence}" for rule, sentence in broken.items() if rule is not but]


def _wording_faults(statement: Written, name: str, sentences: Sequence[str]) -> Iterator[Fault]:
    for sentence in sentences:
        yield statement.at(name).fault(f"{statement.said('code')} {sentence}")
