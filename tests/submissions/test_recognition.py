"""What a paper says of itself: kind, province, period, number, dates."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.home import PROJECT_ROOT
from pipeline.reading.document import Block, Cell, Document
from pipeline.submissions import recognise

DATA = Path(__file__).parent / "data"
REAL = Path(os.environ.get("DOINGOAI_REAL_PAPERS") or PROJECT_ROOT.parent / "shared" / "real")
"""Real papers are never committed; where they lie beside the project, the last tests read them, too."""


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


def as_docx(text: str) -> Document:
    """The same paper as Word holds it: the head in a borderless table of two columns."""
    lines = [line for line in text.split("\n") if line.strip()]
    left, right, rest = "\n".join(lines[:3]), "\n".join(lines[3:5]), lines[5:]
    cells = (Cell(1, 1, left, "bảng 1, hàng 1, cột 1"), Cell(1, 2, right, "bảng 1, hàng 1, cột 2"))
    head = Block("table", f"{left}\t{right}", "bảng 1", cells=cells)
    body = tuple(Block("paragraph", line, f"đoạn {i}") for i, line in enumerate(rest, 1))
    return Document("0" * 64, "x.docx", "docx", (head, *body))


def test_the_head_may_stand_in_a_table() -> None:
    case = yaml.safe_load((DATA / "reports.yaml").read_text("utf-8"))[0]
    said = recognise(as_docx(case["text"]), case["period"])
    assert (said.province_id, said.document_number) == ("hai_duong", "12-BC/TU")
    assert (said.sent_date, said.issuer) == (date(2023, 6, 20), "Tỉnh ủy Hải Dương")


@pytest.mark.parametrize("cut", [1, 2, 4, 6, 8])
def test_a_report_stays_one_without_its_first_lines(cut: int) -> None:
    for case in yaml.safe_load((DATA / "reports.yaml").read_text("utf-8"))[:3]:
        lines = [line for line in case["text"].split("\n") if line.strip()]
        said = recognise(document("\n".join(lines[cut:])), case["period"])
        assert said.is_report, (case["id"], said)


@pytest.mark.parametrize("state", ["unreadable", "read"])
def test_what_cannot_be_read_is_known_by_its_name_alone(state: Any) -> None:
    said = recognise(
        Document("0" * 64, "BC Ninh Thuận.pdf", "pdf", state=state, reason="Tệp hỏng."), "2023-06"
    )
    assert (said.kind, said.province_id, said.is_report) == ("unknown", "ninh_thuan", False)
    assert said.reason == "Tệp hỏng."


def test_a_wrong_period_is_refused() -> None:
    with pytest.raises(ValueError, match="2023-13"):
        recognise(document("BÁO CÁO"), "2023-13")


LONG = DATA / "long"


def real(name: str) -> list[Path]:
    """The real paper of this name: one case where it lies beside the project, else none."""
    return [REAL / name] if (REAL / name).is_file() else []


def stem(value: object) -> str | None:
    return value.stem if isinstance(value, Path) else None


NO_REPORTS = [
    (LONG / "plan.txt", "2024-06", "plan"),
    (LONG / "plan.txt", "2024-12", "plan"),
    (LONG / "article.txt", "2019-06", "article"),
    (LONG / "national.txt", "2022-06", "national_report"),
    *((path, "2025-06", "plan") for path in real("dong_nai_2025_plan.txt")),
    *((path, "2025-12", "plan") for path in real("dong_nai_2025_plan.txt")),
    *((path, "2019-06", "article") for path in real("dong_nai_2019_article.txt")),
    *((path, "2017-06", "national_report") for path in real("national_2017H1_report.txt")),
]


@pytest.mark.parametrize(
    ("path", "period", "kind"), NO_REPORTS, ids=lambda value: getattr(value, "stem", None)
)
@pytest.mark.parametrize("cut", [0, 5, 10, 20, 40])
def test_a_long_paper_that_is_no_provinces_report_is_none_without_its_head_too(
    path: Path, period: str, kind: str, cut: int
) -> None:
    lines = path.read_text("utf-8").split("\n")
    if path.parent == LONG:
        cut //= 2  # they are half as long as real ones
    said = recognise(document("\n".join(lines[cut:]), "a.txt"), period)
    assert (said.kind, said.is_report) == (kind, False)
    assert said.reason


REPORTS = [
    *((LONG / "report.txt", "vinh_long", *span) for span in ((0, 99), (4, 99), (8, 99), (15, 99), (20, 50))),
    *(
        (path, "dong_nai", *span)
        for path in real("dong_nai_2023H1_report.txt")
        for span in ((0, 999), (10, 999), (20, 999), (40, 999), (100, 999), (40, 170))
    ),
]


@pytest.mark.parametrize(("path", "province", "first", "last"), REPORTS, ids=stem)
def test_a_long_report_with_and_without_its_ends(path: Path, province: str, first: int, last: int) -> None:
    lines = path.read_text("utf-8").split("\n")
    said = recognise(document("\n".join(lines[first:last]), "a.txt"), "2023-06")
    assert (said.province_id, said.period, said.months, said.is_report) == (province, "2023-06", 6, True)
