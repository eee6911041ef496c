"""A QR code as the path of an SVG, so that a page draws it without a script or a picture from elsewhere."""

from dataclasses import dataclass

import segno

QUIET = 4  # modules of white around it, without which phones do not find it


@dataclass(frozen=True)
class QrCode:
    """`size` is the side in modules, the white around it among them; `path` blackens the dark ones."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """Readable with a seventh of it worn away."""
    rows = list(segno.make(text, error="m", micro=False).matrix_iter(border=QUIET))
    dark = (
        f"M{column} {row}h1v1h-1z"
        for row, modules in enumerate(rows)
        for column, is_dark in enumerate(modules)
        if is_dark
    )
    return QrCode(len(rows), "".join(dark))
