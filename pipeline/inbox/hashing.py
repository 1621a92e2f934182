"""SHA-256 of the inbox's files, remembered so that an unchanged month costs milliseconds.

The cache is a convenience: an unreadable or foreign cache file is the same as none. What a file means is
not decided here.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from pipeline.atomic import sha256_of, write_whole


class HashCache:
    """Hashes by (path, size, modification time in ns), kept in one JSON file that is written atomically."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _load(file)
        self._changed = False
        self.computed = 0
        """How many files had to be read since the cache was opened."""

    def sha256(self, path: Path, name: str, stat: os.stat_result) -> str:
        """The hash of `path`, from the cache when `name`, size and modification time are the known ones."""
        key = [stat.st_size, stat.st_mtime_ns]
        entry = self._known.get(name)
        if entry is not None and entry[:2] == key:
            return str(entry[2])
        value = sha256_of(path)
        self.computed += 1
        self._known[name] = [*key, value]
        self._changed = True
        return value

    def save(self) -> None:
        """Writes the cache beside its place and moves it in, if anything changed. Raises `OSError`."""
        if not self._changed:
            return
        # Another month may have saved since this one was opened: its entries are kept.
        merged = {**_load(self._file), **self._known}
        write_whole(self._file, json.dumps(merged, separators=(",", ":"), ensure_ascii=False))
        self._changed = False


def _load(file: Path) -> dict[str, list[int | str]]:
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(raw, dict):
        return {}
    return {k: v for k, v in raw.items() if isinstance(v, list) and len(v) == 3}
