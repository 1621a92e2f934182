"""Whose a number is and of which time, on texts of ours (`tests/data/owners`, `tests/data/periods`).

Readings are weighed elsewhere: what is held here is the owner and the time of each number, however it is
read, and that no number of somebody else or of another time is accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extraction import Candidate, Context, extract, extract_text
from pipeline.reading.document import Block, Document

DATA = Path(__file__).parents[1] / "data"
FIGURES = ("province", "nation", "other_province")
NOBODYS = ("none", "region", "project", "organisation", "part", "abroad")
MARK = re.compile(r"⟦(\d+)⟧")
TIME = re.compile(r"\d{4}-\d{2}/\d+$")


@dataclass(frozen=True)
class Case:
    name: str
    context: Context
    raw: dict[str, Any]


def cases() -> list[Case]:
    found = []
    for path in sorted([*DATA.glob("owners/*.yaml"), *DATA.glob("periods/*.yaml")]):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        for number, case in enumerate(raw["cases"], start=1):
            of = case.get("of", f"{raw['province']} {raw['period']}/{raw['months']}")
            province, period, months = re.split("[ /]", of)
            found.append(Case(f"{path.stem} {number}", Context(province, period, int(months)), case))
    return found


def block(written: str) -> Block:
    """ "kind|text", of a footnote "footnote|mark|text"; ⟦1⟧ is a mark in the text."""
    kind, text = written.split("|", 1)
    label = "-" if kind == "list_item" else ""
    if kind == "footnote":
        label, text = text.split("|", 1)
    marks, offsets, plain, at = [], [], "", 0
    for match in MARK.finditer(text):
        plain += text[at : match.start()]
        marks.append(match[1])
        offsets.append(len(plain))
        at = match.end()
    level = 1 if kind == "heading" else 0
    notes, places = tuple(marks), tuple(offsets)
    return Block(kind, plain + text[at:], "đoạn", level=level, label=label, notes=notes, note_offsets=places)  # type: ignore[arg-type]


def candidates(case: Case) -> list[Candidate]:
    if "text" in case.raw:
        return list(extract_text(case.raw["text"], case.context))
    blocks = tuple(block(written) for written in case.raw["blocks"])
    found = extract(Document("0" * 64, "a.docx", "docx", blocks), case.context)
    return sorted(found, key=lambda c: c.block)


def said_of(found: Candidate) -> str:
    whose = found.province_id if found.owner in FIGURES else found.owner
    return f"{whose} {found.period}/{found.months} {found.status} [{found.set_aside}]"


def wrong(found: Candidate, wanted: str) -> bool:
    accepted = found.status == "accepted" and bool(found.indicator) and not found.set_aside
    if wanted == "other":
        return accepted
    if wanted in NOBODYS:
        return found.owner in FIGURES and bool(found.indicator) and not found.set_aside
    owner, _, time = wanted.rpartition(" ") if TIME.search(wanted) else (wanted, "", "")
    if "/" in wanted and not owner and not TIME.match(wanted):
        owner, time = wanted.split("/", 1)
    if owner and (found.owner not in FIGURES or found.province_id != owner):
        return True
    asked = found.status == "review" and "có thể là" in found.note
    return bool(time) and f"{found.period}/{found.months}" != time and not asked


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases()])
def test_whose_and_when(case: Case) -> None:
    left = candidates(case)
    missed = []
    for entry in case.raw["expect"]:
        number, wanted = str(entry).split(" ", 1)
        stated = (number, number.split("/")[0])
        place = next((i for i, c in enumerate(left) if c.value_stated.split()[0] in stated), None)
        if place is None:
            if wanted not in (*NOBODYS, "other"):
                missed.append(f"{entry}: no such number")
            continue
        found, left = left[place], left[place + 1 :]
        if wrong(found, wanted):
            missed.append(f"{entry}: {said_of(found)}")
    assert not missed
