"""Printed labels at the head of a line: "II.", "1.1.", "a)", "-", "(i)". Their form only.

The order of levels is that of Decree 30/2020 (annex I, part II.5) and of Party papers: Phần/Chương, I., 1.,
1.1., a), -.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LABEL = re.compile(
    r"""
    (?P<part>(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\ +(?:THỨ\ +\w+|thứ\ +\w+|[IVXLC]+|\d+|[A-Z])\b\s*[.:)–-]?)
    | (?P<annex>(?:(?:PHỤ\ LỤC|Phụ\ lục)(?:\ +(?:SỐ|số))?|(?:BIỂU|Biểu)(?:\ +(?:SỐ|số))?(?=\ +[\dIVX]))
        (?:\ +(?:[IVX]+|\d+(?:\.\d+)*[a-z]?|[A-Z])\b)?\s*[.:)–-]?)(?=\s|$)
    | (?P<roman>[IVX]{1,5}\ ?(?:[.)–-]-?|/))(?=\s|\w[^\W\d_A-Z])
    | (?P<capital>[A-HĐ][.)])(?=\s)
    | (?P<decimal>\d{1,2}(?:\.\d{1,2}){1,4}[.)/]?-?)(?=\s+\S)
    | (?P<number>\d{1,2}\ ?(?:[.)]-?(?=\s+\D|[^\W\d])|[/–-]-?(?=\s+\D|[^\W\d][^\W\d_A-Z])))
    | (?P<letter>[a-zđ](?:[.)/]|[a-zđ]\)))(?=\s)
    | (?P<bracket>\((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\))(?=\s)
    | (?P<dash>[-–—](?=\s|[^\W\d]))
    | (?P<bullet>[+*•●○▪■□◦➢✓❖⮚](?=\s|[^\W\d])|(?<![^\s])o(?=\s[A-ZĐÀ-Ỹ]))
    """,
    re.VERBOSE,
)
_LEVELS = {
    "part": 1, "annex": 1, "capital": 1, "roman": 1, "number": 2, "decimal": 3,
    "letter": 4, "bracket": 5, "dash": 5, "bullet": 6,
}  # fmt: skip
HEADING_LENGTH = 180
"""Longest heading in letters; the longest title of the real national report has 130."""


@dataclass(frozen=True)
class Label:
    """A printed label: its kind, the label as printed, and how deep it stands (1 is the highest)."""

    kind: str
    text: str
    level: int


def label_of(line: str) -> Label | None:
    """The label that stands at the head of `line`, or None."""
    match = _LABEL.match(line)
    if match is None or match.lastgroup is None:
        return None
    text, kind = match.group().strip(), match.lastgroup
    rest = line[match.end() :].lstrip(" (*")
    if kind in ("decimal", "number") and rest and not (rest[0].isupper() or rest[0] in "“\"'‘"):
        return None  # "1.5 triệu USD", "12. tháng": a number of the sentence that happens to begin the line
    level = _LEVELS[kind]
    if kind == "decimal":
        level = 1 + len(re.findall(r"\d+", text))
    return Label(kind, text, level)


def is_title(line: str, label: Label | None) -> bool:
    """Whether a line with this label reads as a heading and not as a sentence or a list item."""
    rest = line[len(label.text) :].strip() if label else line
    if not rest:
        return label is not None and label.kind in ("part", "annex")
    if len(rest) > HEADING_LENGTH or rest[-1] in ".;,…/":
        return False
    if label is None:
        return is_upper(rest) and len(rest) >= 4
    if label.kind in ("part", "annex", "capital", "roman"):
        return True
    if label.kind in ("number", "decimal", "letter"):
        return rest[-1] != ":" or len(rest) < 90
    return False


def is_upper(text: str) -> bool:
    """Whether the letters of `text` are capitals (at least two of them)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and all(c.isupper() for c in letters)
