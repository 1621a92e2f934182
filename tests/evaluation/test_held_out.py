"""What is held out stays unseen: no phrase of a held-out family stands in the catalogue.

Only the family's name and the catalogue's file are printed, never the phrase: who reads it has seen it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue import fold
from pipeline.catalogue.entries import FOLDER
from pipeline.evaluation.cue_use import CORPUS
from pipeline.sample import Family, load_families, passages

LEAST_WORDS = 4
"""Shorter phrases are the field's own words: nobody can do without "đoàn ra" or "vốn đăng ký"."""
LEAST_VOICES = 2
"""A phrase that so many voices of our own corpus use as well is common, and not copied."""
EXPLAINED = {
    ("distractor_01", "cues/cues.yaml"): "2026-11-21: a row of the statistical yearbook on tourism",
}


def words_of(text: str) -> str:
    """Folded words with one space around each, so that a phrase is found at the borders of words only."""
    return f" {' '.join(re.findall(r'[0-9a-zà-ỹđ%&]+', fold(text)))} "


def phrases_of(raw: Any) -> Iterator[str]:
    """Every text of a data file, the printed labels (`…_vi`) left out: no wording is found by them."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict):
        for key, value in raw.items():
            if not str(key).endswith("_vi"):
                yield str(key)
                yield from phrases_of(value)
    elif isinstance(raw, list):
        for value in raw:
            yield from phrases_of(value)


def long_phrases(path: Path) -> set[str]:
    phrases = set(map(words_of, phrases_of(yaml.safe_load(path.read_text("utf-8")))))
    return {phrase for phrase in phrases if len(phrase.split()) >= LEAST_WORDS}


@cache
def texts(held_out: bool) -> dict[str, str]:
    """What the families say, by name: as they are written, and with figures, dates and names filled in."""

    def written(family: Family) -> list[str]:
        return [family.heading, family.passage, *family.footnotes]

    found = {f.name: written(f) for f in load_families() if f.held_out == held_out}
    for passage in passages(1, held_out=held_out, n=1):
        found[passage["family"]].append(passage["text"])
    return {name: " | ".join(map(words_of, said)) for name, said in found.items()}


@cache
def voices() -> dict[str, str]:
    """The corpus by its authors."""
    return {
        path.stem: " | ".join(
            words_of(json.loads(line)["text"]) for line in path.read_text("utf-8").splitlines()
        )
        for path in sorted(CORPUS.glob("*.jsonl"))
    }


def copied(phrases: Iterable[str]) -> set[str]:
    """The held-out families whose words one of `phrases` repeats, though nobody else says them."""
    found: set[str] = set()
    for phrase in phrases:
        families = {name for name, text in texts(held_out=True).items() if phrase in text}
        if not families or any(phrase in text for text in texts(held_out=False).values()):
            continue
        if sum(phrase in text for text in voices().values()) < LEAST_VOICES:
            found |= families
    return found


def test_no_phrase_of_a_held_out_family_stands_in_the_catalogue() -> None:
    pairs = {
        (family, path.relative_to(FOLDER).as_posix())
        for path in sorted(FOLDER.rglob("*.yaml"))
        for family in copied(long_phrases(path))
    }
    assert sorted(pairs - set(EXPLAINED)) == []


def test_a_phrase_that_is_copied_is_found() -> None:
    """Six words from the middle of each held-out family, as if somebody had made a cue of them."""
    missed = 0
    for name, text in texts(held_out=True).items():
        words = text.split(" | ")[1].split()
        middle = len(words) // 2
        missed += name not in copied([f" {' '.join(words[middle - 3 : middle + 3])} "])
    assert missed <= len(texts(held_out=True)) // 3  # slots, and turns that others have, too


def test_labels_are_no_phrases() -> None:
    assert list(phrases_of({"name_vi": "a b c d", "out": ["cử … đoàn"]})) == ["out", "cử … đoàn"]
