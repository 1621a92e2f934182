"""How many passages a cue serves; and that no cue serves one only."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.evaluation.cue_use import (
    SPELLINGS,
    Cue,
    Use,
    cues,
    own_texts,
    render,
    serving_one,
    texts_of,
    used,
)

DATA = Path(__file__).parents[1] / "data"

STILL = {
    "cues/cues.yaml": 30,
    "cues/nouns.yaml": 4,
    "cues/numbers.yaml": 43,
    "cues/sections.yaml": 4,
    "cues/subjects.yaml": 32,
    "cues/tables.yaml": 32,
    "cues/time.yaml": 1,
}
"""File → how many of its cues serve one passage only (2026-11-22): members of closed lists (countries, number
words, headings), and guards, which only keep a word from being taken for a cue ("bản đồ" is no "bản"). They
are only ever lowered; a file that is not named has none."""


@cache
def uses() -> tuple[Use, ...]:
    """Every cue with its passages: corpus, seen families, and the sentences and tables of tests/data."""
    files = [
        path for folder in ("wording_kinds", "tables") for path in sorted((DATA / folder).glob("*.yaml"))
    ]
    kept = [text for path in files for text in texts_of(path)]
    return tuple(used(cues(), [*own_texts(), *kept]))


def test_no_cue_serves_one_passage_only() -> None:
    """Which they are: `doingoai evaluate --cues tests/data/wording_kinds/*.yaml tests/data/tables/*.yaml`."""
    single = serving_one(uses())
    counts = Counter(use.cue.file for use in single)
    over = {
        file: f"{n} serve one, {STILL.get(file, 0)} did"
        for file, n in counts.items()
        if n > STILL.get(file, 0)
    }
    assert over == {}, render([use for use in single if use.cue.file in over])


def test_every_file_of_cues_is_counted() -> None:
    files = {use.cue.file for use in uses()}
    assert {"cues/cues.yaml", "cues/nouns.yaml", "cues/numbers.yaml", "cues/tables.yaml"} <= files
    assert f"{SPELLINGS}.csv" in files
    assert "cues/frames.yaml" not in files


@pytest.mark.parametrize(
    ("phrase", "served"),
    [
        ("đoàn ra", {"one", "two"}),
        ("ra", {"one", "two"}),
        ("oà", set()),
        ("khánh hoà", {"two"}),
        ("cử … đoàn", {"one"}),
        ("cử …  ra", {"one"}),
        ("cử ba", set()),
        ("đoàn nào", set()),
        ("giải ngân", {"three"}),
        (r"\d{2}\s+đoàn", {"one"}),
        (r"(?P<many>mười) lăm<stop>", {"two"}),
        (r"[A-ZĐ]+-[A-Z]+", {"three"}),
        ("ra:", {"two"}),
    ],
)
def test_what_a_cue_serves(phrase: str, served: set[str]) -> None:
    """Whole words, either tone placement, lost diacritics of longer phrases, gaps, patterns."""
    texts = [
        ("one", "Tỉnh cử tất cả 12 đoàn ra."),
        ("two", "Khánh Hòa: đoàn ra: mười lăm"),
        ("two", "Đoàn ra của Khánh Hoà"),
        ("three", "Von da giai ngan theo BC-TU"),
    ]
    (use,) = used([Cue("cues/x.yaml", "slot", phrase)], texts)
    assert use.passages == served


def test_only_cues_that_serve_one_are_defects() -> None:
    texts = [("one", "đoàn ra của Đồng Nai"), ("two", "đoàn ra")]
    of = [Cue("cues/x.yaml", "", p) for p in ("đoàn ra", "của", "đoàn vào")]
    found = used([*of, Cue(f"{SPELLINGS}.csv", "dong_nai", "Đồng Nai")], texts)
    assert [use.cue.phrase for use in serving_one(found)] == ["của"]
    assert found[0].as_dict() | {"only": ""} == found[0].as_dict()
    text = render(found)
    assert "1 serve one passage\n  cues/x.yaml : của  (one)" in text
    assert "1 serve none\n  cues/x.yaml : đoàn vào" in text


def test_passages_of_a_file(tmp_path: Path) -> None:
    lines = tmp_path / "p.jsonl"
    lines.write_text(json.dumps({"id": "A", "text": "x"}) + "\n\n" + json.dumps({"id": "B", "text": "y"}))
    assert texts_of(lines) == [("A", "x"), ("B", "y")]
    tables = tmp_path / "t.yaml"
    tables.write_text("kind: k\ncases:\n- {text: a, cells: [b, {c: d}], n: 1}\n- text: e\n", "utf-8")
    assert texts_of(tables) == [("t-1", "a\nb\nd"), ("t-2", "e")]


@pytest.mark.parametrize("name", ["p.txt", "empty.yaml"])
def test_a_file_without_passages_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("a: 1\n", "utf-8")
    with pytest.raises(ValueError, match=name):
        texts_of(tmp_path / name)
