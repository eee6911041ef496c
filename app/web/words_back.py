"""What somebody had written for herself, on the page that says it was not kept: to send again or copy."""

from dataclasses import dataclass

from fastapi import Request

# By route: the boxes that people write into. Everything else of the form goes along unseen.
BOXES = {
    "journal.save": {"happened": "What happened?", "so_what": "So what?", "now_what": "Now what?"},
    "small_steps.choose": {"own": "What would you like to try?"},
    "meeting_card.make": {
        "role": "My role",
        "offer": "What I can offer",
        "limits": "What I can’t",
        "need": "What I need",
    },
}


@dataclass(frozen=True)
class WordsBack:
    """`boxes`: (field, label, words); `others`: (field, value)."""

    boxes: tuple[tuple[str, str, str], ...]
    others: tuple[tuple[str, str], ...]


def words_back(request: Request) -> WordsBack | None:
    labels = BOXES.get(getattr(request.scope.get("route"), "name", ""), {})
    form = getattr(request.state, "form", {})
    if not any(form.get(field, "").strip() for field in labels):
        return None
    return WordsBack(
        tuple((field, label, form.get(field, "")) for field, label in labels.items()),
        tuple((field, value) for field, value in form.items() if field not in labels),
    )
