"""Makes fetched files small: cuts fonts to the letters that pages use, compresses the chart library."""

import gzip
import io
import re
from pathlib import Path

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

# The letters, figures and signs of our own texts. gp.css repeats this list as the fonts' unicode-range:
# a character outside it, in somebody's name, makes the browser fetch the whole Latin font besides.
CORE = "20-7E,A0,A3,A7,A9,B7,D7,E9,2013-2014,2018-2019,201C-201D,2026,2192,2212"
FEATURES = ("kern", "tnum", "mark", "mkmk")  # tnum: figures of one width, for tables
WEIGHTS = (400, 700)
STYLES = re.compile(r'=\{("X,X div":.+?)\};')  # Plotly writes X for itself
RULE = re.compile(r"""(?:"([^"]+)"|\w+):(?:"([^"]*)"|'([^']*)')""")
PLOTLY = ".js-plotly-plot .plotly"
NEVER_SHOWN = ("modebar", "data-title", "cloud-dialog")  # the buttons and dialogues that dash.js turns off


def subset_font(font: bytes) -> bytes:
    face = TTFont(io.BytesIO(font), recalcTimestamp=False)
    if "fvar" in face:
        face = instancer.instantiateVariableFont(face, {"wght": WEIGHTS})
    options = subset.Options(flavor="woff2", layout_features=list(FEATURES), hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(CORE))
    subsetter.subset(face)
    face.flavor = "woff2"
    small = io.BytesIO()
    face.save(small)
    return small.getvalue()


def compress(path: Path) -> None:
    body = path.read_bytes()
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(body, mtime=0))
    path.with_name(path.name + ".br").write_bytes(brotli.compress(body))


def plotly_styles(library: str) -> str:
    """The rules that Plotly would write into the page itself, which our content security policy forbids.

    It leaves that be where it finds a stylesheet of its own name and class (dash.js puts it there).
    """
    found = STYLES.search(library)
    if found is None:
        raise LookupError("Plotly's own style rules are no longer where they were; see tools/pressing.py.")
    rules = [(selector, double or single) for selector, double, single in RULE.findall(found[1])]
    wanted = [rule for rule in rules if "X" in rule[0] and not any(each in rule[0] for each in NEVER_SHOWN)]
    # Plotly inserts each rule before the ones it has, so the last of them comes first.
    return "".join(f"{selector.replace('X', PLOTLY)}{{{style}}}\n" for selector, style in reversed(wanted))
