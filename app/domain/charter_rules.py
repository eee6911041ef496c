"""What the charter's content must have: every code once, every origin given, every statement well put."""

import re
from collections.abc import Iterator

from app.domain.charter import Block, Provenance
from app.domain.charter_draft import CharterDraft, Fault, Written
from app.domain.guide_rules import guide_faults
from app.domain.statement_rules import Rule, breaches
from app.domain.version_rules import version_faults

LEVELS_A_SCALE = 5
THINGS_TO_TRY = 2
MOST_WORDS_IN_A_SHORT_TITLE = 4
SHAPES = ("square", "round", "oval", "hexagon")

NEEDS = {
    "theme": ("code", "title", "short", "shape", "provenance", "means", "principles"),
    "principle": ("code", "title", "provenance", "competencies"),
    "competency": (
        "code",
        "title",
        "short",
        "definition",
        "provenance",
        "behaviours",
        "drawn_from",
        "statements",
        "things_to_try",
        "prompt",
        "guide",
    ),
    "guide": ("provenance", "advert", "at_level", "support", "would_not_see", "questions"),
    "list of levels": ("operational", "strategic"),
    "piece of support": ("costs", "what"),
    "interview question": ("ask", "strong", "weak"),
    "statement": ("code", "block", "text", "scale", "provenance"),
    "drawn_from": ("source", "where", "says"),
    "scale": ("code", "stem", "measures", "labels", "proportions"),
    "source": ("code", "title", "author", "published", "gave", "lacks"),
    "allows": ("rule", "reason"),
}
MAY_HAVE = {
    "competency": ("skill_in_source",),
    "statement": ("allows",),
    "guide": ("suggested_for",),
}

CODES = {
    "theme": re.compile(r"[A-Z]{2}"),
    "principle": re.compile(r"[A-Z]{2}\d+"),
    "competency": re.compile(r"[A-Z]{2}\d+\.\d+"),
    "statement": re.compile(rf"[A-Z]{{2}}\d+\.\d+\.({'|'.join(Block)})(\.\d+)?"),
}


def charter_faults(draft: CharterDraft) -> list[Fault]:
    """Everything there is to mend, in the order it stands in the files."""
    faults = [
        *_missing_faults(draft),
        *_code_faults(draft),
        *_provenance_faults(draft),
        *_competency_faults(draft),
        *_same_words_faults(draft),
        *_statement_faults(draft),
        *_reference_faults(draft),
        *guide_faults(draft),
        *version_faults(draft),
    ]
    return sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.sentence))


def _things(draft: CharterDraft) -> Iterator[tuple[str, Written]]:
    """Everything in the content that has a list of fields, with the kind of thing it is."""
    yield from (("theme", theme) for theme in draft.themes)
    yield from (("principle", principle) for _, principle in draft.principles())
    for _, competency in draft.competencies():
        yield "competency", competency
        yield from (("drawn_from", drawn) for drawn in competency.under("drawn_from"))
        yield from _in_a_guide(competency)
    for _, statement in draft.statements():
        yield "statement", statement
        yield from (("allows", leave) for leave in statement.under("allows"))
    yield from (("scale", scale) for scale in draft.scales.under("scales"))
    yield from (("source", source) for source in draft.sources.under("sources"))


def _in_a_guide(competency: Written) -> Iterator[tuple[str, Written]]:
    if guide := competency.fields.get("guide"):
        yield "guide", guide
        if levels := guide.fields.get("at_level"):
            yield "list of levels", levels
        yield from (("piece of support", support) for support in guide.under("support"))
        yield from (("interview question", question) for question in guide.under("questions"))


def _missing_faults(draft: CharterDraft) -> Iterator[Fault]:
    for kind, thing in _things(draft):
        called = f"This {kind}"
        for name in NEEDS[kind]:
            if name not in thing.fields or thing.fields[name].is_empty():
                yield thing.at(name).fault(f"{called} has no {name}.")
        for name in thing.fields.keys() - {*NEEDS[kind], *MAY_HAVE.get(kind, ())}:
            yield thing.at(name).fault(f"{called} has a field “{name}” that nothing reads. Is it misspelt?")
        for name in thing.repeated:
            yield thing.at(name).fault(f"{called} says “{name}” twice; only one would be read.")


def _families(draft: CharterDraft) -> Iterator[tuple[str, Written | None, Written]]:
    """Everything that has a code of its own, with what its code must begin with."""
    yield from (("theme", None, theme) for theme in draft.themes)
    yield from (("principle", theme, principle) for theme, principle in draft.principles())
    yield from (("competency", principle, competency) for principle, competency in draft.competencies())
    yield from (("statement", competency, statement) for competency, statement in draft.statements())


