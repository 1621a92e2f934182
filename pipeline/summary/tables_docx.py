"""Tables and low-level parts of a Word file that python-docx has no words for.

Repeated header rows, borders, fixed widths, page numbers from page 2, real footnotes, the document's
language. What a paper says is not decided here. Element names are those of ECMA-376 part 1
(WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from pipeline.summary.paper import Cell, Run, Table

FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
FOOTNOTES_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


class Footnotes:
    """Collects a document's footnotes and writes them as a real `footnotes.xml` part at the end."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def add(self, paragraph: Any, text: str) -> None:
        """Put a footnote mark at the paragraph's end."""
        self._texts.append(text)
        run = paragraph.add_run(style="footnote reference")
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._texts)))
        run._r.append(reference)

    def attach(self, document: Document) -> None:
        """Write the part and relate it to the document; without any note nothing is written."""
        if not self._texts:
            return
        root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0">'
            "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        for index, text in enumerate(self._texts, start=1):
            note = parse_xml(
                f'<w:footnote {nsdecls("w")} w:id="{index}">'
                '<w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
                '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
                '<w:r><w:t xml:space="preserve"></w:t></w:r></w:p></w:footnote>'
            )
            note.findall(f".//{qn('w:t')}")[-1].text = f" {text}"
            root.append(note)
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, blob, document.part.package)
        document.part.relate_to(part, FOOTNOTES_REL)
        settings = document.settings.element
        properties = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        )
        compat = settings.find(qn("w:compat"))
        if compat is None:
            settings.append(properties)
        else:
            compat.addprevious(properties)


def add_runs(paragraph: Any, runs: Sequence[Run], footnotes: Footnotes | None) -> None:
    """Append runs to a python-docx paragraph; notes go to `footnotes`."""
    for run in runs:
        if run.style == "note":
            if footnotes is None:
                raise ValueError("chú thích chỉ đặt được trong phần lời văn, không đặt trong bảng")
            footnotes.add(paragraph, run.text)
            continue
        added = paragraph.add_run(run.text)
        added.bold = run.style == "bold" or None
        added.italic = run.style == "italic" or None


def add_field(paragraph: Any, instruction: str, shown: str = "1") -> None:
    """Append a field such as PAGE; `shown` is what stands until Word updates it."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
            run._r.append(element)


def add_rule(cell: Any, inset: int) -> None:
    """A thin rule on a line of its own, as under the motto; `inset` (EMU) shortens it at both ends."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = inset, inset
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), Pt(4)
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    )
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def keep_row_whole(row: Any) -> None:
    """A row is never split over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def set_language(document: Document, language: str = "vi-VN") -> None:
    """Set the proofing language of every style, so that Word checks Vietnamese."""
    for style in document.styles.element.iter(qn("w:rPr")):
        for old in style.findall(qn("w:lang")):
            style.remove(old)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f".//{qn('w:rPr')}")
    lang = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia", "w:bidi"):
        lang.set(qn(attribute), language)
    properties.append(lang)


def set_column_widths(table: Any, widths: Sequence[float], total: Mm) -> None:
    """Fixed widths in proportion, so that Word and LibreOffice draw the same table."""
    table.autofit = False
    whole = sum(widths)
    sizes = [int(total * width / whole) for width in widths]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    for row in table.rows:
        for cell, size in zip(row.cells, sizes, strict=True):
            cell.width = size


def borderless_table(document: Document, widths: Sequence[float], total: Mm) -> Any:
    """One row without borders, to set two blocks side by side."""
    table = document.add_table(rows=1, cols=len(widths))
    set_column_widths(table, widths, total)
    return table


def add_table(document: Document, table: Table, width: Mm, size: Pt) -> None:
    """Draw a table with its numbered caption above and its notes below."""
    caption = document.add_paragraph("Bảng ", style="Caption")
    add_field(caption, "SEQ Bảng \\* ARABIC", str(table.number))
    caption.add_run(f". {table.caption}")
    caption.paragraph_format.keep_with_next = True
    if table.unit:
        unit = document.add_paragraph(style="TableNote")
        unit.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        unit.paragraph_format.keep_with_next = True
        unit.add_run(table.unit).italic = True
    add_grid(document, table, width, size)
    for note in table.notes:
        document.add_paragraph(note, style="TableNote")


def add_grid(document: Document, table: Table, width: Mm, size: Pt) -> None:
    """The bordered grid alone: a repeated header row, rows that are never split, totals in bold.

    Written as XML at once: python-docx needs seconds for the thousands of cells of a summary.
    """
    whole = sum(table.widths)
    sizes = [round(width.twips * part / whole) for part in table.widths]
    first_total = len(table.rows) - table.total_rows
    head = [Cell(text, "center") for text in table.headers]
    lines = [_row_xml(head, sizes, size, bold=True, header=True)]
    lines += [
        _row_xml(cells, sizes, size, bold=index >= first_total, header=False)
        for index, cells in enumerate(table.rows)
    ]
    columns = "".join(f'<w:gridCol w:w="{part}"/>' for part in sizes)
    drawn = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(sizes)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
        '<w:right w:w="57" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0420" w:firstRow="1"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )
    document.element.body.insert_element_before(drawn, "w:sectPr")


def _row_xml(cells: Sequence[Cell], widths: Sequence[int], size: Pt, bold: bool, header: bool) -> str:
    weight = "<w:b/>" if bold else ""
    marks = f'<w:rPr>{weight}<w:sz w:val="{round(size.pt * 2)}"/></w:rPr>'
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/>'
        f'<w:jc w:val="{cell.align}"/></w:pPr><w:r>{marks}<w:t xml:space="preserve">{escape(cell.text)}</w:t>'
        "</w:r></w:p></w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{drawn}</w:tr>"
