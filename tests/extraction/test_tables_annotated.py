"""The annexes of tests/data/tables: each file of them holds tables as they stand and what they state.

`score` is also a command: `python tests/extraction/test_tables_annotated.py [FILE…]` prints what was found of
each file of tables, and every difference.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.catalogue import indicators
from pipeline.extraction import Candidate, Context, extract
from pipeline.reading.document import Block, Cell, Document

FOLDER = Path(__file__).parents[1] / "data" / "tables"
Key = tuple[str, str, float, str, str]
"""Indicator, role, value (rounded to 9 digits), unit, "period/months"."""


@dataclass(frozen=True)
class Annex:
    """One annotated annex: its blocks and what they state of the province's own figures."""

    name: str
    form: str
    context: Context
    blocks: tuple[Block, ...]
    accepted: frozenset[Key] = frozenset()
    review: frozenset[Key] = frozenset()
    may: frozenset[Key] = frozenset()


@dataclass
class Score:
    """How the figures of some annexes were found."""

    expected: int = 0
    found: int = 0
    accepted: int = 0
    silent_errors: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def table(text: str, number: int, caption: str = "") -> Block:
    """The table block of rows in short form: "|" between cells, "<" and "^" are covered by a merged cell."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    cells = []
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            if words in ("<", "^"):
                continue
            width = 1
            while row[c + width : c + width + 1] == ["<"]:
                width += 1
            height = 1
            while r + height < len(rows) and rows[r + height][c : c + 1] == ["^"]:
                height += 1
            place = f"bảng {number}, hàng {r + 1}, cột {c + 1}"
            cells.append(Cell(r + 1, c + 1, words, place, height, width))
    return Block("table", "", f"bảng {number}", page=number, cells=tuple(cells), caption=caption)


def annexes(path: Path) -> Iterator[Annex]:
    """The annexes of one data file."""
    for raw in yaml.safe_load(path.read_text("utf-8")):
        period, months = raw.get("period", "2023-06/6").split("/")
        context = Context(raw.get("province", "ha_nam"), period, int(months))
        blocks = tuple(_block(b, n) for n, b in enumerate(raw["blocks"], 1))
        lists = {k: frozenset(_keys(raw.get(k, ""), context)) for k in ("accepted", "review", "may")}
        yield Annex(raw["name"], raw["form"], context, blocks, **lists)


def _block(raw: dict[str, Any], number: int) -> Block:
    if "rows" in raw:
        return table(raw["rows"], number, raw.get("caption", ""))
    kind, text = next(iter(raw.items()))
    return Block("heading" if kind == "heading" else "paragraph", text, f"đoạn {number}", page=number)


def _keys(text: str, context: Context) -> Iterator[Key]:
    for line in text.splitlines():
        indicator, role, value, *more = line.split()
        time = f"{context.period}/{context.months}"
        unit = "percent" if role == "change_pct" else indicators()[indicator].unit
        for word in more:
            time, unit = (word[1:], unit) if word.startswith("@") else (time, word)
        yield indicator, role, float(value), unit, time


def own(annex: Annex) -> list[Candidate]:
    """What the annex's tables state of the province's own figures."""
    document = Document("0" * 64, "phu_luc.docx", "docx", annex.blocks)
    return [
        c
        for c in extract(document, annex.context)
        if c.method == "table" and not c.set_aside and c.province_id == annex.context.province_id
    ]


def key(c: Candidate) -> Key:
    return c.indicator, c.role, round(c.value, 9), c.unit, f"{c.period}/{c.months}"


def shown(k: Key) -> str:
    return f"{k[0]} {k[1]} {k[2]:_.15g} {k[3]} @{k[4]}"


def score(all_annexes: list[Annex]) -> Score:
    """Counts over several annexes; each difference a line."""
    result = Score()
    for annex in all_annexes:
        status: dict[Key, str] = {}
        for c in own(annex):
            status[key(c)] = "accepted" if "accepted" in (c.status, status.get(key(c))) else "review"
        accepted = {k for k, s in status.items() if s == "accepted"}
        result.expected += len(annex.accepted)
        result.found += len(annex.accepted & status.keys())
        result.accepted += len(annex.accepted & accepted)
        name = annex.name
        result.silent_errors += [f"{name}: {shown(k)}" for k in sorted(accepted - annex.accepted - annex.may)]
        spare = set(status) - accepted - annex.accepted - annex.review - annex.may
        result.others += [f"{name}: {shown(k)}" for k in sorted(spare)]
        missed = (annex.accepted | annex.review) - status.keys()
        result.missed += [f"{name}: {shown(k)}" for k in sorted(missed)]
    return result


EVERY = [annex for path in sorted(FOLDER.glob("*.yaml")) for annex in annexes(path)]


@pytest.mark.parametrize("annex", EVERY, ids=lambda a: a.name)
def test_an_annex_states_this_and_nothing_else(annex: Annex) -> None:
    found = own(annex)
    certain = {shown(key(c)) for c in found if c.status == "accepted"} - {shown(k) for k in annex.may}
    asked = {shown(key(c)) for c in found if c.status == "review"} - {shown(k) for k in annex.may} - certain
    assert certain == {shown(k) for k in annex.accepted}
    assert asked == {shown(k) for k in annex.review}


if __name__ == "__main__":
    for file in [Path(a) for a in sys.argv[1:]] or sorted(FOLDER.glob("*.yaml")):
        s = score(list(annexes(file)))
        print(f"{file.name}: expected {s.expected}, found {s.found}, accepted {s.accepted}", end="")
        print(f", silent errors {len(s.silent_errors)}, other readings {len(s.others)}")
        for label, lines in (("MISSED", s.missed), ("WRONG", s.silent_errors), ("SPARE", s.others)):
            print("".join(f"  {label} {line}\n" for line in lines), end="")
