"""What docs/ADDING.md adds, added: an indicator, a spelling, a header, a wording, a rule, by data alone.

The code is copied with its catalogue, the page's blocks are put into the copy's data files, and one report
goes through reading, submissions, extraction and settling in a process of its own, before and after. Its
text is of sample data.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from docx import Document

from pipeline.home import PROJECT_ROOT, Home

PERIOD = "2023-06"
PAGE = PROJECT_ROOT / "docs" / "ADDING.md"
BLOCK = re.compile(r"<!-- adds to: (?P<file>\S+) -->\n```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)

HEAD = """TỈNH ỦY ĐÔNG NAI
*
Số 101-BC/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Ngày 20 tháng 6 năm 2023
BÁO CÁO
công tác đối ngoại 6 tháng đầu năm 2023
(Tài liệu mẫu – số liệu giả định)
I. KẾT QUẢ CÔNG TÁC ĐỐI NGOẠI 6 THÁNG ĐẦU NĂM 2023""".splitlines()
BODY = (
    "Trong 6 tháng đầu năm 2023, tỉnh đã đón 16 đoàn vào với 1.520 lượt khách.",
    "Trong kỳ, trên địa bàn tỉnh có 35 tình nguyện viên quốc tế, cùng kỳ năm 2022 có 28 tình nguyện viên.",
    "Có 12 đoàn xuất ngoại trong 6 tháng đầu năm.",
)
ANNEX = (("Chỉ tiêu", "Đơn vị", "Thực hiện", "Kỳ đối chiếu"), ("Dự án ODA", "dự án", "9", "7"))

RUN = """
import sys
from pathlib import Path
from pipeline import steps
from pipeline.home import Home

for step in (steps.files, steps.documents, steps.submissions, steps.candidates, steps.figures):
    step(Home(Path(sys.argv[1])), sys.argv[2])
"""
TABLES = ("submissions", "candidates", "figures", "to_review", "rule_results")


@dataclass(frozen=True)
class Ran:
    """What one run of the report gave."""

    tables: dict[str, list[dict[str, Any]]]

    def settled(self, indicator: str, role: str = "actual") -> tuple[float, str] | None:
        """(value, status) of a key, in force or in review."""
        rows = [*self.tables["figures"], *self.tables["to_review"]]
        one = next((r for r in rows if (r["indicator"], r["role"]) == (indicator, role)), None)
        return (one["value"], one["status"]) if one else None

    def found(self, indicator: str) -> list[tuple[str, float]]:
        """(role, value) of its candidates that were not set aside."""
        return [
            (c["role"], c["value"])
            for c in self.tables["candidates"]
            if c["indicator"] == indicator and not c["set_aside"]
        ]


def added(raw: Any, more: Any) -> Any:
    """`more` under the keys of the same name: lists longer, mappings with more keys, nothing replaced."""
    if isinstance(raw, dict) and isinstance(more, dict):
        return raw | {key: added(raw[key], value) if key in raw else value for key, value in more.items()}
    assert isinstance(raw, list), "the page replaces an entry"
    assert isinstance(more, list), "the page puts a mapping into a list"
    return [*raw, *more]


def put(catalogue: Path, file: str, kind: str, body: str) -> None:
    """One block of the page into a copy of the catalogue."""
    path = catalogue / file
    if kind == "yaml":
        raw = added(yaml.safe_load(path.read_text("utf-8")), yaml.safe_load(body))
        path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
        return
    more = {row["province_id"]: row for row in csv.DictReader(io.StringIO(body))}
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        names, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        for name, value in more.pop(row["province_id"], {}).items():
            if name != "province_id":
                row[name] = ";".join(filter(None, (row[name], value)))
    assert not more, "the page names a row that is not there"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def blocks() -> list[tuple[str, str, str]]:
    return [(m["file"], m["kind"], m["body"]) for m in BLOCK.finditer(PAGE.read_text("utf-8"))]


def copy_of_the_code(root: Path) -> Path:
    """The project's code below `root`, with its compiled bytes, without what only training needs."""
    skip = shutil.ignore_patterns("corpus", "families", "*.duckdb")
    shutil.copytree(PROJECT_ROOT / "pipeline", root / "pipeline", ignore=skip)
    shutil.copytree(PROJECT_ROOT / "warehouse" / "models", root / "warehouse" / "models")
    return root


