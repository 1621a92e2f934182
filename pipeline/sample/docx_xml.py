"""Pieces of WordprocessingML as strings: runs, paragraphs, tables, text boxes, footnotes.

python-docx writes no footnotes, text boxes or tracked changes, and is slow for long papers; so the body is
built here and handed to it whole. Text only goes in escaped.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from .paper import Table, split_marks

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TRACKED_BY = 'w:author="Văn thư (mẫu)" w:date="2023-06-01T08:00:00Z"'
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
TEXT_WIDTH = 9300
"""Width between the margins in twentieths of a point (A4, 30 and 15 mm)."""


def run(text: str, *, bold: bool = False, italic: bool = False, size: int = 28) -> str:
    """A run; `size` in half points."""
    marks = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}"
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{size}"/></w:rPr>{words}</w:r>'


def runs(text: str, *, bold: bool = False, italic: bool = False, size: int = 28) -> str:
    """The runs of a text; its marks become footnote references."""
    out = ""
    for piece, mark in split_marks(text):
        if mark:
            out += f'<w:r>{_RAISED}<w:footnoteReference w:id="{mark}"/></w:r>'
        else:
            out += run(piece, bold=bold, italic=italic, size=size)
    return out


def paragraph(inner: str, *, align: str = "both", indent: int = 0, num: int = 0, keep: bool = False) -> str:
    """A paragraph around runs; `num` is the id of a list's numbering."""
    numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>' if num else ""
    first = f'<w:ind w:firstLine="{indent}"/>' if indent else ""
    kept = "<w:keepNext/>" if keep else ""
    return (
        f'<w:p><w:pPr>{kept}{numbering}<w:spacing w:before="60" w:after="60" w:line="288" w:lineRule="auto"/>'
        f'{first}<w:jc w:val="{align}"/></w:pPr>{inner}</w:p>'
    )


def tracked(deleted: str, inserted: str) -> str:
    """A tracked deletion and insertion."""
    out = ""
    if deleted:
        out += (
            f'<w:del w:id="9001" {_TRACKED_BY}><w:r><w:delText xml:space="preserve">{escape(deleted)}'
            "</w:delText></w:r></w:del>"
        )
    if inserted:
        out += f'<w:ins w:id="9002" {_TRACKED_BY}>{run(inserted)}</w:ins>'
    return out


def text_box(text: str) -> str:
    """A paragraph that anchors a text box, in both forms that Word writes (the second for old readers)."""
    content = f"<w:txbxContent>{paragraph(run(text, italic=True, size=26))}</w:txbxContent>"
    size = 'cx="5600000" cy="1500000"'
    return paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="77" name="Khung 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        '</mc:Choice><mc:Fallback><w:pict><v:rect style="width:440pt;height:118pt"><v:textbox>'
        f"{content}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def page_break() -> str:
    """A paragraph that begins a new page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def layout_table(left: list[str], right: list[str], shares: tuple[int, int] = (42, 58)) -> str:
    """The unruled two columns of a letterhead or a signature: lists of paragraphs."""
    widths = [TEXT_WIDTH * share // 100 for share in shares]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(side)}</w:tc>'
        for width, side in zip(widths, (left, right), strict=True)
    )
    return f"<w:tbl>{_properties(widths, ruled=False)}<w:tr>{cells}</w:tr></w:tbl>"


def table(content: Table) -> str:
    """A ruled table with merged header cells; every header row repeats on the next page."""
    shares = content.widths or tuple(1 for _ in content.header[0])
    widths = [TEXT_WIDTH * share // sum(shares) for share in shares]
    out = f"<w:tbl>{_properties(widths, ruled=True)}"
    for index, row in enumerate(content.header):
        out += f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_header_cells(content, index, row, widths)}</w:tr>"
    last = len(content.rows) - 1
    for index, row in enumerate(content.rows):
        bold = content.total and index == last
        cells = []
        for column, cell in enumerate(row):
            nested = content.nested if index == last and column == 1 else ()
            cells.append(_cell(cell, widths[column], bold=bold, nested=nested))
        out += f"<w:tr>{''.join(cells)}</w:tr>"
    return out + "</w:tbl>"


def footnotes_part(notes: tuple[str, ...]) -> str:
    """The footnotes part: the two separators that Word wants, and the notes from 1."""
    kinds = (("separator", -1), ("continuationSeparator", 0))
    out = "".join(
        f'<w:footnote w:type="{kind}" w:id="{mark}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, mark in kinds
    )
    for mark, note in enumerate(notes, start=1):
        reference = f"<w:r>{_RAISED}<w:footnoteRef/></w:r>"
        out += f'<w:footnote w:id="{mark}"><w:p>{reference}{run(" " + note, size=20)}</w:p></w:footnote>'
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{declaration}<w:footnotes {NAMESPACES}>{out}</w:footnotes>"


def _header_cells(content: Table, index: int, row: tuple[str, ...], widths: list[int]) -> str:
    out, column = "", 0
    while column < len(row):
        across, merge = 1, ""
        for top, left, rows, columns in content.spans:
            if left <= column < left + columns and top <= index < top + rows:
                across = columns
                if rows > 1:
                    merge = '<w:vMerge w:val="restart"/>' if index == top else "<w:vMerge/>"
        width = sum(widths[column : column + across])
        out += _cell(row[column], width, bold=True, across=across, merge=merge, align="center")
        column += across
    return out


def _cell(
    text: str,
    width: int,
    *,
    bold: bool = False,
    across: int = 1,
    merge: str = "",
    align: str = "left",
    nested: tuple[tuple[str, str], ...] = (),
) -> str:
    grid = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    inner = (
        f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{run(text, bold=bold, size=22) if text else ""}</w:p>'
    )
    if nested:
        half = [width // 2 - 60, width // 2 - 60]
        rows = "".join(f"<w:tr>{_cell(a, half[0])}{_cell(b, half[1])}</w:tr>" for a, b in nested)
        inner += f"<w:tbl>{_properties(half, ruled=True)}{rows}</w:tbl><w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{merge}</w:tcPr>{inner}</w:tc>'


def _properties(widths: list[int], *, ruled: bool) -> str:
    lines = ""
    if ruled:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
        lines = f"<w:tblBorders>{lines}</w:tblBorders>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{lines}<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
