"""Styles of a Word document as far as reading needs them.

Outline level, numbering, bold, hidden, through inheritance.
"""

from __future__ import annotations

import re

from pipeline.reading.docx_names import Element, child, switch, value, w

_HEADING = re.compile(r"^(?:heading|tiêu đề|đầu đề)\s*([1-9])$", re.IGNORECASE)
_DEPTH = 12
"""Longest chain of basedOn that is followed; a longer one is a circle."""


class Styles:
    """The styles by id."""

    def __init__(self, root: Element | None) -> None:
        """Take `word/styles.xml`'s root; None when the document has none."""
        self._styles: dict[str, Element] = {}
        self._default = ""
        for style in root.iterfind(w("style")) if root is not None else ():
            style_id = style.get(w("styleId"), "")
            self._styles[style_id] = style
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true"):
                self._default = style_id

    def chain(self, style_id: str | None, *, paragraph: bool = True) -> list[Element]:
        """The style and those that it is based on, nearest first."""
        found: list[Element] = []
        current = style_id or (self._default if paragraph else "")
        while current in self._styles and len(found) < _DEPTH:
            style = self._styles[current]
            found.append(style)
            current = value(style, "basedOn") or ""
        return found

    def heading_level(self, properties: Element | None) -> int:
        """1-based outline level of a paragraph with these w:pPr, 0 for body text."""
        own = value(properties, "outlineLvl")
        levels = [own] if own is not None else []
        for style in self.chain(value(properties, "pStyle")):
            name = value(style, "name") or ""
            if match := _HEADING.match(name):
                levels.append(str(int(match[1]) - 1))
            elif name.lower() == "title":
                levels.append("0")
            elif (outline := value(style, "pPr", "outlineLvl")) is not None:
                levels.append(outline)
        return int(levels[0]) + 1 if levels and levels[0].isdigit() and int(levels[0]) < 9 else 0

    def numbering(self, properties: Element | None) -> tuple[str, int] | None:
        """(numId, level) of a paragraph, its own or its style's; None when it is not numbered."""
        sources = [child(properties, "numPr")]
        sources += [child(style, "pPr", "numPr") for style in self.chain(value(properties, "pStyle"))]
        number: str | None = None
        level: str | None = None
        for source in sources:
            level = level if level is not None else value(source, "ilvl")
            number = number if number is not None else value(source, "numId")
        if number is None or number == "0":
            return None
        return number, int(level) if level and level.isdigit() else 0

    def run_switch(self, run: Element | None, paragraph: Element | None, name: str) -> bool:
        """A toggle of a run: its own, else its character style's, else its paragraph style's."""
        own = switch(child(run, "rPr"), name)
        if own is not None:
            return own
        styles = self.chain(value(run, "rPr", "rStyle"), paragraph=False)
        styles += self.chain(value(paragraph, "pStyle"))
        for style in styles:
            said = switch(child(style, "rPr"), name)
            if said is not None:
                return said
        return False
