"""Every rule, through the real path: it fires on three documents of ours, and none on the correct reports.

The documents are data (`tests/data/rules`), read, extracted and settled as a report is. That a rule is
silent says something only where it has what it compares, so that is counted, too: a rule on figures must
come to its comparison in three correct reports; a rule on texts must fire in three of them once the words
under `near` in the report are changed. The inner contradictions of a real report, where it is at hand, come
out as findings of the same rules.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.catalogue import indicators
from pipeline.catalogue.rules import Rule, rule_book
from pipeline.catalogue.text_rules import text_rules
from pipeline.extraction import Context, extract
from pipeline.reading import Block, Document
from pipeline.settling import rules
from pipeline.settling.readings import enter, identify
from pipeline.settling.statements import statements
from pipeline.settling.text_findings import COMPARED
from pipeline.submissions.records import Submission

_found = util.spec_from_file_location("rule_documents", Path(__file__).with_name("rule_documents.py"))
assert _found is not None
assert _found.loader is not None
rule_documents = util.module_from_spec(_found)
_found.loader.exec_module(rule_documents)

RULES = [r.id for r in rule_book().rules] + [r.id for r in text_rules()]
CORRECT = sorted((rule_documents.DATA / "correct").glob("*.yaml"))
REAL = Path(__file__).parents[3] / "shared" / "real" / "dong_nai_2023H1_report.txt"


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Collection[str]]:
    """The correct reports in which each rule on figures has all its values and compares them, by rule."""
    found: dict[str, set[str]] = {rule.id: set() for rule in rule_book().rules}
    holds, report = rules._holds, ""

    def note(rule: Rule, *more: object) -> bool:
        found[rule.id].add(report)
        return holds(rule, *more)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "_holds", note)
        for path in CORRECT:
            report = path.stem
            rule_documents.settled(correct(path), tmp_path_factory.mktemp(report))
    return found


def correct(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return document


def test_every_rule_has_three_documents_and_more_than_twenty_keep_all() -> None:
    assert {path.stem for path in rule_documents.DATA.glob("*.yaml")} == set(RULES)
    assert {len(rule_documents.documents(rule)) for rule in RULES} == {3}
    assert len(CORRECT) > 20


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_fires(rule: str, number: int, tmp_path: Path) -> None:
    document = rule_documents.documents(rule)[number]
    result = rule_documents.settled(document, tmp_path)
    read = [(f.indicator, f.role, f.months, f.value) for f in (*result.figures, *result.to_review)]
    found = [r for r in result.rule_results if r.rule == rule]
    assert found, read
    text = " ".join(document["text"].split())
    for finding in found:
        assert finding.state == "open"
        assert finding.expected
        assert finding.rests_on
        assert "{" not in finding.message
        quoted = [p["quote"] for p in json.loads(finding.evidence) if p.get("quote")]
        assert quoted
        assert "|" in text or all(" ".join(quote.split()) in text for quote in quoted)


@pytest.mark.parametrize("path", CORRECT, ids=lambda path: path.stem)
def test_no_rule_fires_on_a_correct_report(path: Path, tmp_path: Path) -> None:
    result = rule_documents.settled(correct(path), tmp_path)
    assert len(result.figures) + len(result.to_review) >= 1
    assert [(r.rule, r.message) for r in result.rule_results] == []


@pytest.mark.parametrize("rule", [r.id for r in rule_book().rules])
def test_a_rule_on_figures_is_kept_not_skipped(rule: str, compared: Mapping[str, Collection[str]]) -> None:
    assert len(compared[rule]) >= 3, f"its values are all stated in {sorted(compared[rule])} only"


NEAR = [(rule, path) for path in CORRECT for rule in correct(path).get("near", ())]


@pytest.mark.parametrize(("rule", "path"), NEAR, ids=[f"{path.stem}-{rule}" for rule, path in NEAR])
def test_a_rule_on_texts_is_kept_not_skipped(rule: str, path: Path, tmp_path: Path) -> None:
    document = correct(path)
    right, wrong = document["near"][rule]
    assert document["text"].count(right) == 1
    broken = document | {"text": document["text"].replace(right, wrong)}
    assert rule in [r.rule for r in rule_documents.settled(broken, tmp_path).rule_results]


def test_three_correct_reports_come_near_each_rule_on_texts() -> None:
    near = Counter(rule for rule, _ in NEAR)
    assert {rule.id: near[rule.id] >= 3 for rule in text_rules()} == {r.id: True for r in text_rules()}


INNER_CONTRADICTIONS = [
    ("mixed_decimal_marks", "“52.677 tỷ đồng”", "“68,215 tỷ đồng”"),
    ("list_against_stated_count", "nêu 15 tổ chức", "liệt kê 14 tổ chức"),
    ("date_outside_period", "“01 Bản Thỏa thuận”", "ngày 12/12/2022"),
    ("fdi_bases_of_parts_within_total", "289.867.803 USD", "287.480.000 USD"),
]


@pytest.mark.skipif(not REAL.exists(), reason="the real report is not beside this checkout")
def test_the_inner_contradictions_of_a_real_report(tmp_path: Path) -> None:
    document = {"text": REAL.read_text("utf-8"), "province": "dong_nai"}
    told = {r.rule: r.message for r in rule_documents.settled(document, tmp_path).rule_results}
    for rule, one, other in INNER_CONTRADICTIONS:
        assert one in told[rule]
        assert other in told[rule]
    assert set(told) == {rule for rule, _, _ in INNER_CONTRADICTIONS}


@pytest.mark.parametrize(
    "piece",
    [
        "tỉnh ký 01 bản thỏa thuận quốc tế, ký ngày 18/10/2022, ",
        "có 5 đoàn vào, gồm đoàn A, ",
        "đạt 03/12 đoàn ra, chiếm 35%, ",
        "1.200 triệu USD (tương đương 35,125 tỷ đồng), ",
    ],
)
def test_the_work_grows_with_the_length(piece: str) -> None:
    """Counted in calls, not in seconds: ten times the text is about ten times the work."""
    few, many = (_calls(piece, times) for times in (20, 200))
    assert many < 15 * few + 1000


def _calls(piece: str, times: int) -> int:
    paper = Document("a" * 64, "x.txt", "txt", (Block("paragraph", piece, "đoạn 1"),))
    submission = Submission("s", period="2023-06", months=6, province_id="long_an", issuer="mẫu")
    candidates = identify(extract(paper, Context("long_an", "2023-06", 6)))
    readings, _ = enter(candidates, {"s": submission}, [], indicators(), "2023-06")
    [statement] = statements(readings, {paper.sha256: paper})
    statement = replace(statement, text=piece * times + "hết.")
    assert len(statement.quantities) >= times
    calls = 0

    def count(frame: object, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        for rule in text_rules():
            if rule.kind in COMPARED:
                list(COMPARED[rule.kind](rule, statement))
    finally:
        sys.setprofile(None)
    return calls
