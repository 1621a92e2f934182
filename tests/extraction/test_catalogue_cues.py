"""The words of extraction are data: a mistake in them is an error that names its place, a new one is read.

That no cue is copied from a held-out wording family is held in `tests/evaluation/test_held_out.py`.
"""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.catalogue import CatalogueError, indicators
from pipeline.catalogue import cues as module
from pipeline.catalogue.cues import cue_sets, frame_entries, noun_cues, number_cues, read
from pipeline.extraction import (
    Context,
    evidence,
    extract_text,
    kinship,
    model,
    periods,
    readings,
    scopes,
    weighing,
)
from pipeline.extraction.quantities import lexicon
from pipeline.extraction.scopes import text_cues
from pipeline.extraction.tables import header_words
from pipeline.extraction.tables.header_words import header_words as words_of
from pipeline.sample import load_families

CONTEXT = Context("ha_nam", "2023-06", 6)
CACHED = (module, header_words, periods, readings, lexicon, scopes, evidence, kinship, weighing, model)


def forget() -> None:
    for one in CACHED:
        for thing in vars(one).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The cue files in a folder of the test's own."""
    for file in module.FOLDER.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    forget()
    yield tmp_path
    monkeypatch.undo()
    forget()


Change = Callable[[Any], Any]


def edit(folder: Path, name: str, change: Change) -> None:
    path = folder / f"{name}.yaml"
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(raw)
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")


MISTAKES: list[tuple[str, Change, Callable[[], Any], str]] = [
    ("cues", lambda raw: raw["topic"]["out"].append("đoàn ra"), cue_sets, "said twice: đoàn ra"),
    ("cues", lambda raw: raw["topic"]["out"].append("ĐOÀN RA"), cue_sets, "said twice: đoàn ra"),
    ("cues", lambda raw: raw["topic"]["in"].append("đoàn ra"), cue_sets, "'đoàn ra' means out and in"),
    ("cues", lambda raw: raw["role"].update(up="tăng"), cue_sets, "role.up: a list of phrases is expected"),
    ("cues", lambda raw: raw["role"].update(up=["tăng", ""]), cue_sets, "a list of phrases is expected"),
    (
        "frames",
        lambda raw: raw["delegations_out"].update(companion=["delegates_out"]),
        frame_entries,
        "delegations_out: unknown indicator 'delegates_out'",
    ),
    (
        "frames",
        lambda raw: raw["delegations_out"].update(inside="delegates_out"),
        frame_entries,
        "unknown indicator 'delegates_out'",
    ),
    ("frames", lambda raw: raw["remittances"].update(colour="red"), frame_entries, "unknown keys ['colour']"),
    ("frames", lambda raw: raw["remittances"].pop("topic"), frame_entries, "remittances: topic is missing"),
    ("numbers", lambda raw: raw.pop("currencies"), number_cues, "'currencies': the entry is missing"),
    ("nouns", lambda raw: raw["delegation"].append("đoàn"), noun_cues, "said twice: đoàn"),
    ("tables", lambda raw: raw.pop("total_row"), header_words._words, "total_row"),
    ("time", lambda raw: raw.pop("quarter"), periods._patterns, "'quarter': the pattern is missing"),
]


@pytest.mark.parametrize(("file", "change", "load", "message"), MISTAKES)
def test_a_mistake_names_its_place(
    copied: Path, file: str, change: Change, load: Callable[[], Any], message: str
) -> None:
    edit(copied, file, change)
    with pytest.raises(CatalogueError) as error:
        load()
    assert message in str(error.value)


