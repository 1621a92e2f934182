"""Reads a number as an analyst types it: an Excel number, "1.234,5", "568,78 triệu", "3,06 tỷ".

Only typed answers; numbers in reports are read by the quantity grammar of extraction.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_TYPED = re.compile(
    r"(?P<sign>[+\-−]?)\s*(?P<digits>\d[\d.,\s]*)\s*(?P<scale>\w+)?\s*(?P<unit>USD|%)?", re.IGNORECASE
)
_VIETNAMESE = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?")
_ENGLISH = re.compile(r"\d{1,3}(,\d{3}){2,}(\.\d+)?|\d{1,3}(,\d{3})+\.\d+|\d+\.\d+")


def typed_number(value: object) -> float:
    """The number in a cell. Raises ValueError with a sentence for the analyst.

    A dot before exactly three digits groups thousands, as in Vietnamese; "1234.5" and "1,234,567.8" can only
    be meant the English way and are read so.
    """
    if isinstance(value, bool) or value is None:
        raise ValueError("chưa có số")
    if isinstance(value, (int, float, Decimal)):
        if not math.isfinite(float(value)):
            raise ValueError("không phải là số")
        return float(value)
    text = " ".join(str(value).replace("\u00a0", " ").split())
    match = _TYPED.fullmatch(text)
    if match is None:
        raise ValueError(f"“{text}” không phải là số; hãy ghi như 1.234,5 hoặc 568,78 triệu")
    word = (match["scale"] or "").casefold()
    if word in ("usd",):
        word = ""
    if word and word not in SCALES:
        raise ValueError(f"không hiểu “{match['scale']}” trong “{text}”; hãy ghi số theo đơn vị ở cột Đơn vị")
    digits = match["digits"].replace(" ", "")
    if _VIETNAMESE.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(digits):
        plain = digits.replace(",", "")
    else:
        raise ValueError(f"“{text}” viết dấu chấm, dấu phẩy chưa rõ; hãy ghi như 1.234,5")
    number = Decimal(plain) * SCALES.get(word, 1)
    return float(-number if match["sign"] in ("-", "−") else number)
