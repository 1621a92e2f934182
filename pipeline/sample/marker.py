"""Tells a sample home from a real one, and keeps the two apart.

A sample home carries `raw_reports/SAMPLE.md` and a manifest of the files that the writer put there. A file
in its inbox that is not among them, by content, is a real report in the wrong home.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pipeline.home import Home

MARK = "Tài liệu mẫu – số liệu giả định"
"""Stands on every page of every sample document."""
MARKER = "SAMPLE.md"
MANIFEST = ".sample-manifest.json"
_OWN = (MARKER, MANIFEST)
_REGISTERS = ("register.xlsx", "register.csv")


class MixedHomeError(RuntimeError):
    """Sample and real reports would lie in one home. The message says which file and what to do."""


def is_sample_home(home: Home) -> bool:
    """Whether the home's inbox was written by `doingoai sample`."""
    return (home.raw_reports / MARKER).is_file()


def assert_unmixed(home: Home) -> None:
    """Raises `MixedHomeError` when a sample home's inbox holds a file that is no sample file.

    Compared by content, so that a sample file may be renamed or ingested again. Registers may change:
    ingesting adds rows to them. A home that is no sample home passes.
    """
    if not is_sample_home(home):
        return
    known = manifest(home)
    for path in inbox_files(home.raw_reports):
        if path.name in _REGISTERS and path.parent.parent == home.raw_reports:
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() not in known:
            raise MixedHomeError(
                f"{path.relative_to(home.root)} is no sample file, but {home.root} is a sample home: "
                "move it to a home of its own (set DOINGOAI_HOME)"
            )


def assert_may_join(home: Home, paths: Iterable[Path]) -> None:
    """Raises `MixedHomeError` when one of the files would bring a real report into a sample home."""
    if not is_sample_home(home):
        return
    known = manifest(home)
    for path in paths:
        if hashlib.sha256(path.read_bytes()).hexdigest() not in known:
            raise MixedHomeError(
                f"{path} is no sample file, but {home.root} is a sample home: "
                "ingest it into a home of its own (set DOINGOAI_HOME)"
            )


def manifest(home: Home) -> dict[str, str]:
    """SHA-256 of every file that the sample writer wrote -> its path below `raw_reports/`."""
    written = json.loads((home.raw_reports / MANIFEST).read_text(encoding="utf-8"))
    return {entry["sha256"]: entry["path"] for entry in written["files"]}


def mark(home: Home, paths: list[Path], seed: int) -> None:
    """Writes the marker and the manifest for the files that were written."""
    home.raw_reports.mkdir(parents=True, exist_ok=True)
    entries = [
        {
            "path": path.relative_to(home.raw_reports).as_posix(),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(paths)
    ]
    text = json.dumps({"seed": seed, "files": entries}, ensure_ascii=False, indent=1)
    (home.raw_reports / MANIFEST).write_text(text + "\n", encoding="utf-8")
    (home.raw_reports / MARKER).write_text(
        f"# {MARK}\n\nThư mục này do `doingoai sample` tạo ra (seed {seed}): "
        "mọi báo cáo và số liệu ở đây là giả định.\n"
        "Không đặt báo cáo thật vào đây.\n",
        encoding="utf-8",
    )


def inbox_files(raw_reports: Path) -> list[Path]:
    """Every file below `raw_reports/` but the marker, the manifest and hidden ones."""
    if not raw_reports.is_dir():
        return []
    return sorted(
        path
        for path in raw_reports.rglob("*")
        if path.is_file() and path.name not in _OWN and not path.name.startswith(".")
    )


def make_room(home: Home) -> None:
    """Empties a sample home's inbox for a new sample. Raises `MixedHomeError` where real reports lie."""
    if is_sample_home(home):
        assert_unmixed(home)
        for path in inbox_files(home.raw_reports):
            path.unlink()
    elif files := inbox_files(home.raw_reports):
        raise MixedHomeError(
            f"{home.raw_reports} already holds reports ({files[0].relative_to(home.raw_reports)} for one): "
            "the sample goes into a folder of its own, name another one with --to"
        )
