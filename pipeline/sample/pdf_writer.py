"""Writes a paper as a born-digital PDF with typst, in the fonts that typst brings along.

With `fallback_font` the letters U+1EA0..U+1EF9 come from another font and are drawn apart from the rest of
their paragraph, as happens when the main font lacks them: a reader that trusts the order of drawing loses
them.
"""

from __future__ import annotations

import json

import typst

from .marker import MARK
from .paper import Heading, Item, Pagebreak, Paper, Table, Text, split_marks

_PREAMBLE = """
#set document(title: {mark}, author: "doingoai", date: none)
#set page(paper: "a4", margin: (left: 30mm, right: 16mm, top: 22mm, bottom: 20mm),
  header: align(center, text(9pt, {mark})), footer: context align(center, text(9pt, counter(page).display())))
#set text(font: {font}, size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: 0.8em, spacing: 0.9em)
#set table(stroke: 0.5pt, inset: 4pt)
"""
_PLAIN_FONT = '"Libertinus Serif"'
_MIXED_FONT = '((name: "Libertinus Serif", covers: regex("[^\\u{1EA0}-\\u{1EF9}]")), "New Computer Modern")'
_SPLIT = """
#let marked = regex("[\\u{1EA0}-\\u{1EF9}]")
#let unmarked = regex("[^\\u{1EA0}-\\u{1EF9}]+")
#let para(body) = block(breakable: false, width: 100%)[
  #place(top + left, block(width: 100%)[#show unmarked: hide
    #body])
  #show marked: hide
  #body]
"""
_WHOLE = "#let para(body) = block(width: 100%, body)\n"


def write_pdf(paper: Paper, *, fallback_font: bool = False) -> bytes:
    """The paper as PDF bytes, the same for the same paper. Raises `typst.TypstError`."""
    return bytes(
        typst.compile(
            typst_source(paper, fallback_font=fallback_font).encode(),
            ignore_system_fonts=True,
            pdf_tags=False,
        )
    )


def typst_source(paper: Paper, *, fallback_font: bool = False) -> str:
    """The paper in typst's markup."""
    font = _MIXED_FONT if fallback_font else _PLAIN_FONT
    out = [_PREAMBLE.replace("{mark}", _string(MARK)).replace("{font}", font)]
    out.append(_SPLIT if fallback_font else _WHOLE)
    notes = () if fallback_font else paper.notes
    if paper.letterhead:
        head = paper.letterhead
        left = [*(_bold(line) for line in head.left), f"#text({_string(head.number)})"]
        right = [*(_bold(line) for line in head.right), f"#emph(text({_string(head.place_date)}))"]
        out.append(_columns(left, right, "(42%, 58%)"))
    out += [
        f"#align(center, strong(text({14 - index}pt, {_string(line)})))"
        for index, line in enumerate(paper.title)
    ]
    for block in paper.blocks:
        out.append(_block(block, notes))
    if fallback_font and paper.notes:
        out.append("#line(length: 30%)")
        out += [
            f"#para[#text(10pt, {_string(f'{mark} {note}')})]"
            for mark, note in enumerate(paper.notes, start=1)
        ]
    if paper.signature:
        left = [
            f"#emph(strong({_string('Nơi nhận:')}))",
            *(f"#text(10pt, {_string(x)})" for x in paper.recipients),
        ]
        right = [_bold(line) for line in paper.signature]
        out.append(_columns(left, right, "(50%, 50%)", left_align="left"))
    for block in paper.annexes:
        out.append(_block(block, notes))
    return "\n\n".join(out)


def _block(block: object, notes: tuple[str, ...]) -> str:
    if isinstance(block, Heading):
        style = "strong" if block.level < 3 else "emph"
        if block.text.startswith("PHỤ LỤC"):
            return f"#align(center, strong(text({_string(block.text)})))"
        return f"#block(sticky: true)[#h(1cm)#{style}[{_marked(block.text, notes)}]]"
    if isinstance(block, Text):
        return f"#para[#h(1cm){_marked(block.text + block.inserted, notes)}]"
    if isinstance(block, Item):
        lead = f"{block.number}. " if block.number else f"{block.sign} "
        return f"#para[#h(1cm)#text({_string(lead)}){_marked(block.text, notes)}]"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Pagebreak):
        return "#pagebreak()"
    raise TypeError(f"no block: {block!r}")


def _table(content: Table) -> str:
    widths = ", ".join(f"{share}fr" for share in content.widths or (1,) * len(content.header[0]))
    out = f"#align(center, strong(text({_string(content.caption)})))\n\n"
    if content.unit_note:
        out += f"#align(right, emph(text({_string(content.unit_note)})))\n\n"
    out += f"#table(columns: ({widths}),\n  table.header("
    for index, row in enumerate(content.header):
        for column, cell in enumerate(row):
            span = next((s for s in content.spans if s[:2] == (index, column)), None)
            if span is None and _covered(content, index, column):
                continue
            across = f"rowspan: {span[2]}, colspan: {span[3]}, " if span else ""
            out += f"table.cell({across}align: center + horizon, strong(text(11pt, {_string(cell)}))), "
    out += "),\n"
    last = len(content.rows) - 1
    for index, cells in enumerate(content.rows):
        weight = ', weight: "bold"' if content.total and index == last else ""
        out += "  " + "".join(f"text(11pt{weight}, {_string(cell)}), " for cell in cells) + "\n"
    return out + ")"


def _covered(content: Table, index: int, column: int) -> bool:
    return any(
        top <= index < top + rows and left <= column < left + columns
        for top, left, rows, columns in content.spans
    )


def _columns(left: list[str], right: list[str], widths: str, left_align: str = "center") -> str:
    sides = (" #linebreak() ".join(left), " #linebreak() ".join(right))
    return (
        f"#grid(columns: {widths}, align({left_align})[#set par(justify: false)\n{sides[0]}], "
        f"align(center)[#set par(justify: false)\n{sides[1]}])"
    )


def _bold(line: str) -> str:
    return f"#strong(text({_string(line)}))"


def _marked(text: str, notes: tuple[str, ...]) -> str:
    """A text with its footnotes; without notes the marks are printed as superscript numbers."""
    out = ""
    for piece, mark in split_marks(text):
        if not mark:
            out += f"#text({_string(piece)})"
        elif notes:
            out += f"#footnote(text({_string(notes[mark - 1])}))"
        else:
            out += f"#super({_string(str(mark))})"
    return out


def _string(text: str) -> str:
    """A typst string literal."""
    return json.dumps(text, ensure_ascii=False)
