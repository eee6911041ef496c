"""Pages nearly the same for everybody: rendered once, cut where they differ, and joined for each person.

A statements page has some sixty radio buttons. Looping over them for every save costs more than the save.
"""

from collections.abc import Mapping

from markupsafe import Markup

# A private-use character: no text of ours has one, and what people type never reaches a cut page's template.
CUT = "\ue000"


def hole(name: str) -> Markup:
    """In a template: here comes what differs."""
    return Markup(CUT + name + CUT)  # noqa: S704 - a fixed character and a name of ours, nothing typed


class CutPage:
    """The values for the holes are HTML: escape what people typed. A hole without a value stays empty."""

    def __init__(self, html: str) -> None:
        pieces = html.split(CUT)
        self._pieces = pieces
        self._holes = [(place, pieces[place]) for place in range(1, len(pieces), 2)]

    def fill(self, values: Mapping[str, str]) -> str:
        pieces = self._pieces.copy()
        for place, name in self._holes:
            pieces[place] = values.get(name, "")
        return "".join(pieces)
