"""The words of one Word paragraph: insertions in, deletions out, note marks lifted, boxes aside.

What kind of block the paragraph is belongs to docx_reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.reading.clean import clean
from pipeline.reading.docx_names import ALTERNATE, CHOICE, FALLBACK, MATH_TEXT, Element, child, value, w
from pipeline.reading.docx_styles import Styles

_LEFT_OUT = {
    w(name)
    for name in (
        "del", "moveFrom", "delText", "delInstrText", "instrText", "pPr", "rPr", "sdtPr", "sdtEndPr",
        "footnoteRef", "endnoteRef", "annotationRef", "softHyphen", "rt",
    )
}  # fmt: skip
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Words:
    """What a paragraph says."""

    text: str = ""
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    """(footnote or endnote, its id, offset in `text`) of each reference."""
    textboxes: list[Element] = field(default_factory=list)
    """The w:txbxContent elements that hang on the paragraph, once each."""
    bold: bool = False
    """All its letters are bold."""
    continues: bool = False
    """Its paragraph mark is deleted: the next paragraph goes on in the same line."""


class _Walk:
    def __init__(self, styles: Styles, properties: Element | None) -> None:
        self.styles, self.properties = styles, properties
        self.parts: list[str] = []
        self.length = 0
        self.words = Words()
        self.fields: list[bool] = []  # one entry an open field: True while its instruction runs
        self.letters = self.bold_letters = 0

    def add(self, text: str) -> None:
        if not any(self.fields):
            self.parts.append(text)
            self.length += len(text)

    def element(self, element: Element, run: Element | None) -> None:
        tag = element.tag
        if tag in _LEFT_OUT or not isinstance(tag, str):
            return
        if tag == w("r"):
            self.run(element)
        elif tag == w("t") or tag == MATH_TEXT:
            self.letters_of(element.text or "", run)
        elif tag in _SIGNS:
            self.add(_SIGNS[tag])
        elif tag == w("br"):
            self.add("\n" if element.get(w("type"), "textWrapping") == "textWrapping" else " ")
        elif tag == w("sym"):
            self.add("•")  # a sign of a symbol font: its code says nothing outside that font
        elif tag == w("fldChar"):
            self.field(element.get(w("fldCharType"), ""))
        elif tag in (w("footnoteReference"), w("endnoteReference")):
            kind = "footnote" if tag == w("footnoteReference") else "endnote"
            self.words.notes.append((kind, element.get(w("id"), ""), self.length))
        elif tag == w("txbxContent"):
            self.words.textboxes.append(element)
        elif tag == ALTERNATE:
            chosen = element.find(CHOICE)
            chosen = chosen if chosen is not None else element.find(FALLBACK)
            if chosen is not None:
                self.children(chosen, run)
        else:
            self.children(element, run)

    def children(self, element: Element, run: Element | None) -> None:
        for inner in element:
            self.element(inner, run)

    def run(self, run: Element) -> None:
        hidden = self.styles.run_switch(run, self.properties, "vanish")
        own_mark = any(
            c.get(w("customMarkFollows")) in ("1", "true")
            for c in run
            if c.tag in (w("footnoteReference"), w("endnoteReference"))
        )
        for inner in run:
            if (hidden and inner.tag != w("fldChar")) or (own_mark and inner.tag in (w("t"), w("sym"))):
                continue
            self.element(inner, run)

    def letters_of(self, text: str, run: Element | None) -> None:
        if run is not None and text.strip().isdigit() and value(run, "rPr", "vertAlign") == "superscript":
            text = text.translate(_HIGH)  # "m²", or a mark typed by hand: never to be glued to a number
        self.add(text)
        if text.strip():
            count = len(text.strip())
            self.letters += count
            self.bold_letters += count if self.styles.run_switch(run, self.properties, "b") else 0

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()


def words_of(paragraph: Element, styles: Styles) -> Words:
    """What a w:p says. Offsets of notes count letters of the cleaned text."""
    properties = child(paragraph, "pPr")
    walk = _Walk(styles, properties)
    walk.children(paragraph, None)
    words = walk.words
    raw = "".join(walk.parts)
    words.text = clean(raw)
    if words.notes:
        words.notes = [(kind, key, len(clean(raw[:at]))) for kind, key, at in words.notes]
    words.bold = walk.letters > 0 and walk.bold_letters == walk.letters
    words.continues = child(properties, "rPr", "del") is not None
    return words


def joined(first: Words, second: Words) -> Words:
    """Two paragraphs whose dividing mark is deleted, as one."""
    shift = len(first.text)
    return Words(
        text=first.text + second.text,
        notes=first.notes + [(kind, key, at + shift) for kind, key, at in second.notes],
        textboxes=first.textboxes + second.textboxes,
        bold=first.bold and second.bold,
        continues=second.continues,
    )
