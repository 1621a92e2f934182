"""Bytes of a plain text file to letters: UTF-8, UTF-16, and Windows' Vietnamese code page 1258.

No structure here.
"""

from __future__ import annotations

import codecs

from pipeline.reading.clean import clean
from pipeline.reading.reader import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The letters of `data`, NFC, and warnings. Raises `Unreadable` when no known encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, errors="replace")), ()
    if data.count(0) > len(data) * 0.2:
        encoding = "utf-16-le" if data[1::2].count(0) >= data[0::2].count(0) else "utf-16-be"
        return clean(data.decode(encoding, errors="replace")), (f"không có dấu BOM, đã đọc theo {encoding}",)
    try:
        return clean(data.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.start > len(data) - 4:
            return clean(data[: error.start].decode("utf-8")), ("tệp bị cắt ở cuối, thiếu một chữ",)
    text = _cp1258(data)
    if _looks_vietnamese(text):
        return text, ("không phải UTF-8, đã đọc theo bảng mã Windows-1258",)
    raise Unreadable(
        "không nhận ra bảng mã của tệp văn bản (có thể là TCVN3/VNI); hãy gửi lại bản Unicode (UTF-8)"
    )


def _cp1258(data: bytes) -> str:
    # Code page 1258 writes tones as combining marks after the vowel; NFC joins them. Python's table has
    # five holes.
    return clean(data.decode("cp1258", errors="replace"))


def _looks_vietnamese(text: str) -> bool:
    """Whether the letters outside ASCII are those of Vietnamese.

    A wrong table gives other signs or unjoined tones.
    """
    signs = [c for c in text if ord(c) > 127]
    if not signs:
        return False
    good = sum(1 for c in signs if "\u1ea0" <= c <= "\u1ef9" or c in _VIETNAMESE)
    return good >= 0.9 * len(signs)


_VIETNAMESE = set("àáâãèéêìíòóôõùúýăđĩũơưÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ“”‘’–—…«»•·°²³¹½§²")
