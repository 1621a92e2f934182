"""`doingoai evaluate`: each way of calling it, and a month of the sample from its files to its scores."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assets.cli import main
from pipeline import steps
from pipeline.home import Home
from pipeline.sample import write_sample

MONTH = "2022-12"
"""The smallest month of the sample with a report on a year."""


def gold(folder: Path) -> Path:
    rows = [
        {
            **{"id": "a", "author": "X", "province": "Đồng Nai", "period": "2023-06", "months": 6},
            "text": "Trong 6 tháng đầu năm 2023, tỉnh đã cử 41 đoàn ra nước ngoài.",
            "figures": [{"indicator": "delegations_out", "role": "actual", "value": 41, "unit": "count"}],
        },
        {
            **{"id": "b", "author": "Y", "province": "Đồng Nai", "period": "2023-06", "months": 6},
            "text": "Trong 6 tháng đầu năm 2023, tỉnh đã cử 12 đoàn ra nước ngoài.",
            "figures": [],
        },
    ]
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def printed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    assert main(["evaluate", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scores = printed(capsys, gold(tmp_path), "--errors")
    assert (scores["passages"], scores["overall"]["gold"], scores["overall"]["recall"]) == (2, 1, 1)
    assert (scores["negatives"]["passages"], scores["negatives"]["wrong"]) == (1, 1)
    (error,) = scores["errors"]
    assert (error["passage"], error["value"], error["indicator"]) == ("b", 12, "delegations_out")
    assert printed(capsys, gold(tmp_path), "--author", "X")["overall"]["precision"] == 1


def test_gold_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(gold(tmp_path)), "--errors"]) == 0
    text = capsys.readouterr().out
    assert "1 without figures: 1 values found there" in text
    assert "by indicator" in text
    assert "confidence and share right lie" in text
    assert "12 đoàn ra" in text


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "give one of"),
        (["gold.jsonl", "--families"], 2, "give one of"),
        (["--families", "--cues"], 2, "give one of"),
        (["--sample", "2023"], 2, ""),
        (["--cues", "README.md"], 2, "passages are .jsonl or .yaml"),
        (["missing.jsonl"], 1, "there is no file missing.jsonl"),
        (["gold.jsonl", "--author", "Z"], 1, "no passage of Z"),
        (["--sample", "--home", "."], 1, "is no sample home"),
    ],
)
def test_wrong_use(
    words: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gold(tmp_path)
    (tmp_path / "README.md").write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOINGOAI_HOME", str(tmp_path))
    assert main(["evaluate", *words]) == code
    assert message in capsys.readouterr().err


def test_cues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("pipeline.evaluation.cue_use.own_texts", lambda: [])
    rows = printed(capsys, "--cues", gold(tmp_path))
    of = {row["phrase"]: row["passages"] for row in rows if row["file"] == "cues/cues.yaml"}
    assert (of["đoàn ra"], of["đoàn vào"]) == (2, 0)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("sample"))
    write_sample(home.root, only=(MONTH,))
    for step in (steps.files, steps.documents, steps.submissions, steps.candidates, steps.figures):
        step(home, MONTH)
    steps.staged_warehouse(home, MONTH)
    steps.warehouse(home, MONTH)
    return home


def test_a_month_of_the_sample(
    sample: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DOINGOAI_HOME", str(sample.root))
    scores = printed(capsys, "--sample", "--errors")
    assert scores["periods"] == [MONTH]
    assert scores["files"]["passages"] == 10
    assert scores["files"]["overall"]["gold"] > 200
    assert scores["figures"]["overall"]["recall"] > 0.85
    assert scores["files"]["groups"]["place"]["table"]["recall"] > 0.9
    assert {"docx", "pdf", "xlsx"} <= set(scores["files"]["groups"]["format"])
    assert scores["states_that_differ"] == []
    shown = [row for row in scores["errors"] if "quote" in row]
    assert all(row["wording"] in ("seen", "table") for row in shown if "wording" in row)
    assert "2022-06 is not published" in complaint(capsys, "--sample", "2022-06")


def complaint(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["evaluate", *words]) == 1
    return capsys.readouterr().err


def test_a_sample_that_was_never_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_sample(tmp_path, only=("2023-07",))
    monkeypatch.setenv("DOINGOAI_HOME", str(tmp_path))
    assert "nothing is published yet" in complaint(capsys, "--sample")
