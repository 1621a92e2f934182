"""The rules on texts as data: what the file may say, and what a new rule sees. Texts are made up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.catalogue import CatalogueError, indicators, rules
from pipeline.catalogue.rules import rule_book
from pipeline.catalogue.text_rules import load, text_rules
from pipeline.extraction import Context, extract
from pipeline.reading import Block, Document
from pipeline.settling.readings import enter, identify
from pipeline.settling.text_findings import text_findings
from pipeline.submissions.records import Submission

PAGE = Path(__file__).parents[2] / "docs" / "RULES.md"
RULE = """
rules:
  - id: share_of_plan
    kind: share
    words: {joined_by: [ứng với], other: [tăng]}
    numbers: {reach: 60}
    importance: low
    message_vi: "{fraction} không phải là {stated}."
"""


def findings(text: str, path: Path | None = None, **more: object) -> list[str]:
    blocks = (Block("paragraph", text, "đoạn 1", **more), *NOTES)  # type: ignore[arg-type]
    paper = Document("a" * 64, "x.txt", "txt", blocks)
    submission = Submission("s", period="2023-06", months=6, province_id="long_an", issuer="mẫu")
    candidates = identify(extract(paper, Context("long_an", "2023-06", 6)))
    readings, _ = enter(candidates, {"s": submission}, [], indicators(), "2023-06")
    rules = None if path is None else load(path)
    return [r.message for r in text_findings(readings, {paper.sha256: paper}, rules)]


NOTES = (
    Block("footnote", "Đoàn tỉnh Kampot; Đoàn tỉnh Kep; Đoàn thành phố Gimhae.", "chú thích 1", label="1"),
)

# what stands in the text, what is said of it
TEXTS = [
    ("Tỉnh đã tổ chức 03/12 đoàn ra (25%).", ""),
    ("Tỉnh đã tổ chức 03/12 đoàn ra (24,9%).", ""),  # cut, not rounded
    ("Tỉnh đã tổ chức 03/12 đoàn ra (24,8%).", "03/12 bằng 25 %"),
    ("Tỉnh đã tổ chức 03/12 đoàn ra, tăng 50% so với cùng kỳ.", ""),
    ("Tỉnh đã tổ chức 03/12 đoàn ra với 40 người, đạt 50%.", ""),
    ("Tỉnh đã đón 4 đoàn vào, gồm đoàn Lào, đoàn Úc, đoàn Anh.", "liệt kê 3 đoàn"),
    ("Tỉnh đã đón 4 đoàn vào, gồm đoàn Lào, đoàn Úc, đoàn Anh và đoàn Bỉ.", ""),
    ("Tỉnh đã đón hơn 4 đoàn vào, gồm đoàn Lào, đoàn Úc, đoàn Anh.", ""),
    ("Tỉnh đã đón 4 đoàn vào, trong đó có đoàn Lào, đoàn Úc, đoàn Anh.", ""),
    ("Tỉnh đã đón 4 đoàn vào, gồm đoàn Lào, đoàn Úc, đoàn Anh, v.v.", ""),
    (
        "Tỉnh ký mới 01 thỏa thuận quốc tế, ký ngày 16/12/2022.",
        "",
    ),  # the books of the year before closed the 15th
    ("Tỉnh ký mới 01 thỏa thuận quốc tế, ký ngày 12/12/2022.", "ngày 12/12/2022"),
    ("Tỉnh ký mới 01 thỏa thuận quốc tế theo Quyết định số 5/QĐ-UBND ngày 12/12/2021.", ""),
    ("Vốn FDI đăng ký cấp mới là 10 triệu USD (tương đương 239 tỷ đồng).", ""),
    ("Vốn FDI đăng ký cấp mới là 10 triệu USD (tương đương 290 tỷ đồng).", "29.000 đồng một USD"),
    ("Vốn FDI đăng ký cấp mới là 10 triệu USD (trong đó 290 tỷ đồng là vốn trong nước).", ""),
]


@pytest.mark.parametrize(("text", "told"), TEXTS)
def test_what_is_said_of_a_text(text: str, told: str) -> None:
    said = findings(text)
    assert told in said[0] if told else said == []


@pytest.mark.parametrize(("count", "told"), [("03", 0), ("04", 1)])
def test_a_footnote_is_counted(count: str, told: int) -> None:
    text = f"Tỉnh đã đón {count} đoàn vào."
    assert len(findings(text, notes=("1",), note_offsets=(len(text) - 1,))) == told


def test_a_rule_is_added_as_data(tmp_path: Path) -> None:
    path = tmp_path / "text_rules.yaml"
    path.write_text(RULE, "utf-8")
    text = "Tỉnh đã tổ chức 03/12 đoàn ra, ứng với 35%."
    assert findings(text, path) == ["03/12 không phải là 35 %."]
    assert findings(text) == []


WRONG = [
    ("kind: share", "kind: shade", "must be one of"),
    ("[ứng với]", "[ứng với], nearby: [cạnh]", "unknown field nearby"),
    (", other: [tăng]", "", "'other' is missing"),
    ("reach: 60", "reach: sixty", "whole number"),
    ("{stated}", "{value}", "unknown placeholder value"),
    ("importance: low", "importance: minor", "unknown importance"),
    ("importance: low", "importance: low\n    weight: 3", "unknown field weight"),
]


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG, ids=[w[2] for w in WRONG])
def test_a_wrong_file_names_the_rule(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = tmp_path / "text_rules.yaml"
    path.write_text(RULE.replace(right, wrong), "utf-8")
    with pytest.raises(CatalogueError, match=told) as error:
        load(path)
    assert "share_of_plan" in str(error.value)


def test_the_page_names_every_rule_and_no_other() -> None:
    named = dict(re.findall(r"^\| `([a-z_]+)` \| ([hml]) \|", PAGE.read_text("utf-8"), re.MULTILINE))
    assert named == {r.id: r.importance[0] for r in (*rule_book().rules, *text_rules())}


def test_the_rule_that_the_page_adds_can_be_added(tmp_path: Path) -> None:
    [added] = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    path = tmp_path / "rules.yaml"
    own = Path(rules.__file__).with_name("rules.yaml").read_text("utf-8")
    path.write_text(own + "\n" + added, "utf-8")
    assert rules.load(path).rules[-1].left.terms[0].indicator == "remittances"