def code_of(root: Path) -> dict[str, str]:
    """Everything but the catalogue's data, by hash."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((root / "pipeline").rglob("*"))
        if path.suffix in (".py", ".json")
    }


def write_report(path: Path) -> None:
    document = Document()
    for line in (*HEAD, *BODY):
        document.add_paragraph(line)
    document.add_paragraph("Phụ lục. Số liệu 6 tháng đầu năm 2023")
    table = document.add_table(rows=len(ANNEX), cols=len(ANNEX[0]))
    for r, row in enumerate(ANNEX):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document.save(str(path))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Ran]:
    """The report with the catalogue as it is, and with the page's blocks."""
    started = {}
    for name in ("before", "after"):
        root = copy_of_the_code(tmp_path_factory.mktemp(name))
        home = Home(root / "home")
        home.inbox(PERIOD).mkdir(parents=True)
        write_report(home.inbox(PERIOD) / "bao_cao.docx")
        if name == "after":
            code = code_of(root)
            for block in blocks():
                put(root / "pipeline" / "catalogue", *block)
            assert code_of(root) == code
        started[name] = (
            home,
            subprocess.Popen(
                [sys.executable, "-c", RUN, str(home.root), PERIOD],
                cwd=root,
                env=os.environ | {"PYTHONPATH": str(root)},
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            ),
        )
    ran = []
    for home, process in started.values():
        _, complaint = process.communicate(timeout=120)
        assert process.returncode == 0, complaint[-2000:]
        ran.append(Ran({table: rows_of(home.work(PERIOD) / f"{table}.parquet") for table in TABLES}))
    return ran[0], ran[1]


def rows_of(path: Path) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        cursor = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_the_page_adds_one_of_each() -> None:
    assert {file for file, _, _ in blocks()} == {
        "provinces.csv",
        "cues/tables.yaml",
        "cues/cues.yaml",
        "cues/nouns.yaml",
        "cues/frames.yaml",
        "indicators.yaml",
        "rules.yaml",
    }


def province_of(ran: Ran) -> list[str]:
    return [row["province_id"] for row in ran.tables["submissions"]]


def test_a_spelling(runs: tuple[Ran, Ran]) -> None:
    before, after = runs
    assert "dong_nai" not in province_of(before)
    assert province_of(after) == ["dong_nai"]


CASES: list[tuple[str, Callable[[Ran], Any], Any]] = [
    ("the value under a known header", lambda ran: ran.settled("oda_projects"), (9, "accepted")),
    ("a header", lambda ran: ran.settled("oda_projects", "prior_year"), (7, "accepted")),
    ("a wording", lambda ran: ran.found("delegations_out"), [("actual", 12)]),
    (
        "an indicator",
        lambda ran: ran.found("foreign_volunteers"),
        [("actual", 35), ("prior_year", 28)],
    ),
]


@pytest.mark.parametrize(("look", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_was_added_is_read(runs: tuple[Ran, Ran], look: Callable[[Ran], Any], expected: Any) -> None:
    before, after = runs
    assert look(before) != expected
    assert look(after) == expected


def test_a_new_indicator_is_settled(runs: tuple[Ran, Ran]) -> None:
    settled = runs[1].settled("foreign_volunteers")
    assert settled is not None
    assert settled[0] == 35


def test_a_rule(runs: tuple[Ran, Ran]) -> None:
    before, after = runs
    assert "members_in_per_delegation" not in {r["rule"] for r in before.tables["rule_results"]}
    found = next(r for r in after.tables["rule_results"] if r["rule"] == "members_in_per_delegation")
    assert found["province_id"] == "dong_nai"
    assert "Bình quân hơn 60 người một đoàn vào: 1.520" in found["message"]
    waiting = {r["indicator"]: r["reason"] for r in after.tables["to_review"]}
    assert found["message"] in waiting["delegations_in"]
    assert found["message"] in waiting["delegation_members_in"]
