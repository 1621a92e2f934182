"""Writes the summary as a Word file in the form of Party or state papers.

Page, styles, header block, signature block and the drawing of blocks belong here; what the paper says is
`outline.py`. Form: decree 30/2020/NĐ-CP, appendix I (A4, margins 20/20/30/20 mm, Times New Roman 14, page
number top centre, hidden on page 1); for Party papers Regulation 66-QĐ/TW and Guide 36-HD/VPTW, whose header
differs.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pipeline.catalogue import IssuingBody, Period
from pipeline.summary.model import Summary
from pipeline.summary.outline import blocks, title
from pipeline.summary.paper import Block, Heading, PageBreak, Paragraph, Table
from pipeline.summary.sentences import say
from pipeline.summary.tables_docx import (
    Footnotes,
    add_field,
    add_rule,
    add_runs,
    add_table,
    borderless_table,
    keep_row_whole,
    set_language,
)
from pipeline.summary.written import write_bytes

FONT = "Times New Roman"
TEXT_WIDTH = Mm(210 - 30 - 20)
TABLE_SIZE = Pt(11)
_LETTER_WIDTH = 0.62
"""Mean width of a bold letter of the header in ems, measured on the two headers in use."""


def write_docx(summary: Summary, path: Path) -> Path | None:
    """Write `national_summary.docx`; returns where a person's changed version was moved to, or None."""
    return write_bytes(Path(path), docx_bytes(summary))


def docx_bytes(summary: Summary) -> bytes:
    """The summary as the bytes of a Word file."""
    document = new_document(
        title(summary), summary.sample, summary.as_of or Period.parse(summary.period).last_day
    )
    head_block(document, summary.body)
    centred(document, "BÁO CÁO", size=15, before=12)
    rule = centred(document, title(summary), size=14)
    rule.paragraph_format.space_after = Pt(12)
    footnotes = Footnotes()
    body = blocks(summary)
    annexes = next(index for index, block in enumerate(body) if isinstance(block, PageBreak))
    draw(document, body[:annexes], footnotes)
    signature_block(document, summary.body)
    draw(document, body[annexes:], footnotes)
    footnotes.attach(document)
    return as_bytes(document)


def new_document(subject: str, sample: bool, made_on: object) -> Document:
    """An empty A4 paper with the house's styles, margins, page numbers and, for sample data, its mark on each
    page.
    """
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    _styles(document)
    set_language(document)
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(number, "PAGE")
    if sample:
        for header in (section.header, section.first_page_header):
            mark = header.paragraphs[0] if header is section.first_page_header else header.add_paragraph()
            mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = mark.add_run(say("sample_mark"))
            run.bold, run.font.size = True, Pt(12)
    properties = document.core_properties
    properties.title, properties.language, properties.author = subject, "vi-VN", "doingoai"
    properties.comments = say("sample_mark") if sample else ""
    moment = datetime.combine(made_on, time(12))  # type: ignore[arg-type]
    properties.created, properties.modified = moment, moment
    return document


def _styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 14)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    for level in (1, 2):
        heading = styles[f"Heading {level}"]
        _font(heading, 14, bold=True)
        heading.paragraph_format.space_before = Pt(12 if level == 1 else 8)
        heading.paragraph_format.space_after = Pt(6)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.first_line_indent = Mm(10)
    caption = styles["Caption"]
    _font(caption, 12, bold=True)
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(4)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, size in (("TableText", 11), ("TableNote", 11)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _font(style, size)
        style.paragraph_format.space_after = Pt(1 if name == "TableText" else 3)
        style.paragraph_format.first_line_indent = Mm(0)
    body = styles.add_style("BodyParagraph", WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = normal
    body.paragraph_format.first_line_indent = Mm(10)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    note = styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    note.base_style = normal
    note.element.set(qn("w:styleId"), "FootnoteText")
    _font(note, 11)
    note.paragraph_format.space_after = Pt(2)
    reference = styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True


def _font(style: object, size: int, bold: bool = False) -> None:
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            # A theme font would win over the name.
            del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(attribute), FONT)


def centred(document: Document, text: str, size: float, before: float = 0, bold: bool = True) -> Any:
    """A centred line, such as the kind of paper and its subject."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(2)
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold or None, Pt(size)
    return paragraph


def head_block(document: Document, body: IssuingBody) -> None:
    """The header block: who issues on the left with the number, the motto and the date on the right.

    Number and date are left to fill in: they are given when the paper is signed.
    """
    left = [(body.parent.upper(), 13, False)] if body.parent else []
    left.append((body.name_vi.upper(), 13, True))
    party = body.form == "party"
    if party:
        left.append(("*", 14, False))
    left.append((body.number_format.format(number="      "), 14 if party else 13, False))
    # Decree 30/2020 gives 12-13 for the country's name and 13-14 for the motto: 12 keeps it on one line.
    right = [(line, 15 if party else 12 + index, True) for index, line in enumerate(body.header)]
    shares = (47, 53) if party else (40, 60)
    table = borderless_table(document, shares, TEXT_WIDTH)
    ruled = {body.header[-1]: 1.0} | ({} if party else {body.name_vi.upper(): 0.5})
    for cell, lines, part in zip(table.rows[0].cells, (left, right), shares, strict=True):
        for index, (text, size, bold) in enumerate(lines):
            paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(1)
            run = paragraph.add_run(text)
            run.bold, run.font.size = bold or None, Pt(size)
            if text in ruled:
                length = int(len(text) * Pt(size) * _LETTER_WIDTH * ruled[text])
                add_rule(cell, max(0, (int(TEXT_WIDTH * part / 100) - length) // 2 - Mm(2)))
    dated = table.rows[0].cells[1].add_paragraph()
    dated.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dated.paragraph_format.space_before = Pt(10)
    run = dated.add_run(f"{body.place}, ngày      tháng      năm        ")
    run.italic, run.font.size = True, Pt(14)


def signature_block(document: Document, body: IssuingBody) -> None:
    """Addressees on the left, the signer's title on the right; the name is left to write."""
    table = borderless_table(document, (55, 45), TEXT_WIDTH)
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    first = left.paragraphs[0]
    run = first.add_run("Nơi nhận:")
    run.bold, run.italic, run.font.size = True, True, Pt(12)
    first.paragraph_format.space_after = Pt(0)
    last = len(body.addressees) - 1
    for index, addressee in enumerate(body.addressees):
        line = left.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"- {addressee}{'.' if index == last else ','}").font.size = Pt(11)
    for index, text in enumerate(body.signature):
        line = right.paragraphs[0] if index == 0 else right.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(0)
        line.add_run(text).bold = True


def draw(document: Document, body: tuple[Block, ...], footnotes: Footnotes) -> None:
    """Draw blocks one after another."""
    new_page = False
    for block in body:
        match block:
            case PageBreak():
                new_page = True
                continue
            case Heading(level, text):
                drawn = document.add_heading(text, level)
                if text.isupper():
                    drawn.alignment = WD_ALIGN_PARAGRAPH.CENTER
                    drawn.paragraph_format.first_line_indent = Mm(0)
            case Paragraph(runs, _):
                drawn = document.add_paragraph(style="BodyParagraph")
                drawn.paragraph_format.keep_with_next = block is body[-1]
                add_runs(drawn, runs, footnotes)
            case Table():
                add_table(document, block, TEXT_WIDTH, TABLE_SIZE)
                continue
        if new_page:
            drawn.paragraph_format.page_break_before = True
            new_page = False


def as_bytes(document: Document) -> bytes:
    """The bytes of a python-docx document."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
