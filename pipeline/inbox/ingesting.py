"""Takes new files into the inbox and writes them into the register.

Nothing in the inbox is ever overwritten or removed here; the register is written beside its place and moved
in, under a lock, so that two clerks lose no row.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pipeline import catalogue
from pipeline.atomic import sha256_of, written_whole
from pipeline.home import Home
from pipeline.inbox import folder
from pipeline.inbox.authors import author_resolver, last_day
from pipeline.inbox.records import RegisterRow
from pipeline.inbox.register import read_register
from pipeline.inbox.register_writing import append_row


def ingest(
    home: Home,
    paths: Sequence[Path],
    period: str,
    province: str | None = None,
    received: date | None = None,
    sent: date | None = None,
    number: str | None = None,
    say: Callable[[str], None] = lambda message: None,
) -> tuple[Path, ...]:
    """Copies `paths` into the inbox of `period`, appends a register row, and gives the places there.

    `province` is a name or an id. Bytes that are already in the period's inbox are not copied again (the
    place given is the one that they have, and `say` is told); a name that is taken by other bytes gets a
    number. Raises `ValueError` for a wrong period, an unknown province or a register that cannot be read,
    `OSError` for a file that cannot; in each case before anything is changed.
    """
    day = last_day(period)
    author = _author(province, period, day) if province else ""
    for path in paths:
        if not path.is_file():
            raise FileNotFoundError(f"{path}: no such file")
    target = home.inbox(period)
    with _locked(home):
        register = next(iter(folder.registers(target)), target / "register.csv")
        rows = _rows_before(register, period)
        target.mkdir(parents=True, exist_ok=True)
        present = {f.sha256: home.raw_reports / f.path for f in folder.files(home, period)[0]}
        placed = [_place(Path(p), target, present, say) for p in paths]
        names = [p.relative_to(target).as_posix() for p in placed]
        written = {a for row in rows for a in row.attachments}
        new = [n for n in names if n not in written]
        if new or not paths:
            append_row(
                register,
                period,
                {
                    "author": author,
                    "received_date": received,
                    "sent_date": sent,
                    "document_number": number or "",
                    "attachments": "; ".join(new),
                },
            )
        else:
            say("Các tệp này đã có trong sổ công văn đến; sổ giữ nguyên.")
    return tuple(placed)


def _author(province: str, period: str, day: date) -> str:
    found = next((p for p in catalogue.provinces_on(day) if p.province_id == province), None)
    if found is None:
        province_id, hint = author_resolver(period)(province)
        if not province_id:
            raise ValueError(f"“{province}” không phải tỉnh, thành phố nào của kỳ {period}{hint}")
        found = catalogue.province(province_id)
    return found.title


def _rows_before(register: Path, period: str) -> list[RegisterRow]:
    if not register.exists():
        return []
    before = read_register(register, period, lambda author: (author, ""))
    if not before.heading_row:
        raise ValueError(f"{register.name}: {before.findings[0].message} {before.findings[0].action}")
    return before.rows


def _place(source: Path, target: Path, present: dict[str, Path], say: Callable[[str], None]) -> Path:
    digest = sha256_of(source)
    if digest in present:
        say(f"{source.name}: đã có trong hộp thư đến với tên {present[digest].name}; không chép lại.")
        return present[digest]
    place, count = target / source.name, 1
    while place.exists() or folder.is_ignored(place.name):
        count += 1
        place = target / f"{source.stem.lstrip('.~$') or 'tep'} ({count}){source.suffix}"
    if place.name != source.name:
        say(f"{source.name}: tên đã có, chép thành {place.name}.")
    with written_whole(place) as half:
        shutil.copyfile(source, half)
    present[digest] = place
    return place


@contextmanager
def _locked(home: Home) -> Iterator[None]:
    home.cache.mkdir(parents=True, exist_ok=True)
    with (home.cache / "register.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
