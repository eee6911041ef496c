"""Reads charter/pulse.yaml and charter/meeting_form.yaml: the short forms beside the questionnaire."""

from pathlib import Path

import yaml

from app.domain.charter import Drawn, Provenance
from app.domain.short_forms import (
    MeetingForm,
    MeetingSkill,
    MeetingStatement,
    PulseForm,
    PulseQuestion,
    ShortForms,
)
from app.storage.charter_files import CharterUnreadable, Fields, read_fields


def load_short_forms(folder: Path) -> ShortForms:
    try:
        return ShortForms(
            _pulse(read_fields(folder / "pulse.yaml")), _meeting(read_fields(folder / "meeting_form.yaml"))
        )
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise CharterUnreadable(
            "The short forms cannot be read. good-partners check-charter says where."
        ) from error


def _pulse(fields: Fields) -> PulseForm:
    return PulseForm(
        tuple(_question(each) for each in fields["questions"]),
        fields["cannot_say"],
        Provenance(fields["provenance"]),
    )


def _question(fields: Fields) -> PulseQuestion:
    lists = {name: tuple(fields[name]) for name in ("labels", "few")}
    return PulseQuestion(**{**fields, **lists})


def _meeting(fields: Fields) -> MeetingForm:
    return MeetingForm(
        tuple(_skill(each) for each in fields["skills"]),
        fields["scale"],
        Provenance(fields["provenance"]),
        tuple(Drawn(**each) for each in fields["drawn_from"]),
    )


def _skill(fields: Fields) -> MeetingSkill:
    return MeetingSkill(
        fields["competency"], tuple(MeetingStatement(**each) for each in fields["statements"])
    )
