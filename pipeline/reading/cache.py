"""Documents by file hash and reader version, on disk. Keeping and finding only; nothing is read here.

`<cache>/documents/<sha256>.<version>.json.gz`, without the file's name, which is not a property of its bytes.
"""

from __future__ import annotations

import gzip
import os
from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.reading.document import Document
from pipeline.reading.formats import reader_version, reader_versions

ENDING = ".json.gz"


def folder_of(cache: Path) -> Path:
    """Where the documents of a cache lie."""
    return cache / "documents"


def cached(cache: Path) -> dict[str, Path]:
    """Every file hash whose document the present readers made, and where it lies.

    One listing of the folder.
    """
    versions = set(reader_versions().values())
    try:
        entries = list(os.scandir(folder_of(cache)))
    except FileNotFoundError:
        return {}
    found = {}
    for entry in entries:
        sha256, _, rest = entry.name.partition(".")
        if rest.endswith(ENDING) and rest[: -len(ENDING)] in versions:
            found[sha256] = Path(entry.path)
    return found


def keep(cache: Path, sha256: str, version: str, packed: bytes) -> Path:
    """Put a packed document into the cache atomically and give its path."""
    target = folder_of(cache) / f"{sha256}.{version}{ENDING}"
    write_whole(target, packed)
    return target


def unpacked(packed: bytes) -> Document:
    """The document, still without a name.

    Raises `OSError`, `ValueError`, `KeyError` or `TypeError` when it is damaged.
    """
    return Document.from_json(gzip.decompress(packed))


def load_document(cache: Path, sha256: str, format: str) -> Document | None:
    """The cached document of a file's bytes as the present reader of `format` made it, or None.

    Its name is empty.
    """
    path = folder_of(cache) / f"{sha256}.{reader_version(format)}{ENDING}"
    return unpacked(path.read_bytes()) if path.exists() else None
