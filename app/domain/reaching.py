"""Words to reach people with where no letter does: on a phone, and in a minute with the team."""

from collections.abc import Sequence

from app.domain import letters
from app.domain.charter import Block
from app.domain.takeaways.sentences import number

MOST_LETTERS_IN_A_TEXT = 200
MOST_WORDS_IN_A_HUDDLE = 150  # as many as are read out in a minute


def short_text(*, place: str, blocks: Sequence[Block], until: str) -> str:
    """For a group on a phone, `until` as pages write it. A long name of the place is left out."""
    text = (
        f"how do we work together? {letters.NUMBER_WORDS[letters.minutes(blocks)].capitalize()} minutes, "
        f"until {until}. No page shows anyone else your answers. "
        "Your own link is in your mail: please don’t pass it on."
    )
    whole = f"{place}: {text}"
    return whole if len(whole) <= MOST_LETTERS_IN_A_TEXT else text[0].upper() + text[1:]


def huddle_script(
    *, blocks: Sequence[Block], until: str, hear_by: str | None, fewest_shown: int, ask: str, subject: str
) -> list[str]:
    """To read out. People without a letter turn to `ask`; `subject` is what the letter is called."""
    minutes = letters.NUMBER_WORDS[letters.minutes(blocks)]
    profile = (
        " You get a profile of your own practice, for your eyes only." if Block.PRACTICE in blocks else ""
    )
    promise = f" By {hear_by} we all hear what came of it." if hear_by else ""
    why = (
        f"Until {until} we are all asked how working in partnership looks from where we stand. "
        f"It takes about {minutes} minutes, and a phone is fine. You can stop and come back. "
        f"It is work, so take the time for it at work.{profile}"
    )
    who_sees = (
        "I don’t see what you answer, nor whether you did, and no page shows that to anyone. "
        f"Results are about groups of {number(fewest_shown)} or more."
    )
    how = (
        f"Your own link is in a mail called “{subject}”. No mail? Ask {ask}. "
        "Would you rather not? That is fine: the same link lets you say so."
    )
    return [why, who_sees, how, f"It is for learning. Nobody’s pay or job hangs on it.{promise}"]
