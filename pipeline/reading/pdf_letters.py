"""Letters and ruled lines of one PDF page with their positions, through pypdfium2; not put in order.

Positions and not the stream's order are what is read: where Vietnamese letters come from a fallback font,
stream order throws
them to the end of the line, in valid NFC. Coordinates are in points, x to the right, y downwards, of the
page as displayed.
"""

from __future__ import annotations

import ctypes
import unicodedata
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.reading.clean import clean

_LEFT_OUT = {"\r", "\n", "\x02", "\ufffe", "\uffff", "\x00"}
_RAISABLE = set("0123456789()[]*")


class Letter(NamedTuple):
    """One letter: its box from left to right.

    Its baseline, its size, and how far its ink stands above the baseline.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    lift: float
    """Points between the baseline and the lowest ink of a digit; 0 for other letters."""


class Rule(NamedTuple):
    """A horizontal or vertical line or edge that is drawn on the page."""

    x0: float
    y0: float
    x1: float
    y1: float


class Sheet(NamedTuple):
    """One page: its size in points.

    Its letters in stream order, its rules, and how much of it images cover (0–1).
    """

    number: int
    width: float
    height: float
    letters: list[Letter]
    rules: list[Rule]
    image_share: float


def sheet_of(page: pypdfium2.PdfPage, number: int) -> Sheet:
    """Everything on a page that reading needs.

    Raises `pypdfium2.PdfiumError` when the page cannot be parsed.
    """
    width, height = page.get_size()
    left, bottom, right, top = page.get_cropbox()
    turn = _Turn(page.get_rotation(), left, bottom, right, top)
    text_page = page.get_textpage()
    letters = _letters(text_page, turn)
    text_page.close()
    rules, image_share = _drawn(page, turn, width * height)
    return Sheet(number, width, height, letters, rules, image_share)


class _Turn:
    """From the page's own coordinates to those of the page as displayed, y downwards."""

    def __init__(self, rotation: int, left: float, bottom: float, right: float, top: float) -> None:
        self.rotation, self.box = rotation, (left, bottom, right, top)

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.rotation == 90:
            return y - bottom, x - left
        if self.rotation == 180:
            return right - x, y - bottom
        if self.rotation == 270:
            return top - y, right - x
        return x - left, top - y


def _letters(text_page: pypdfium2.PdfTextPage, turn: _Turn) -> list[Letter]:
    raw = text_page.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box = pdfium.FS_RECTF()
    sides = [ctypes.c_double() for _ in range(4)]
    letters: list[Letter] = []
    owner, bold, size = None, False, 0.0
    for index in range(pdfium.FPDFText_CountChars(raw)):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        text = chr(code) if 0 < code < 0x110000 else ""
        if not text or text in _LEFT_OUT:
            continue
        if text == " " and pdfium.FPDFText_IsGenerated(raw, index):
            continue
        pdfium.FPDFText_GetCharOrigin(raw, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(raw, index, box)
        current = ctypes.cast(pdfium.FPDFText_GetTextObject(raw, index), ctypes.c_void_p).value
        if current != owner:
            owner = current
            bold = _is_bold(raw, index)
            size = pdfium.FPDFText_GetFontSize(raw, index)
        (x0, top), (x1, bottom) = turn(box.left, box.top), turn(box.right, box.bottom)
        baseline = turn(x.value, y.value)[1]
        tall = abs(bottom - top)
        # The font size leaves the text matrix out; a box far from it shows that the matrix scales.
        shown = size if 0.7 * size < tall < 2.0 * size else tall / 1.15
        lift = 0.0
        if text in _RAISABLE:
            pdfium.FPDFText_GetCharBox(raw, index, sides[0], sides[1], sides[2], sides[3])
            left, right, low, high = (side.value for side in sides)
            lift = baseline - max(turn(left, low)[1], turn(right, high)[1])
        if unicodedata.combining(text) and letters:
            letters[-1] = letters[-1]._replace(text=letters[-1].text + text)
            continue
        text = text if text.isascii() else clean(text)
        if text:
            letters.append(Letter(text, min(x0, x1), max(x0, x1), baseline, shown, bold, lift))
    return letters


def _is_bold(raw: object, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, flags)
    lowered = name.value.lower()
    return b"bold" in lowered or b"black" in lowered or bool(flags.value & (1 << 18))


def _drawn(page: pypdfium2.PdfPage, turn: _Turn, area: float) -> tuple[list[Rule], float]:
    rules: list[Rule] = []
    covered = 0.0
    wanted = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    for thing in page.get_objects(filter=wanted, max_depth=8):
        outer = _outer(thing)
        if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = thing.get_bounds()
            (ax, ay), (bx, by) = outer(left, bottom), outer(right, top)
            covered += abs(bx - ax) * abs(by - ay)
        elif _is_visible(thing.raw):
            rules += _edges(thing, outer, turn)
    return rules, min(1.0, covered / max(area, 1.0))


def _outer(thing: pypdfium2.PdfObject):
    """The map from the coordinates of the forms around an object to the page's."""
    matrices = []
    container = getattr(thing, "container", None)
    while container is not None:
        matrices.append(container.get_matrix())
        container = getattr(container, "container", None)

    def to_page(x: float, y: float) -> tuple[float, float]:
        for matrix in matrices:
            x, y = matrix.on_point(x, y)
        return x, y

    return to_page


def _is_visible(raw: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, fill, stroke)
    if stroke.value:
        return True
    if not fill.value:
        return False  # a clip path
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(raw, *parts)
    return parts[3].value > 0 and min(p.value for p in parts[:3]) < 250  # white on white rules nothing


def _edges(thing: pypdfium2.PdfObject, outer, turn: _Turn) -> list[Rule]:
    matrix = thing.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    edges: list[Rule] = []
    start = last = None
    corners: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(thing.raw), 4000)):
        segment = pdfium.FPDFPath_GetPathSegment(thing.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = turn(*outer(*matrix.on_point(x.value, y.value)))
        corners.append(point)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and last is not None:
            edges.append(Rule(*last, *point))
            if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
                edges.append(Rule(*point, *start))
        last = point
    if len(corners) in (4, 5):  # a thin filled box is one line, drawn along its middle
        x0, x1 = min(c[0] for c in corners), max(c[0] for c in corners)
        y0, y1 = min(c[1] for c in corners), max(c[1] for c in corners)
        if y1 - y0 <= _THIN < x1 - x0:
            return [Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)]
        if x1 - x0 <= _THIN < y1 - y0:
            return [Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)]
    return [e for e in edges if abs(e.x0 - e.x1) < 0.5 or abs(e.y0 - e.y1) < 0.5]


_THIN = 3.0
"""Points up to which a filled box is a line: Word and LibreOffice draw borders of 0.5 to 1.5 pt as boxes."""
