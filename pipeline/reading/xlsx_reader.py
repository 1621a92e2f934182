"""Workbooks (.xlsx) to blocks: values by calamine (16 times as fast), formulas by openpyxl.

Opening, limits and what one library does not say belong here; cutting a sheet into tables is in xlsx_regions.
"""

from __future__ import annotations

import io
import re

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from pipeline.reading.captions import captioned
from pipeline.reading.clean import clean
from pipeline.reading.document import Block
from pipeline.reading.limits import Limits
from pipeline.reading.package import Package, parse_xml
from pipeline.reading.reader import Reading, Unreadable
from pipeline.reading.xlsx_regions import Sheet, blocks_of
from pipeline.reading.xlsx_values import NOT_COMPUTED, printed

_DEFAULT_NAME = re.compile(r"(?:sheet|trang[ _]tính|bảng tính)\s*\d*", re.IGNORECASE)
_PERCENT_STYLE = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
_NAMED = 10
"""How many uncomputed formulas are named one by one in the warnings."""


def read(data: bytes, limits: Limits) -> Reading:
    """Blocks of a workbook; places "Sheet1!A1:F9", cells "Sheet1!B7". Raises `Unreadable`."""
    package = Package(data, limits)
    look_closer = _looked_over(package, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("bảng tính bị hỏng hoặc bị cắt cụt; hãy mở, lưu lại và gửi lại") from error
    formulas, percents = _formulas_and_percents(data) if look_closer else ({}, {})
    blocks: list[Block] = []
    warnings: list[str] = []
    for meta in book.sheets_metadata:
        if meta.name not in book.sheet_names:
            continue
        try:
            sheet, missing = _sheet(
                book.get_sheet_by_name(meta.name),
                formulas.get(meta.name, set()),
                percents.get(meta.name, set()),
            )
        except CalamineError:
            warnings.append(f"trang “{meta.name}” không phải bảng tính (biểu đồ, macro), không đọc")
            continue
        found = blocks_of(sheet)
        if found and meta.visible != SheetVisibleEnum.Visible:
            warnings.append(f"trang tính “{meta.name}” đang ẩn, số liệu vẫn được đọc")
        warnings += [f"ô {place} là công thức chưa tính, không có giá trị" for place in missing[:_NAMED]]
        if len(missing) > _NAMED:
            warnings.append(f"trang “{meta.name}” còn {len(missing) - _NAMED} công thức chưa tính khác")
        if found and not _DEFAULT_NAME.fullmatch(meta.name):
            blocks.append(Block("heading", clean(meta.name), clean(meta.name), level=1))
        blocks += found
    return Reading(captioned(blocks), warnings=tuple(warnings))


def _looked_over(package: Package, limits: Limits) -> bool:
    """Count the rows before anything is built from them.

    Whether formulas or percent formats are there at all.
    """
    if "xl/workbook.xml" in package.names:
        parse_xml(package.read("xl/workbook.xml"), "xl/workbook.xml")
    rows, closer = 0, False
    for name in sorted(package.names):
        if not name.startswith("xl/") or not name.endswith(".xml"):
            continue
        head = package.read(name)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise Unreadable(
                f"bảng tính có khai báo thực thể XML lạ ở phần {name}, có thể độc hại; không đọc"
            )
        if name.startswith("xl/worksheets/"):
            rows += head.count(b"<row") + head.count(b":row ")
            closer = closer or b"<f>" in head or b"<f " in head or b":f>" in head
        elif name == "xl/styles.xml":
            closer = closer or _PERCENT_STYLE.search(head) is not None
    if rows > limits.rows:
        raise Unreadable(
            f"bảng tính có {rows} hàng, vượt giới hạn {limits.rows}; hãy chia nhỏ tệp", by_limit=True
        )
    return closer


def _sheet(
    source: CalamineSheet, formulas: set[tuple[int, int]], percents: set[tuple[int, int]]
) -> tuple[Sheet, list[str]]:
    """The sheet with printed values, and the places of formulas that have no value."""
    values = source.to_python(skip_empty_area=True)
    start = source.start or (0, 0)
    top, left = start
    if formulas:  # calamine's range ends where its values end, and an uncomputed formula has none
        top, left = min(top, min(r for r, _ in formulas)), min(left, min(c for _, c in formulas))
        bottom = max(start[0] + len(values), max(r for r, _ in formulas) + 1)
        right = max(start[1] + max((len(row) for row in values), default=0), max(c for _, c in formulas) + 1)
    else:
        bottom = start[0] + len(values)
        right = start[1] + max((len(row) for row in values), default=0)
    rows = [[""] * (right - left) for _ in range(bottom - top)]
    for r, row in enumerate(values, start=start[0]):
        for c, value in enumerate(row, start=start[1]):
            rows[r - top][c - left] = printed(value, percent=(r, c) in percents)
    merged = {
        (first[0], first[1]): (last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in source.merged_cell_ranges or ()
    }
    sheet = Sheet(clean(source.name), rows, top, left, merged)
    missing = []
    for r, c in sorted(formulas):
        if not rows[r - top][c - left]:
            rows[r - top][c - left] = NOT_COMPUTED
            missing.append(f"{sheet.name}!{sheet.address(r - top, c - left)}")
    return sheet, missing


_Positions = dict[str, set[tuple[int, int]]]


def _formulas_and_percents(data: bytes) -> tuple[_Positions, _Positions]:
    """0-based positions of formulas and of percent-formatted numbers, by sheet.

    What calamine does not say.
    """
    import openpyxl

    formulas: _Positions = {}
    percents: _Positions = {}
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is None:
                        continue
                    position = (cell.row - 1, cell.column - 1)
                    if cell.data_type == "f":
                        formulas.setdefault(sheet.title, set()).add(position)
                    if "%" in (cell.number_format or ""):
                        percents.setdefault(sheet.title, set()).add(position)
    finally:
        book.close()
    return formulas, percents
