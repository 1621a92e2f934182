"""Letters as they come in at a reader's door: one normal form, plain spaces, nothing invisible.

No meaning here.
"""

from __future__ import annotations

import re
import unicodedata

# Soft hyphens, zero-width signs, direction marks: invisible on paper, and they would split words and numbers.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
)
_TABLE = {**_INVISIBLE, **_SPACES}
_RUNS = re.compile(r"[ \t]{2,}")


def clean(text: str) -> str:
    """NFC, exotic spaces as a space, invisible signs out."""
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def single_spaced(text: str) -> str:
    """`clean` text on one line: runs of white space become one space."""
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """`text` with runs of spaces and tabs as one space and no spaces around line ends."""
    return "\n".join(_RUNS.sub(" ", line).strip() for line in text.strip().split("\n"))
