"""The process in which files are read: one child per file, with the kernel holding memory and time.

Run as `python -m pipeline.reading.worker`; it speaks length-prefixed JSON over its standard input and
output and forks one child per
request. A process of its own, and not multiprocessing's forkserver, because that one imports the caller's
main module again in
every child, which under the `dagster` program costs seconds a file and brings Dagster into the workers. No
Dagster, no pandas here.
"""

from __future__ import annotations

import gzip
import json
import logging
import os
import resource
import signal
import struct
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from pipeline.reading.limits import Limits
from pipeline.reading.one_file import read_bytes_of

_NEEDS = {
    ".docx": ("pipeline.reading.docx_reader",),
    ".pdf": ("pipeline.reading.pdf_reader",),
    ".xlsx": ("pipeline.reading.xlsx_reader", "openpyxl"),
    ".txt": ("pipeline.reading.txt_reader",),
}
HEADER = struct.Struct(">BI")
"""(status, length) before each answer's bytes."""
OUT_OF_MEMORY = 12
"""Exit code of a child whose memory did not even suffice to say so (ENOMEM)."""
READ, READ_NOT_KEPT, TIMED_OUT, KILLED = range(4)
"""Statuses: a document.

One that must not be cached; out of time; ended by signal or exit code (4 bytes, signed).
"""


def read_exactly(stream: BinaryIO, length: int) -> bytes | None:
    """`length` bytes of `stream`, or None when it ends before."""
    data = b""
    while len(data) < length:
        part = stream.read(length - len(data))
        if not part:
            return None
        data += part
    return data


def packed(document_json: str) -> bytes:
    """A document's JSON as the cache keeps it.

    Level 3: the size within 15 % of level 9, at a third of the time.
    """
    return gzip.compress(document_json.encode(), 3, mtime=0)


def answer(request: dict[str, Any]) -> tuple[int, bytes]:
    """Read the file of one request: its status and the packed document."""
    limits = Limits(**request["limits"])
    _preserve(limits)
    document, keep = read_bytes_of(Path(request["path"]), limits)
    return (READ if keep else READ_NOT_KEPT), packed(document.to_json())


def _preserve(limits: Limits) -> None:
    """Set the kernel's bounds on this process.

    Beyond memory an allocation fails, beyond time SIGALRM ends it.
    """
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)


def _in_child(request: dict[str, Any], answers: BinaryIO) -> tuple[int, bytes]:
    """Fork, read, and take the child's answer; however it ends, there is one."""
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(source)
        os.close(answers.fileno())  # or the parent would wait for this child when the worker itself is gone
        code = 1
        try:
            status, body = answer(request)
            with os.fdopen(sink, "wb") as pipe:
                pipe.write(HEADER.pack(status, len(body)) + body)
            code = 0
        except MemoryError:
            code = OUT_OF_MEMORY
        finally:
            os._exit(code)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        head = read_exactly(pipe, HEADER.size)
        document = read_exactly(pipe, HEADER.unpack(head)[1]) if head else None
    _, ended = os.waitpid(child, 0)
    if head is not None and document is not None:
        return HEADER.unpack(head)[0], document
    code = os.waitstatus_to_exitcode(ended)
    return (TIMED_OUT, b"") if code == -signal.SIGALRM else (KILLED, code.to_bytes(4, "big", signed=True))


def main() -> None:
    """Answer requests until the input ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get among the answers
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    while (head := read_exactly(requests, 4)) is not None:
        body = read_exactly(requests, int.from_bytes(head, "big"))
        if body is None:
            return
        request: dict[str, Any] = json.loads(body)
        for module in _NEEDS.get(Path(request["path"]).suffix.lower(), ()):
            import_module(
                module
            )  # once here and not in every child; the ending is a guess, nothing rests on it
        status, payload = _in_child(request, answers)
        answers.write(HEADER.pack(status, len(payload)) + payload)
        answers.flush()


if __name__ == "__main__":
    main()
