"""What a paper says of itself: kind, province, period, number, dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.reading.document import Block, Document
from pipeline.submissions import recognise

DATA = Path(__file__).parent / "data"
REAL = Path("/work/shared/real")


def document(text: str, name: str = "x.txt") -> Document:
    lines = [line for line in text.split("\n") if line.strip()]
    blocks = tuple(Block("paragraph", line, f"đoạn {i}") for i, line in enumerate(lines, 1))
    return Document("0" * 64, name, "txt", blocks)


def papers(file: str) -> list[Any]:
    cases = yaml.safe_load((DATA / file).read_text("utf-8"))
    return [pytest.param(case, id=case["id"]) for case in cases]


@pytest.mark.parametrize("case", [*papers("reports.yaml"), *papers("others.yaml")])
def test_a_paper_is_told_apart_by_what_it_says(case: dict[str, Any]) -> None:
    said = recognise(document(case["text"], case["name"]), case["period"])
    found = {
        "kind": said.kind,
        "province": said.province_id,
        "level": said.issuer_level,
        "number": said.document_number,
        "sent": said.sent_date,
        "stated": said.period,
        "months": said.months,
        "replacement": said.replacement,
        "replaces": said.replaces_number,
        "is_report": said.is_report,
    }
    expected = dict(case["expect"])
    reason = expected.pop("reason", "")
    assert {k: found[k] for k in expected} == expected, said
    assert reason in said.reason
    assert bool(said.reason) == bool(reason)
