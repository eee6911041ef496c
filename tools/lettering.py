"""Faces for pictures and papers made on the server: one file a weight, and how wide each letter is."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FACES = {  # file → family, weight, what it is put together from
    "figtree-400.ttf": ("Figtree", 400, ("figtree-latin.woff2", "figtree-latin-ext.woff2")),
    "figtree-700.ttf": ("Figtree", 700, ("figtree-latin.woff2", "figtree-latin-ext.woff2")),
    "bricolage-700.ttf": ("Bricolage", 700, ("bricolage-latin.woff2",)),
}
WIDTHS = "letters.json"
FEATURES = ("kern", "tnum", "mark", "mkmk")


def make_faces(folder: Path) -> None:
    """Out of the web fonts in the folder."""
    widths = {}
    for name, (family, weight, sources) in FACES.items():
        with TemporaryDirectory() as pieces:
            paths = [_piece(folder / source, weight, Path(pieces)) for source in sources]
            options = merge.Options(drop_tables=["GSUB"])
            face = merge.Merger(options).merge(paths) if len(paths) > 1 else TTFont(paths[0])
        face.recalcTimestamp = False
        _rename(face, family, weight)
        face.save(folder / name)
        widths[f"{family} {weight}"] = _widths(face)
    (folder / WIDTHS).write_text(json.dumps(widths))


def _piece(source: Path, weight: int, folder: Path) -> str:
    face = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)
    if "fvar" in face:
        face = instancer.instantiateVariableFont(face, {"wght": weight})
    subsetter = subset.Subsetter(subset.Options(layout_features=list(FEATURES), hinting=False))
    subsetter.populate(unicodes=face.getBestCmap())
    subsetter.subset(face)
    face.flavor = None
    path = folder / f"{source.stem}.ttf"
    face.save(path)
    return str(path)


def _rename(face: TTFont, family: str, weight: int) -> None:
    """To what stylesheets call it: inside it goes by the name of another of its weights."""
    names = face["name"]
    for number in (16, 17, 21, 22):
        names.removeNames(nameID=number)
    names.setName(family, 1, 3, 1, 0x409)
    names.setName("Bold" if weight == 700 else "Regular", 2, 3, 1, 0x409)
    face["OS/2"].usWeightClass = weight


def _widths(face: TTFont) -> dict[str, int]:
    """Of each letter, in thousandths of the size."""
    scale, advances = face["head"].unitsPerEm, face["hmtx"]
    return {
        chr(letter): round(1000 * advances[glyph][0] / scale) for letter, glyph in face.getBestCmap().items()
    }
