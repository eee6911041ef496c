"""What can be refused, in sentences a person can act on. The web floor picks the HTTP status."""

NO_SUCH_PAGE = "There is no such page."


class DomainError(Exception):
    """A refusal; the message is a sentence to show."""


class NotFound(DomainError):
    """It does not exist, or this person may not learn that it does: whichever it is, in the same words."""


class NotAllowed(DomainError):
    """It exists, and this person may not do that to it."""


class Conflict(DomainError):
    """It was possible a moment ago, or will be later, but not as things stand."""


class Busy(DomainError):
    """Too much of it is being done at once, or it took too long; later it may well be possible."""


class Invalid(DomainError):
    """What was sent does not make sense; `problems` maps each field at fault to a sentence."""

    def __init__(self, message: str, problems: dict[str, str]) -> None:
        super().__init__(message)
        self.problems = problems


class TooManyTries(DomainError):
    """Somebody has guessed too often; `wait_minutes` says when to try again."""

    def __init__(self, message: str, wait_minutes: int) -> None:
        super().__init__(message)
        self.wait_minutes = wait_minutes
