"""Born-digital PDF files to blocks: paragraphs, headings, tables over page breaks, footnotes.

The order of the steps and the refusal of scans and locked files belong here; each step has a module of its
own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median

import pypdfium2
from pypdfium2 import raw as pdfium

from pipeline.reading.captions import captioned
from pipeline.reading.document import Block, Cell
from pipeline.reading.limits import Limits
from pipeline.reading.pdf_columns import Line, ordered
from pipeline.reading.pdf_letters import Sheet, sheet_of
from pipeline.reading.pdf_lines import Row, rows_of
from pipeline.reading.pdf_notes import Note, marks_of, split_notes
from pipeline.reading.pdf_paragraphs import Page, Paragraph, goes_on, measured
from pipeline.reading.pdf_running import without_running
from pipeline.reading.pdf_tables import PageTable, continues, merged, tables_of
from pipeline.reading.reader import Reading, Unreadable
from pipeline.reading.structure import Line as TextLine
from pipeline.reading.structure import classify

_SCAN_LETTERS = 20
"""A page with fewer letters and a large image is a scan; stamps and page numbers alone have fewer."""
_SCAN_IMAGE = 0.4
_LISTED = 12

Item = Paragraph | PageTable | Note


def read(data: bytes, limits: Limits) -> Reading:
    """Blocks of a PDF in reading order, place "trang N". Raises `Unreadable`, for a scan without text too."""
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise Unreadable(
                f"tệp PDF có {count} trang, vượt giới hạn {limits.pages}; hãy chia nhỏ tệp", by_limit=True
            )
        if count == 0:
            raise Unreadable("tệp PDF không có trang nào; hãy gửi lại tệp")
        sheets, damaged = _sheets(document, count)
    finally:
        document.close()
    scanned = [s.number for s in sheets if len(s.letters) < _SCAN_LETTERS and s.image_share > _SCAN_IMAGE]
    if not any(letter.text.isalnum() for s in sheets for letter in s.letters):
        if any(s.image_share > 0 for s in sheets):
            raise Unreadable(
                "tệp PDF là ảnh quét, không có chữ, cần nhận dạng chữ (OCR); "
                "hãy gửi bản .docx hoặc PDF xuất từ Word"
            )
        raise Unreadable("tệp PDF không có chữ nào đọc được; hãy gửi bản .docx hoặc PDF xuất từ Word")
    blocks = _blocks(sheets)
    warnings = [f"trang {n} là ảnh quét, chưa đọc được" for n in scanned[:_LISTED]]
    if len(scanned) > _LISTED:
        warnings.append(f"còn {len(scanned) - _LISTED} trang ảnh quét khác, chưa đọc được")
    warnings += [f"trang {n} bị hỏng, không đọc được" for n in damaged[:_LISTED]]
    return Reading(captioned(blocks), pages=count, warnings=tuple(warnings))


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise Unreadable("tệp PDF được đặt mật khẩu; hãy gỡ mật khẩu rồi gửi lại") from error
        raise Unreadable("tệp PDF bị cắt cụt hoặc hỏng, không mở được; hãy gửi lại tệp") from error


def _sheets(document: pypdfium2.PdfDocument, count: int) -> tuple[list[Sheet], list[int]]:
    sheets, damaged = [], []
    for index in range(count):
        try:
            page = document[index]
            sheets.append(sheet_of(page, index + 1))
            page.close()
        except pypdfium2.PdfiumError:
            damaged.append(index + 1)  # reported as a warning: the other pages are read
            sheets.append(Sheet(index + 1, 595.0, 842.0, [], [], 0.0))
    return sheets, damaged


def _blocks(sheets: Sequence[Sheet]) -> list[Block]:
    tables: dict[int, list[PageTable]] = {}
    rows: list[list[Row]] = []
    for sheet in sheets:
        tables[sheet.number], rest = tables_of(sheet)
        rows.append(rows_of(rest, sheet.number))
    rows, running = without_running([(s.height, r) for s, r in zip(sheets, rows, strict=True)])
    everywhere = [row for page in rows for row in page]
    sizes = [s.size for row in everywhere for s in row for _ in range(1 + len(s.text) // 20)]
    body_size = median(sizes) if sizes else 13.0
    items: list[Item] = []
    pages: dict[int, Page] = {}
    last: Note | None = None
    waiting: list[Note] = []
    open_marks: list[str] = []  # referred to, their notes not met yet: some papers print them all at the end
    for sheet, page_rows in zip(sheets, rows, strict=True):
        body, notes = split_notes(page_rows, body_size, last, open_marks)
        found = {note.mark for note in notes}
        open_marks = [mark for mark in [*open_marks, *marks_of(body)] if mark not in found]
        last = notes[-1] if notes else last
        page = pages[sheet.number] = measured(body, everywhere)
        flow = _flow(body, tables[sheet.number], page)
        waiting = _gather(items, flow, pages, waiting)
        waiting += notes
    items += waiting
    headers = [b for b in running if b.kind == "header"]
    footers = [b for b in running if b.kind == "footer"]
    return [*headers, *_finished(items), *footers]


def _flow(rows: Sequence[Row], tables: Sequence[PageTable], page: Page) -> list[Line | PageTable]:
    """Lines and tables of one page from top to bottom; a run of columns never reaches over a table."""
    result: list[Line | PageTable] = []
    rest = list(rows)
    for table in tables:
        above = [row for row in rest if row[0].y < table.top + 2]
        rest = [row for row in rest if row[0].y >= table.top + 2]
        result += [*ordered(above, page.pitch), table]
    return result + ordered(rest, page.pitch)


def _gather(
    items: list[Item], flow: Iterable[Line | PageTable], pages: dict[int, Page], notes: list[Note]
) -> list[Note]:
    """Add one page's lines and tables to `items`; the notes of the page before come after what it began.

    Gives the notes that still wait (none, once anything of this page stands).
    """
    start = True
    for thing in flow:
        previous = items[-1] if items else None
        if isinstance(thing, PageTable):
            if start and isinstance(previous, PageTable) and continues(previous, thing):
                items[-1] = merged(previous, thing)
            else:
                items += [*notes, thing]
                notes = []
        elif isinstance(previous, Paragraph) and goes_on(previous, thing, pages[previous.lines[-1].page]):
            previous.lines.append(thing.segment)
        else:
            items += notes
            notes = []
            items.append(Paragraph([thing.segment], thing.column))
        start = False
    return notes


def _finished(items: Sequence[Item]) -> list[Block]:
    texts = [item.text() for item in items if isinstance(item, Paragraph)]
    bold = [item.bold for item in items if isinstance(item, Paragraph)]
    kinds = iter(
        zip(
            classify([TextLine(t, bold=b) for (t, _, _), b in zip(texts, bold, strict=True)]),
            texts,
            strict=True,
        )
    )
    blocks: list[Block] = []
    tables = 0
    for item in items:
        if isinstance(item, Note):
            blocks.append(item.block())
        elif isinstance(item, PageTable):
            tables += 1
            blocks.append(_table(item, tables))
        else:
            kind, (text, marks, offsets) = next(kinds)
            page = item.lines[0].page
            block = Block(kind.kind, text, f"trang {page}", page, kind.level, kind.label)
            blocks.append(replace(block, notes=marks, note_offsets=offsets))
    return blocks


def _table(table: PageTable, number: int) -> Block:
    cells = tuple(
        Cell(
            c.row,
            c.column,
            c.text,
            f"trang {c.page}, bảng {number}, hàng {c.row}, cột {c.column}",
            c.row_span,
            c.column_span,
        )
        for c in table.cells
    )
    text = "\n".join(
        "\t".join(text for _, text in table.row_texts(row)).rstrip() for row in range(1, table.rows + 1)
    )
    marks = tuple(mark for c in table.cells for mark in c.marks)
    place = f"trang {table.page}, bảng {number}"
    return Block("table", text, place, table.page, notes=marks, cells=cells, method="table")
