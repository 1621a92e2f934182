"""Footnotes and endnotes of a Word document.

Their printed marks, in the order of their references, and their words.
"""

from __future__ import annotations

from pipeline.reading.clean import squeezed
from pipeline.reading.docx_names import Element, w
from pipeline.reading.docx_numbering import roman
from pipeline.reading.docx_runs import words_of
from pipeline.reading.docx_styles import Styles


class Notes:
    """The notes of one document; a mark is given when its reference is met."""

    def __init__(self, footnotes: Element | None, endnotes: Element | None, styles: Styles) -> None:
        """Take the roots of `word/footnotes.xml` and `word/endnotes.xml`."""
        self._styles = styles
        self._notes = {
            (kind, note.get(w("id"), "")): note
            for kind, root in (("footnote", footnotes), ("endnote", endnotes))
            for note in (root.iterfind(w(kind)) if root is not None else ())
        }
        self._marks: dict[tuple[str, str], str] = {}

    def mark(self, kind: str, key: str) -> str:
        """The printed mark of a reference: 1, 2, … for footnotes, i, ii, … for endnotes (Word's defaults)."""
        if (kind, key) not in self._marks:
            number = 1 + sum(1 for other, _ in self._marks if other == kind)
            self._marks[kind, key] = str(number) if kind == "footnote" else roman(number)
        return self._marks[kind, key]

    def text(self, kind: str, key: str) -> str:
        """The note's words, its paragraphs on lines.

        "" when the document refers to a note that it does not hold.
        """
        note = self._notes.get((kind, key))
        if note is None:
            return ""
        lines = [words_of(paragraph, self._styles).text for paragraph in note.iter(w("p"))]
        return squeezed("\n".join(line for line in lines if line.strip()))
