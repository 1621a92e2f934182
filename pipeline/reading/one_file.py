"""Reading one file in this process.

Hash, sniff, read, and every failure made a document that says what is wrong.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace
from pathlib import Path

from pipeline.reading.document import Document
from pipeline.reading.formats import READ_FORMATS, REFUSED, reader_version, reading_function
from pipeline.reading.limits import Limits
from pipeline.reading.reader import Reading, Unreadable
from pipeline.reading.sniff import sniff, wrong_ending

logger = logging.getLogger(__name__)


def read(path: Path, limits: Limits = Limits()) -> Document:  # noqa: B008  (frozen)
    """The document that the file at `path` holds; "unreadable" with a reason when it cannot be read.

    Reads in this process and so without its memory and time limits (`read_all` has them). Never raises for
    a bad file.
    """
    document, _ = read_bytes_of(path, limits)
    return named(document, path.name)


def read_bytes_of(path: Path, limits: Limits) -> tuple[Document, bool]:
    """The document without its name, and whether the answer holds whatever the limits (may be cached)."""
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            most = limits.max_bytes // 1_000_000
            reason = f"tệp nặng {size // 1_000_000} MB, vượt giới hạn {most} MB; hãy chia nhỏ tệp"
            return _refused(sha256, "unknown", reason), False
        data = path.read_bytes()
    except OSError as error:
        reason = f"không mở được tệp ({error.strerror}); hãy kiểm tra tệp trong thư mục báo cáo"
        return _refused("", "unknown", reason), False
    return _read(data, limits)


def named(document: Document, name: str) -> Document:
    """The document under the name that the file has here; a wrong ending is its first warning."""
    warning = wrong_ending(name, document.format)
    return replace(document, name=name, warnings=((warning,) if warning else ()) + document.warnings)


def _read(data: bytes, limits: Limits) -> tuple[Document, bool]:
    sha256 = hashlib.sha256(data).hexdigest()
    format = sniff(data)
    if format not in READ_FORMATS:
        return _refused(sha256, format, REFUSED[format]), True
    try:
        reading: Reading = reading_function(format)(data, limits)
    except Unreadable as refusal:
        return _refused(sha256, format, refusal.reason), not refusal.by_limit
    except MemoryError:
        return _refused(sha256, format, out_of_memory(limits)), False
    except RecursionError:
        return _refused(sha256, format, "tệp lồng nhau quá sâu, có thể bị hỏng; hãy lưu lại và gửi lại"), True
    except Exception as error:
        # A malformed file can make a library raise anything; it costs this file alone, and the trace is
        # logged.
        logger.exception("reading a %s file (%s) failed", format, sha256[:12])
        reason = f"tệp {format} hỏng hoặc có cấu trúc lạ ({type(error).__name__}); hãy mở, lưu lại và gửi lại"
        return _refused(sha256, format, reason), True
    document = Document(
        sha256,
        "",
        format,
        reading.blocks,
        reading.pages,
        warnings=reading.warnings,
        reader_version=reader_version(format),
    )
    if not document.text.strip():
        return _refused(
            sha256, format, f"tệp {format} không có chữ nào đọc được; hãy kiểm tra và gửi lại"
        ), True
    return document, True


def out_of_memory(limits: Limits) -> str:
    """The reason of a file that needs more memory than a worker has."""
    return f"đọc tệp cần quá {limits.memory // 1_000_000} MB bộ nhớ; hãy chia nhỏ tệp hoặc gửi bản khác"


def _refused(sha256: str, format: str, reason: str) -> Document:
    return Document(
        sha256, "", format, state="unreadable", reason=reason, reader_version=reader_version(format)
    )
