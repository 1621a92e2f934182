"""What repeats at the head and the foot of a PDF's pages, and page numbers. Footnotes are in pdf_notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.reading.document import Block
from pipeline.reading.pdf_lines import Row

_ZONE = 0.13
"""Share of the page's height at its head and foot in which running lines stand (25 mm of A4 is 0.085)."""
_NUMBER = re.compile(r"[\s–—-]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[\s–—-]*", re.IGNORECASE)


def without_running(
    pages: Sequence[tuple[float, list[Row]]],
) -> tuple[list[list[Row]], list[Block]]:
    """The pages' rows without their running lines, and each running text once as a header or footer block.

    `pages` holds each page's height and rows. A line runs when it stands, its digits aside, in the same
    zone of at least two
    pages and of half of all; a number alone in the zone is a page number.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for height, rows in pages:
        seen.update({(zone, _key(row)) for row in rows if (zone := _zone(row, height))})
    enough = max(2, (len(pages) + 1) // 2)
    kept: list[list[Row]] = []
    blocks: dict[tuple[str, str], Block] = {}
    for number, (height, rows) in enumerate(pages, start=1):
        body: list[Row] = []
        for index, row in enumerate(rows):
            zone = _zone(row, height)
            text = _text(row)
            outermost = index <= 1 if zone == "header" else index >= len(rows) - 2
            is_number = bool(zone) and outermost and _NUMBER.fullmatch(text) is not None
            if zone and (is_number or seen[zone, _key(row)] >= enough):
                key = (zone, "#" if is_number else _key(row))
                kind = Block("header", text, f"trang {number}", number)
                blocks.setdefault(
                    key, kind if zone == "header" else Block("footer", text, kind.place, number)
                )
            else:
                body.append(row)
        kept.append(body)
    return kept, list(blocks.values())


def _zone(row: Row, height: float) -> str:
    if row[0].y < _ZONE * height:
        return "header"
    return "footer" if row[0].y > (1 - _ZONE) * height else ""


def _text(row: Row) -> str:
    return " ".join(segment.text or segment.head_mark for segment in row)


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", _text(row))
