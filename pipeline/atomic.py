"""Files that appear whole or not at all, and the hash of a file.

The one place where something is written beside its name and moved in. What is in a file is not known here;
folders and databases are swapped by `pipeline.warehouse`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes in hex. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def written_whole(path: Path, durable: bool = False) -> Iterator[Path]:
    """A path beside `path` to write to; moved to its name when the block ends well, else removed.

    Makes the folder. The name is hidden and differs by process and thread. A file that was there keeps its
    permissions. `durable`, for what cannot be computed again: on disk before it is moved, so that a power
    cut, too, leaves the old file or the new one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        yield partial
        if durable:
            with partial.open("rb") as stream:
                os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, partial)
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def write_whole(path: Path, content: str | bytes, durable: bool = False) -> None:
    """Write `content` (text as UTF-8) to `path`, whole or not at all. Raises `OSError`."""
    with written_whole(path, durable) as partial:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)
