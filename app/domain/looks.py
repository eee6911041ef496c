"""Who looked at results or took them away, and who did what, as sentences. Never about a respondent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = timedelta(days=365)

# Each kind of page, as it reads after a name. A page of results without a word here is kept from nobody's
# record: tests/web/test_looks.py compares.
PAGES = {
    "overview": "looked at the overview of {title}",
    "themes": "looked at a theme of {title}",
    "competencies": "looked at the competencies in {title}",
    "statements": "looked at a single statement in {title}",
    "teams": "looked at the teams in {title}",
    "shared teams": "looked at the shared teams in {title}",
    "levels": "looked at strategic and operational colleagues in {title}",
    "trend": "looked at what has changed since before {title}",
    "help": "looked at the help people want in {title}",
    "training": "looked at the training needs in {title}",
    "conversations": "looked at the conversations worth having in {title}",
    "agreement": "looked at where partners agree in {title}",
    "size": "looked at smaller and larger partners in {title}",
    "report": "looked at the report on {title}",
    "report as a PDF": "downloaded the report on {title} as a PDF",
    "table": "downloaded the table of {title} (CSV)",
    "workbook": "downloaded the tables of {title} as a workbook (XLSX)",
    "picture": "downloaded a picture from {title}",
    "figures by program": "fetched the figures of {title} by program (API)",
}
# Coming and going is nobody's business but the platform's.
NOT_SHOWN = ("signed in", "changed seat")


@dataclass(frozen=True)
class Look:
    """A day's first look of a person at a kind of page."""

    person_id: int
    seat: str
    page: str
    at: datetime
    assessment_code: str
    is_of_partnership: bool
    organisation_id: int | None


@dataclass(frozen=True)
class Noted:
    """A line of the record: a look, or a deed if there is no `page`."""

    at: datetime
    name: str
    seat: str  # and where: "HR director, Northway Homes"
    page: str
    action: str
    subject: str
    title: str  # of the assessment or the action it is about, if it is about one

    @property
    def sentence(self) -> str:
        """What follows the name."""
        if self.page:
            return PAGES.get(self.page, "looked at {title}").format(title=self.title)
        what = self.title or self.subject.partition(": ")[2]
        return f"{self.action}: {what}" if what else self.action
