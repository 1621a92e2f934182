"""Which lines above a table name it: "Bảng 2.

Viện trợ …", "(Đơn vị tính: USD)". Shared by the readers of every format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.document import Block

_NAMES = re.compile(
    r"^(?:\d+[.)]\s*|[IVX]+[.)-]\s*)?"
    r"(?:bảng|biểu|phụ lục|danh sách|danh mục|tổng hợp|thống kê|kết quả|tình hình)\b",
    re.IGNORECASE,
)
_UNIT = re.compile(r"^\(?\s*(?:đơn vị(?: tính)?|đvt)\s*[:.]", re.IGNORECASE)
_LONGEST = 250
"""Letters of the longest line that may be a table's title."""
_LOOK_BACK = 3


def captioned(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, each table with the title lines right above it as its caption.

    The lines stay where they are.
    """
    result = []
    for index, block in enumerate(blocks):
        if block.kind == "table" and not block.caption:
            block = replace(block, caption=_above(blocks, index))
        result.append(block)
    return tuple(result)


def _above(blocks: Sequence[Block], index: int) -> str:
    lines: list[str] = []
    for block in reversed(blocks[max(0, index - _LOOK_BACK) : index]):
        text = block.text.strip()
        if block.kind in ("header", "footer", "footnote"):
            continue
        if block.kind == "table" or len(text) > _LONGEST:
            break
        if _UNIT.match(text):
            lines.append(text)
            continue
        if _NAMES.match(text) or block.kind == "heading" or text.endswith(":"):
            lines.append(text)
        break
    return "\n".join(reversed(lines))
