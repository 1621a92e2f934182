"""The labels that Word counts: "1.", "1.1.", "a)", "II.", bullets.

Counting only; which paragraph is numbered says docx_styles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.reading.docx_names import Element, child, value, w

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_SYMBOL_FONT = re.compile("[\ue000-\uf8ff]")


def roman(number: int) -> str:
    """A number as a lower-case Roman numeral."""
    text = ""
    for amount, letters in _ROMAN:
        while number >= amount:
            text, number = text + letters, number - amount
    return text


def letters(number: int) -> str:
    """1 is a, 26 z, 27 aa, 28 bb, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def written(number: int, form: str) -> str:
    """A number in one of Word's number formats; unknown formats are written in digits."""
    if form == "upperRoman":
        return roman(number).upper()
    if form == "lowerRoman":
        return roman(number)
    if form == "upperLetter":
        return letters(number).upper()
    if form == "lowerLetter":
        return letters(number)
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


@dataclass(frozen=True)
class _Level:
    form: str
    text: str
    start: int
    legal: bool
    restart: int | None


@dataclass
class Numbering:
    """The lists of one document and where each of them has got to."""

    _abstract: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _numbers: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        """From `word/numbering.xml`'s root; None when the document has none."""
        numbering = cls()
        if root is None:
            return numbering
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for abstract in root.iterfind(w("abstractNum")):
            key = abstract.get(w("abstractNumId"), "")
            numbering._abstract[key] = dict(map(_level, abstract.iterfind(w("lvl"))))
            if style := value(abstract, "styleLink"):
                named[style] = key
            if style := value(abstract, "numStyleLink"):
                links[key] = style
        for number in root.iterfind(w("num")):
            key = value(number, "abstractNumId") or ""
            key = named.get(links.get(key, ""), key)
            levels: dict[int, _Level] = {}
            starts: dict[int, int] = {}
            for override in number.iterfind(w("lvlOverride")):
                index = int(override.get(w("ilvl"), "0"))
                start = value(override, "startOverride")
                if start is not None and start.lstrip("-").isdigit():
                    starts[index] = int(start)
                if (own := child(override, "lvl")) is not None:
                    levels[index] = _level(own)[1]
            numbering._numbers[number.get(w("numId"), "")] = (key, levels, starts)
        return numbering

    def next_label(self, number_id: str, level: int) -> str:
        """Count one paragraph of list `number_id` at `level` (0 is the highest); gives its label."""
        if number_id not in self._numbers:
            return ""
        key, own, starts = self._numbers[number_id]
        levels = {**self._abstract.get(key, {}), **own}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        if number_id not in self._begun:
            self._begun.add(number_id)
            for index in starts:
                counts.pop(index, None)
        for index in range(level):
            counts.setdefault(index, starts.get(index, levels[index].start if index in levels else 1))
        begin = starts.get(level, levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else begin
        for deeper in [i for i in counts if i > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and level < restart):
                del counts[deeper]
        return _printed(levels, level, counts)


def _printed(levels: dict[int, _Level], level: int, counts: dict[int, int]) -> str:
    this = levels[level]
    if this.form == "bullet":
        return _SYMBOL_FONT.sub("•", this.text) or "•"

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        form = levels[index].form if index in levels else "decimal"
        return written(counts.get(index, 1), "decimal" if this.legal and form != "decimalZero" else form)

    return re.sub(r"%([1-9])", number, this.text).strip()


def _level(element: Element) -> tuple[int, _Level]:
    start, restart = value(element, "start"), value(element, "lvlRestart")
    return int(element.get(w("ilvl"), "0")), _Level(
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=int(start) if start and start.isdigit() else 1,
        legal=child(element, "isLgl") is not None,
        restart=int(restart) if restart and restart.isdigit() else None,
    )
