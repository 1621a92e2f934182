"""The formats: which module reads each, its version, and what is said of those that nobody reads yet.

A reader's version is a hash of the sources it consists of and of the libraries under it, so that nobody has
to remember to raise it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from pipeline.reading.reader import ReadingFunction

_SHARED = (
    "document.py", "reader.py", "sniff.py", "clean.py", "labels.py", "structure.py", "footnotes.py",
    "captions.py", "package.py", "one_file.py", "formats.py",
)  # fmt: skip
_LIBRARIES = {
    "docx": ("lxml",),
    "pdf": ("pypdfium2", "pdfplumber"),
    "xlsx": ("python-calamine", "openpyxl"),
    "txt": (),
}
READ_FORMATS = tuple(_LIBRARIES)

_RESEND = "hãy gửi lại bản .docx hoặc .pdf"
REFUSED = {
    "empty": "tệp rỗng (0 byte hoặc chỉ có khoảng trắng); hãy gửi lại tệp",
    "encrypted": "tệp Office được đặt mật khẩu; hãy gỡ mật khẩu rồi gửi lại",
    "doc": f"tệp Word đời cũ (.doc) chưa đọc được; {_RESEND}",
    "xls": "bảng tính Excel đời cũ (.xls) chưa đọc được; hãy lưu lại thành .xlsx",
    "ppt": f"tệp trình chiếu PowerPoint không đọc được; {_RESEND}",
    "pptx": f"tệp trình chiếu PowerPoint không đọc được; {_RESEND}",
    "ole": f"tệp Office đời cũ không nhận ra loại; {_RESEND}",
    "rtf": f"tệp RTF chưa đọc được; {_RESEND}",
    "odt": f"tệp OpenDocument (.odt) chưa đọc được; {_RESEND}",
    "ods": "bảng tính OpenDocument (.ods) chưa đọc được; hãy lưu lại thành .xlsx",
    "html": f"trang web (HTML) chưa đọc được; {_RESEND}",
    "eml": f"thư điện tử (.eml) chưa đọc được; hãy tách tệp đính kèm ra hoặc {_RESEND}",
    "msg": f"thư Outlook (.msg) chưa đọc được; hãy tách tệp đính kèm ra hoặc {_RESEND}",
    "zip": "tệp nén (.zip) chưa đọc được; hãy giải nén và gửi từng tệp",
    "rar": "tệp nén (.rar) chưa đọc được; hãy giải nén và gửi từng tệp",
    "7z": "tệp nén (.7z) chưa đọc được; hãy giải nén và gửi từng tệp",
    "gzip": "tệp nén (gzip) chưa đọc được; hãy giải nén và gửi từng tệp",
    "image": f"tệp là ảnh chụp, cần nhận dạng chữ (OCR) và chưa đọc được; {_RESEND}",
    "unknown": f"không nhận ra định dạng của tệp (có thể tệp hỏng); {_RESEND}",
}


def reading_function(format: str) -> ReadingFunction:
    """The reader of one of `READ_FORMATS`. Its libraries are imported only now."""
    if format not in READ_FORMATS:
        raise KeyError(f"no reader for the format {format!r}")
    function: ReadingFunction = import_module(f"pipeline.reading.{format}_reader").read
    return function


@cache
def reader_version(format: str) -> str:
    """The version that documents of `format` are cached under: "pdf-3f1c…".

    Changes with its reader's sources and libraries.
    """
    folder = Path(__file__).parent
    names = list(_SHARED)
    if format in READ_FORMATS:
        names += sorted(p.name for p in folder.glob(f"{format}_*.py"))
    digest = hashlib.sha256()
    for name in names:
        digest.update((folder / name).read_bytes())
    for library in _LIBRARIES.get(format, ()):
        digest.update(f"{library} {version(library)}".encode())
    return f"{format}-{digest.hexdigest()[:12]}"


def reader_versions() -> dict[str, str]:
    """The version of every format that there is, read or refused."""
    return {format: reader_version(format) for format in (*READ_FORMATS, *REFUSED)}
