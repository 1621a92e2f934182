"""Which format a file has, by its bytes and never by its name.

Recognition only; reading is the readers' work.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"GIF8", "image"),
    (b"BM", "image"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_ENDINGS = {
    "docx": {".docx", ".docm", ".dotx"},
    "xlsx": {".xlsx", ".xlsm"},
    "pdf": {".pdf"},
    "txt": {".txt", ".md", ".text", ""},
    "doc": {".doc", ".dot"},
    "xls": {".xls"},
    "rtf": {".rtf", ".doc"},
    "odt": {".odt"},
    "ods": {".ods"},
    "pptx": {".pptx"},
    "eml": {".eml"},
    "msg": {".msg"},
    "html": {".html", ".htm", ".mht", ".doc", ".xls"},
    "zip": {".zip"},
    "rar": {".rar"},
    "7z": {".7z"},
    "image": {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".bmp"},
}


def sniff(data: bytes) -> str:
    """The format of a file's bytes: one of the readers' or refusals' names, "empty" or "unknown"."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    head = data[:1024]
    if b"%PDF-" in head:  # readers accept leading bytes before the signature (PDF 1.7, annex H.3.4.1)
        return "pdf"
    if head.startswith(OLE):
        return _ole(data)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _package(data)
    for magic, name in _MAGIC:
        if head.startswith(magic) and not (magic == b"BM" and _is_text(head)):
            return name
    lowered = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    if lowered.startswith((b"from: ", b"received: ", b"mime-version:", b"return-path:", b"delivered-to:")):
        return "html" if b"multipart/related" in head.lower() else "eml"
    return "txt" if _is_text(data[:65536]) else "unknown"


def wrong_ending(name: str, format: str) -> str:
    """A warning when the name's ending says another format than the bytes do, or ""."""
    ending = PurePath(name).suffix.lower()
    right = _ENDINGS.get(format)
    if right is None or ending in right:
        return ""
    shown = ending or "không có"
    return f"đuôi tệp “{shown}” không đúng với nội dung: đây là tệp {format}, đã xử lý theo nội dung"


def _ole(data: bytes) -> str:
    """Tell the kinds of the old compound file by the UTF-16 names in its directory."""
    for stream, name in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
        ("__substg1.0_", "msg"),
    ):
        if stream.encode("utf-16-le") in data:
            return name
    return "xls" if "Book".encode("utf-16-le") in data else "ole"


def _package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            kind = package.open("mimetype").read(80) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        # The directory stands at the end, so a file that was cut has none; its first members still tell
        # what it was.
        for mark, name in ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx")):
            if mark in data[:200_000]:
                return name
        return "docx" if b"[Content_Types].xml" in data[:4096] else "zip"
    if b"opendocument.text" in kind:
        return "odt"
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    for member, name in (
        ("word/document.xml", "docx"),
        ("xl/workbook.xml", "xlsx"),
        ("ppt/presentation.xml", "pptx"),
    ):
        if member in names:
            return name
    if "[Content_Types].xml" in names:  # Word may name its main part otherwise
        return "docx" if any(n.startswith("word/") for n in names) else "zip"
    return "zip"


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if data.count(0) > len(data) * 0.2:  # UTF-16 without a mark: every other byte of Latin text is zero
        return data[1::2].count(0) > len(data) * 0.15 or data[0::2].count(0) > len(data) * 0.15
    control = sum(1 for byte in data if byte < 32 and byte not in (9, 10, 12, 13))
    return control <= len(data) * 0.002