def test_a_missing_file_is_an_error(copied: Path) -> None:
    (copied / "frames.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"frames\.yaml.*the file is missing"):
        frame_entries()


def test_a_file_of_another_shape_is_an_error(copied: Path) -> None:
    (copied / "frames.yaml").write_text("- delegations_out\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match="a mapping is expected"):
        frame_entries()


def test_every_indicator_has_a_frame_and_every_frame_an_indicator() -> None:
    assert {entry.indicator for entry in frame_entries()} == set(indicators())


def test_frames_ask_for_what_the_cues_can_say() -> None:
    values = {slot: set(said) for slot, said in read("cues").items()}
    for entry in frame_entries():
        assert entry.topic in values["topic"]
        assert not entry.aspect or entry.aspect in values["aspect"]
        assert set(entry.nouns) <= set(noun_cues().classes)
        assert entry.money != bool(entry.nouns)


def test_money_frames_are_the_indicators_in_usd() -> None:
    assert {e.indicator for e in frame_entries() if e.money} == {
        code for code, indicator in indicators().items() if indicator.unit == "USD"
    }


def test_list_nouns_are_topics_and_nouns() -> None:
    for topic, noun in read("tables")["list_noun"].items():
        assert any(entry.topic == topic and noun in entry.nouns for entry in frame_entries())


# --- a new way of saying something is a line of data


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str, str, str], None]]:
    """Adds a phrase to a file's slot and value, or to its list, for the time of a test."""
    extra: dict[str, Any] = {}

    def reread(name: str) -> Any:
        return copy.deepcopy(extra[name]) if name in extra else read(name)

    def add(name: str, slot: str, value: str, phrase: str) -> None:
        raw = extra.setdefault(name, read(name))
        (raw[slot][value] if value else raw[slot]).append(phrase)
        forget()

    for user in (module, header_words, periods):
        monkeypatch.setattr(user, "read", reread)
    yield add
    monkeypatch.undo()
    forget()


def test_an_invented_word_for_a_direction_is_read(added: Callable[[str, str, str, str], None]) -> None:
    text = "Tỉnh đã zuvo 28 đoàn, 153 lượt người."

    def outbound() -> dict[tuple[str, float], float]:
        found = extract_text(text, CONTEXT)
        return {(c.indicator, c.value): c.confidence for c in found if c.indicator.startswith("deleg")}

    before = outbound()
    added("cues", "topic", "out", "zuvo")
    after = outbound()
    assert set(after) == {("delegations_out", 28), ("delegation_members_out", 153)}
    for figure, confidence in after.items():
        assert confidence > before.get(figure, 0), figure


def test_an_invented_word_for_a_noun_is_read(added: Callable[[str, str, str, str], None]) -> None:
    assert extract_text("Cử 28 zuvo ra nước ngoài.", CONTEXT)[0].indicator == ""
    added("nouns", "delegation", "", "zuvo")
    assert extract_text("Cử 28 zuvo ra nước ngoài.", CONTEXT)[0].indicator == "delegations_out"


def test_an_invented_header_is_read(added: Callable[[str, str, str, str], None]) -> None:
    assert words_of("Zuvo năm").role == ""
    added("tables", "roles", "planned", "zuvo")
    assert words_of("Zuvo năm").role == "planned"


def test_a_gap_stands_for_up_to_four_words(added: Callable[[str, str, str, str], None]) -> None:
    added("cues", "topic", "out", "zuvo … zavo")

    def gaps(text: str) -> list[str]:
        return [text[c.start : c.end] for c in text_cues(text).get("topic", ())]

    assert gaps("ta zuvo a b c d zavo") == ["zuvo a b c d zavo"]
    assert gaps("ta zuvo a b c d e zavo") == []
    assert gaps("ta zuvo a, b zavo") == []


def test_a_longer_phrase_wins_and_lost_diacritics_are_found() -> None:
    def said(text: str, slot: str) -> list[tuple[str, str]]:
        return [(c.value, text[c.start : c.end]) for c in text_cues(text).get(slot, ())]

    assert said("vốn đã giải ngân", "aspect") == [("disbursed", "đã giải ngân")]
    assert said("von da giai ngan", "aspect") == [("disbursed", "da giai ngan")]
    assert said("đầu tư trực tiếp", "topic") == []
    assert said("Uỷ ban điều chỉnh tăng vốn", "role") == []


# --- what is held out stays unseen


def test_held_out_families_are_about_a_third() -> None:
    families = load_families()
    assert 0.2 < sum(family.held_out for family in families) / len(families) < 0.5