def _code_faults(draft: CharterDraft) -> Iterator[Fault]:
    first: dict[str, Written] = {}
    for kind, parent, thing in _families(draft):
        code, place = thing.said("code"), thing.at("code")
        if not code:
            continue
        if not CODES[kind].fullmatch(code):
            yield place.fault(f"“{code}” does not look like the code of a {kind}.")
        elif parent and not code.startswith(parent.said("code")):
            yield place.fault(
                f"{code} stands under {parent.said('code')}, and its code must begin with that."
            )
        if code in first:
            yield place.fault(f"{code} is already used on line {first[code].line} of {first[code].file}.")
        first.setdefault(code, place)


def _provenance_faults(draft: CharterDraft) -> Iterator[Fault]:
    known = {source.said("code") for source in draft.sources.under("sources")}
    guides = (guide for kind, guide in _things(draft) if kind == "guide")
    for thing in (*(each for _, _, each in _families(draft)), *guides):
        said = thing.said("provenance")
        if said and said not in set(Provenance):
            yield thing.at("provenance").fault(f"“{said}” is not a provenance: {', '.join(Provenance)}.")
    for _, competency in draft.competencies():
        for drawn in competency.under("drawn_from"):
            if (source := drawn.said("source")) and source not in known:
                yield drawn.at("source").fault(f"There is no source {source} in sources.yaml.")


def _competency_faults(draft: CharterDraft) -> Iterator[Fault]:
    for _, competency in draft.competencies():
        code = competency.said("code")
        things = competency.under("things_to_try")
        if things and len(things) != THINGS_TO_TRY:
            yield competency.at("things_to_try").fault(
                f"{code} has {len(things)} things to try; it needs two."
            )
        if (prompt := competency.said("prompt")) and not prompt.endswith("?"):
            yield competency.at("prompt").fault(f"The prompt of {code} is not a question.")
        if len(competency.said("short").split()) > MOST_WORDS_IN_A_SHORT_TITLE:
            yield competency.at("short").fault(f"The short title of {code} has more than four words.")


def _same_words_faults(draft: CharterDraft) -> Iterator[Fault]:
    """The same words twice, where people would read them as two things."""
    first: dict[tuple[str, str], str] = {}
    for _, competency in draft.competencies():
        code = competency.said("code")
        texts = [("short title", competency.at("short")), ("prompt", competency.at("prompt"))]
        texts += [("thing to try", thing) for thing in competency.under("things_to_try")]
        for kind, place in texts:
            key = (kind, place.text.strip().casefold())
            if key[1] and key in first:
                yield place.fault(f"{code} has the same {kind} as {first[key]}.")
            first.setdefault(key, code)


def _statement_faults(draft: CharterDraft) -> Iterator[Fault]:
    for _, statement in draft.statements():
        code, block, text = (statement.said(name) for name in ("code", "block", "text"))
        if block not in set(Block):
            if block:
                yield statement.at("block").fault(
                    f"{code} is about “{block}”: it must be {', '.join(Block)}."
                )
            continue
        if CODES["statement"].fullmatch(code) and code.split(".")[2] != block:
            yield statement.at("block").fault(
                f"{code} says it is about {block}, and its code says otherwise."
            )
        yield from _wording_faults(
            statement, breaches(text, Block(block), statement.said("scale")) if text else {}
        )


def _wording_faults(statement: Written, broken: dict[Rule, str]) -> Iterator[Fault]:
    allowed = {leave.said("rule"): leave for leave in statement.under("allows")}
    for rule, sentence in broken.items():
        if rule not in allowed:
            yield statement.at("text").fault(f"{statement.said('code')} ({rule}): {sentence}")
    for name, leave in allowed.items():
        if name and name not in broken:
            yield leave.at("rule").fault(
                f"{statement.said('code')} has leave to break “{name}” and does not."
            )


def _reference_faults(draft: CharterDraft) -> Iterator[Fault]:
    scales = {scale.said("code") for scale in draft.scales.under("scales")}
    for theme in draft.themes:
        if (shape := theme.said("shape")) and shape not in SHAPES:
            yield theme.at("shape").fault(f"“{shape}” is not a table's shape: {', '.join(SHAPES)}.")
    for _, statement in draft.statements():
        if (scale := statement.said("scale")) and scale not in scales:
            yield statement.at("scale").fault(f"There is no scale {scale} in scales.yaml.")
    for scale_written in draft.scales.under("scales"):
        for name in ("labels", "proportions"):
            entries = scale_written.under(name)
            if entries and len(entries) != LEVELS_A_SCALE:
                yield scale_written.at(name).fault(f"A scale has five {name}; this has {len(entries)}.")
