"""What an organisation chooses for itself: its name, whom staff can ask, how many answers a figure takes."""

from dataclasses import dataclass

from app.domain.assessments import FEWEST_ANSWERS_SHOWN, FEWEST_IN_DISTRIBUTION
from app.domain.drafts import MOST_ANSWERS_ASKED_FOR
from app.domain.errors import Invalid
from app.domain.letters import LOOKS_LIKE_A_LINK

LONGEST_NAME = 120
LONGEST_DETAILS = 200
MOST_STAFF = 1_000_000
LOOK_AGAIN = "This needs another look."
NO_LINKS = "Leave links out of a name: it stands in letters."

Faults = dict[str, str | None]


@dataclass(frozen=True)
class Thresholds:
    """How many answers it takes at least: for a figure, and for how many gave which answer."""

    fewest_shown: int = FEWEST_ANSWERS_SHOWN
    fewest_in_distribution: int = FEWEST_IN_DISTRIBUTION


@dataclass(frozen=True)
class Contact:
    """Whom staff can ask about an assessment: a name, and an address or a telephone number."""

    name: str = ""
    details: str = ""

    @property
    def is_email(self) -> bool:
        return "@" in self.details and " " not in self.details


AS_EVERYWHERE = Thresholds()
NOBODY = Contact()


@dataclass(frozen=True)
class OwnSettings:
    thresholds: Thresholds = AS_EVERYWHERE
    contact: Contact = NOBODY
    is_closed: bool = False


def highest(several: list[Thresholds]) -> Thresholds:
    """For an assessment of several organisations: what each has asked for at least."""
    return Thresholds(
        max((each.fewest_shown for each in several), default=FEWEST_ANSWERS_SHOWN),
        max((each.fewest_in_distribution for each in several), default=FEWEST_IN_DISTRIBUTION),
    )


def require_place(name: str, staff: int | None) -> int:
    """The number of staff, if name and number can stay as they are."""
    _require({"name": why_not_name(name), "staff": _why_not_staff(staff)})
    return staff or 0


def why_not_name(name: str) -> str | None:
    if not name:
        return "Write the name."
    if len(name) > LONGEST_NAME:
        return f"Keep the name to {LONGEST_NAME} letters."
    return why_not_link(name)


def why_not_link(name: str) -> str | None:
    """Names stand in letters to people who do not know us yet."""
    return NO_LINKS if LOOKS_LIKE_A_LINK.search(name) else None


def _why_not_staff(staff: int | None) -> str | None:
    if staff is None or not 1 <= staff <= MOST_STAFF:
        return "Give a whole number of people, such as 420."
    return None


def require_contact(contact: Contact) -> None:
    """Both parts or neither: a name alone reaches nobody."""
    needs_details = bool(contact.name) and not contact.details
    needs_name = bool(contact.details) and not contact.name
    name = "Write who it is, such as “Priya in the people team”." if needs_name else None
    details = "Write an email address or a telephone number." if needs_details else None
    if len(contact.name) > LONGEST_NAME:
        name = f"Keep it to {LONGEST_NAME} letters."
    if len(contact.details) > LONGEST_DETAILS:
        details = f"Keep it to {LONGEST_DETAILS} letters."
    _require({"contact_name": name, "contact_details": details})


def require_rise(now: Thresholds, shown: int | None, in_distribution: int | None) -> Thresholds:
    """Neither goes down, whoever asks."""
    shown_fault = _why_not_rise(now.fewest_shown, shown)
    distribution_fault = _why_not_rise(now.fewest_in_distribution, in_distribution)
    if not distribution_fault and shown and in_distribution and in_distribution < shown:
        distribution_fault = f"Give at least {shown}, as many as a figure takes."
    _require({"fewest_shown": shown_fault, "fewest_in_distribution": distribution_fault})
    return Thresholds(shown or now.fewest_shown, in_distribution or now.fewest_in_distribution)


def _why_not_rise(now: int, wanted: int | None) -> str | None:
    if wanted is None:
        return "Give a whole number."
    if wanted < now:
        return f"It is {now} now, and can only rise."
    if wanted > max(now, MOST_ANSWERS_ASKED_FOR):
        return f"More than {MOST_ANSWERS_ASKED_FOR} would leave little to show. Choose a smaller number."
    return None


def _require(faults: Faults) -> None:
    problems = {field: sentence for field, sentence in faults.items() if sentence}
    if problems:
        raise Invalid(LOOK_AGAIN, problems)
