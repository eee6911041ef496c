"""Reads charter/*.yaml into charters: one for each version there has been."""

from pathlib import Path
from typing import Any

import yaml

from app.domain.charter import (
    Block,
    Charter,
    CharterLibrary,
    Competency,
    Cost,
    Drawn,
    Guide,
    InterviewQuestion,
    Principle,
    Provenance,
    Scale,
    Source,
    Statement,
    Support,
    Theme,
)
from app.domain.people import RoleLevel
from app.domain.version_rules import version_order

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is eight times as fast

Fields = dict[str, Any]


class CharterUnreadable(Exception):
    """The files are not a charter. `good-partners check-charter` says which line is at fault."""


def load_library(folder: Path) -> CharterLibrary:
    versions = sorted((path.stem for path in folder.glob("versions/*.yaml")), key=version_order)
    if not versions:
        raise CharterUnreadable(f"There is no version of the charter in {folder}.")
    return CharterLibrary(tuple(load_version(folder, version) for version in versions))


def load_version(folder: Path, version: str) -> Charter:
    try:
        return _charter(folder, version)
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CharterUnreadable(
            f"Version {version} of the charter cannot be read. good-partners check-charter says where."
        ) from error


def read_fields(path: Path) -> Fields:
    fields: Fields = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506 - the safe loader, in C
    return fields


def _charter(folder: Path, version: str) -> Charter:
    fields = read_fields(folder / "versions" / f"{version}.yaml")
    scales = (_scale(each) for each in read_fields(folder / "scales.yaml")["scales"])
    return Charter(
        version=fields["version"],
        published_on=fields["published_on"],
        summary=fields["summary"],
        themes=tuple(_theme(read_fields(folder / "themes" / f"{code}.yaml")) for code in fields["themes"]),
        scales={scale.code: scale for scale in scales},
        sources=tuple(Source(**each) for each in read_fields(folder / "sources.yaml")["sources"]),
        asked=tuple(fields["asks"]),
    )


def _scale(fields: Fields) -> Scale:
    first, second, third, fourth, fifth = fields["labels"]
    proportions = fields["proportions"]
    return Scale(
        code=fields["code"],
        stem=fields["stem"],
        labels=(first, second, third, fourth, fifth),
        proportions=(proportions[0], proportions[1], proportions[2], proportions[3], proportions[4]),
        measures=fields["measures"],
    )


def _theme(fields: Fields) -> Theme:
    return Theme(
        code=fields["code"],
        title=fields["title"],
        short=fields["short"],
        shape=fields["shape"],
        means=fields["means"],
        provenance=Provenance(fields["provenance"]),
        principles=tuple(_principle(each) for each in fields["principles"]),
    )


def _principle(fields: Fields) -> Principle:
    return Principle(
        code=fields["code"],
        title=fields["title"],
        provenance=Provenance(fields["provenance"]),
        competencies=tuple(_competency(each) for each in fields["competencies"]),
    )


def _competency(fields: Fields) -> Competency:
    first, second = fields["things_to_try"]
    return Competency(
        code=fields["code"],
        title=fields["title"],
        short=fields["short"],
        definition=fields["definition"],
        behaviours=tuple(fields["behaviours"]),
        drawn_from=tuple(Drawn(**each) for each in fields["drawn_from"]),
        provenance=Provenance(fields["provenance"]),
        statements=tuple(_statement(each) for each in fields["statements"]),
        things_to_try=(first, second),
        prompt=fields["prompt"],
        guide=_guide(fields["guide"]),
        skill_in_source=fields.get("skill_in_source"),
    )


def _guide(fields: Fields) -> Guide:
    first, second = (_question(each) for each in fields["questions"])
    suggested_for = fields.get("suggested_for")
    return Guide(
        advert=fields["advert"],
        at_level={RoleLevel(level): text for level, text in fields["at_level"].items()},
        support=tuple(Support(each["what"], Cost(each["costs"])) for each in fields["support"]),
        would_not_see=tuple(fields["would_not_see"]),
        questions=(first, second),
        provenance=Provenance(fields["provenance"]),
        suggested_for=RoleLevel(suggested_for) if suggested_for else None,
    )


def _question(fields: Fields) -> InterviewQuestion:
    return InterviewQuestion(fields["ask"], tuple(fields["strong"]), tuple(fields["weak"]))


def _statement(fields: Fields) -> Statement:
    return Statement(
        code=fields["code"],
        block=Block(fields["block"]),
        text=fields["text"],
        scale=fields["scale"],
        provenance=Provenance(fields["provenance"]),
    )
