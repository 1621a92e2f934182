"""Writes a paper as a Word file: footnotes, numbered lists, merged cells, text boxes, tracked changes."""

from __future__ import annotations

import io
import unicodedata
from functools import cache

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Pt
from lxml import etree

from . import docx_xml as xml
from .marker import MARK
from .paper import Heading, Item, Pagebreak, Paper, Table, Text
from .sealing import sealed

_FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST_LIST = 700
"""Ids of our lists' numbering, beyond those of python-docx's template."""


def write_docx(paper: Paper, *, nfd: bool = False) -> bytes:
    """The paper as .docx bytes, the same for the same paper; `nfd` writes decomposed letters."""
    document = Document(io.BytesIO(_template()))
    body, lists = _body(paper)
    notes = xml.footnotes_part(paper.notes)
    if nfd:
        body, notes = unicodedata.normalize("NFD", body), unicodedata.normalize("NFD", notes)
    for index in range(lists):
        _add_list(document, _FIRST_LIST + index)
    root = etree.fromstring(f"<w:body {xml.NAMESPACES}>{body}</w:body>".encode())
    target = document.element.body
    section = target[-1]
    for element in root:
        section.addprevious(element)
    etree.cleanup_namespaces(target)
    if paper.notes:
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES_TYPE, notes.encode(), document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    out = io.BytesIO()
    document.save(out)
    return sealed(out.getvalue())


@cache
def _template() -> bytes:
    """python-docx's template with the page of Nghị định 30/2020/NĐ-CP, Phụ lục I, and the sample mark."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(16)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(14)
    section.header.paragraphs[0].text = MARK
    section.header.paragraphs[0].alignment = 1
    section.footer.paragraphs[0].text = MARK
    document.core_properties.author = "doingoai"
    document.core_properties.title = MARK
    document.core_properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _body(paper: Paper) -> tuple[str, int]:
    """The body's XML, and how many ordered lists it has."""
    out = [_letterhead(paper)] if paper.letterhead else []
    for index, line in enumerate(paper.title):
        size = 30 if index == 0 else 28
        out.append(xml.paragraph(xml.runs(line, bold=True, size=size), align="center"))
    signature = [_signature(paper)] if paper.signature else []
    lists = 0
    for block in (*paper.blocks, *paper.annexes):
        if signature and isinstance(block, Pagebreak):
            out.append(signature.pop())
        if isinstance(block, Heading):
            inner = xml.runs(block.text, bold=block.level < 3, italic=block.level == 3)
            align = "center" if block.text.startswith("PHỤ LỤC") else "both"
            out.append(xml.paragraph(inner, align=align, indent=0 if align == "center" else 567, keep=True))
        elif isinstance(block, Text):
            if block.boxed:
                out.append(xml.text_box(block.text))
                continue
            changes = xml.tracked(block.deleted, block.inserted)
            out.append(xml.paragraph(xml.runs(block.text) + changes, indent=567))
        elif isinstance(block, Item):
            lists += block.number == 1
            if block.number:
                out.append(xml.paragraph(xml.runs(block.text), num=_FIRST_LIST + lists - 1))
            else:
                out.append(xml.paragraph(xml.runs(f"{block.sign} {block.text}"), indent=567))
        elif isinstance(block, Table):
            out.append(xml.paragraph(xml.runs(block.caption, bold=True), align="center", keep=True))
            if block.unit_note:
                out.append(xml.paragraph(xml.runs(block.unit_note, italic=True), align="right", keep=True))
            out.append(xml.table(block) + "<w:p/>")
        elif isinstance(block, Pagebreak):
            out.append(xml.page_break())
    out += signature
    return "".join(out), lists


def _letterhead(paper: Paper) -> str:
    head = paper.letterhead
    assert head is not None

    def centred(text: str, *, bold: bool = False, italic: bool = False) -> str:
        return xml.paragraph(xml.run(text, bold=bold, italic=italic, size=26), align="center")

    left = [centred(line, bold=index > 0 or head.left[-1] == "*") for index, line in enumerate(head.left)]
    left.append(centred(head.number))
    right = [centred(line, bold=True) for line in head.right]
    right.append(centred(head.place_date, italic=True))
    return xml.layout_table(left, right) + "<w:p/>"


def _signature(paper: Paper) -> str:
    left = [xml.paragraph(xml.run("Nơi nhận:", bold=True, italic=True, size=24), align="left")]
    left += [xml.paragraph(xml.run(line, size=22), align="left") for line in paper.recipients]
    right = [
        xml.paragraph(
            xml.run(line, bold=not line.startswith("("), italic=line.startswith("(")), align="center"
        )
        for line in paper.signature
    ]
    return xml.layout_table(left, right, (50, 50))


def _add_list(document: object, number: int) -> None:
    """One more ordered list `1. 2. 3.` with a numbering of its own."""
    numbering = document.part.numbering_part.element  # type: ignore[attr-defined]
    abstract = etree.fromstring(
        f'<w:abstractNum xmlns:w="{xml.W}" w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="851" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    )
    instance = etree.fromstring(
        f'<w:num xmlns:w="{xml.W}" w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )
    first = numbering.find(f"{{{xml.W}}}num")
    first.addprevious(abstract)
    numbering.append(instance)
