"""`make docs`: draws an assessment's states from the table the code obeys, so it cannot be wrong."""

from pathlib import Path

from app.domain.assessments import MAY_BECOME

DRAWING = Path("docs/assessment-states.md")
ABOUT = """# An assessment's states

Drawn by `make docs` from `MAY_BECOME` in `app/domain/assessments.py`. Change it there.

"""


def drawn() -> str:
    first, *_ = MAY_BECOME
    arrows = [f"    [*] --> {first}"]
    for state, following in MAY_BECOME.items():
        arrows += [f"    {state} --> {each}" for each in sorted(following)] or [f"    {state} --> [*]"]
    return "\n".join([f"{ABOUT}```mermaid", "stateDiagram-v2", *arrows, "```", ""])


if __name__ == "__main__":
    DRAWING.write_text(drawn())
