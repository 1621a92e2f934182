"""Loads and validates the words of extraction: numbers, nouns and cues (`catalogue/cues/*.yaml`).

The mechanism that uses them is `pipeline.extraction`; no pattern of the language stands in Python. Every
phrase is folded on load (`fold`), so that files may be written in any tone placement and case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.catalogue.entries import CatalogueError
from pipeline.catalogue.spelling import fold, unaccent

FOLDER = Path(__file__).parent / "cues"

_LETTERS = r"0-9a-zà-ỹđ"


@dataclass(frozen=True)
class NumberWords:
    """Number words in Vietnamese."""

    digits: dict[str, int]
    ten: str
    tens: str
    hundred: str
    thousand: tuple[str, ...]
    zero_ten: tuple[str, ...]
    half: str
    and_half: str
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    year: str
    year_after: tuple[str, ...]
    durations: tuple[str, ...]
    copulas: tuple[str, ...]
    tens_also: tuple[str, ...] = ()
    """Other words for tens ("bốn chục")."""
    tails: tuple[str, ...] = ()
    """Digits that stand behind tens only: "ba lăm" is 35."""
    comma: str = ""
    """The word for the decimal mark."""
    limits: tuple[str, ...] = ()
    """Behind these a number word alone counts, "một" too ("giảm một so với cùng kỳ")."""
    totals: tuple[str, ...] = ()
    """Words of number that end like those of `not_after` ("tổng số chín đoàn")."""
    stops: tuple[str, ...] = ()
    """What may follow such a number word besides the clause's end."""


@dataclass(frozen=True)
class ShareWords:
    """How a part of a whole is said ("ba phần tư", "phân nửa", "bằng 3/4")."""

    before: tuple[str, ...]
    part: str
    quarter: dict[str, int]
    halves: tuple[str, ...]
    not_before: tuple[str, ...]
    base: tuple[str, ...]
    """What stands behind a half of last year, though a year stands there."""


@dataclass(frozen=True)
class NegationWords:
    """How nothing is stated, and what a negation may deny instead of the number."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    bare: tuple[str, ...]
    any: str
    blockers: tuple[str, ...]
    between: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True)
class NumberCues:
    """`numbers.yaml`, folded."""

    scales: dict[int, tuple[str, ...]]
    scale_currency: dict[str, str]
    largest: dict[str, float]
    """Currency → the largest amount that one report states."""
    usual: dict[str, float]
    """Currency → what an amount rarely exceeds."""
    currencies: dict[str, tuple[str, ...]]
    hedges: dict[str, tuple[str, ...]]
    hedges_after: dict[str, tuple[str, ...]]
    number_words: NumberWords
    shares: ShareWords
    out_of: tuple[str, ...]
    plan_marks: tuple[str, ...]
    steps: tuple[str, ...]
    lists: tuple[str, ...]
    minus: tuple[str, ...]
    ranges: tuple[str, ...]
    other_time: tuple[str, ...]
    signed_after: tuple[str, ...]
    fraction_lead: tuple[str, ...]
    unit_labels: tuple[str, ...]
    not_quantities: tuple[str, ...]
    """Patterns that begin with a word; searched for."""
    not_quantities_at_number: tuple[str, ...]
    """Patterns that begin with the number; matched where digits begin."""
    paper_symbol: str
    percent: tuple[str, ...]
    percent_points: tuple[str, ...]
    times: str
    times_before: tuple[str, ...]
    times_behind: tuple[str, ...]
    times_words: dict[str, float]
    times_prefix: str
    negations: NegationWords
    tens_before_scale: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Words between digits and a scale word ("3 trăm triệu")."""
    # What these are for stands beside them in the file.
    lookalikes: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    in_turn: tuple[str, ...] = ()
    done_marks: tuple[str, ...] = ()
    planning: tuple[str, ...] = ()
    comparing: tuple[str, ...] = ()
    restating: tuple[str, ...] = ()
    money_labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class NounCues:
    """`nouns.yaml`, folded: class → phrases, and the words that end a quantity."""

    classes: dict[str, tuple[str, ...]]
    function_words: frozenset[str]
    function_phrases: tuple[str, ...]
    verbs: dict[str, tuple[str, ...]]
    """Noun → the words in front of which it is a verb."""


Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First token → the phrases that begin with it as (tokens, value), the longest first."""

TOKEN = re.compile(r"[0-9a-zà-ỹđ]+|[^\s0-9a-zà-ỹđ]")
"""A word or a single mark of folded text."""


@dataclass(frozen=True)
class CueSet:
    """One slot of the frames: its values and the phrases that say them."""

    slot: str
    exact: Phrases
    loose: Phrases
    """The longer phrases without diacritics, for text that lost them."""
    gapped: tuple[tuple[re.Pattern[str], str], ...]
    """(pattern over folded text, value) of the phrases with a gap ("cử … đoàn")."""


@dataclass(frozen=True)
class FrameEntry:
    """What one indicator asks of the slots (`frames.yaml`)."""

    indicator: str
    topic: str
    nouns: tuple[str, ...]
    """Noun classes that it counts; empty for money."""
    money: bool
    aspect: str
    companion: tuple[str, ...]
    """Indicators that are usually said in the same breath (count and money of one thing)."""
    inside: str
    """The indicator of which it is a part; empty for a whole."""
    weak: bool = False
    """Its aspect's words are said of its siblings too, which win where both are named."""


def read(name: str) -> Any:
    """The parsed YAML of `cues/<name>.yaml`. Raises `CatalogueError` when it is missing or no mapping."""
    path = FOLDER / f"{name}.yaml"
    if not path.exists():
        raise CatalogueError(f"cues/{path.name}", "", "the file is missing")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    if not isinstance(loaded, dict):
        raise CatalogueError(f"cues/{path.name}", "", "a mapping is expected at the top")
    return loaded


def _phrases(raw: Any, where: str) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(p, str) and p for p in raw):
        raise CatalogueError("cues", where, "a list of phrases is expected")
    folded = tuple(fold(p) for p in raw)
    doubled = {p for p in folded if folded.count(p) > 1}
    if doubled:
        raise CatalogueError("cues", where, f"said twice: {', '.join(sorted(doubled))}")
    return folded


def _groups(raw: dict[Any, Any], where: str) -> dict[Any, tuple[str, ...]]:
    return {key: _phrases(value, f"{where}.{key}") for key, value in raw.items()}


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, the longest first; a space matches any white space."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in ordered) + ")"


@cache
def number_cues() -> NumberCues:
    """The words of the quantity grammar."""
    raw = read("numbers")

    def listed(name: str) -> tuple[str, ...]:
        return _phrases(raw[name], f"numbers.yaml {name}")

    def grouped(name: str) -> dict[Any, tuple[str, ...]]:
        return _groups(raw[name], f"numbers.yaml {name}")

    try:
        return NumberCues(
            scales=grouped("scales"),
            scale_currency={fold(k): v for k, v in raw["scale_currency"].items()},
            largest={code: float(amount) for code, amount in raw["largest"].items()},
            usual={code: float(amount) for code, amount in raw["usual"].items()},
            currencies=grouped("currencies"),
            hedges=grouped("hedges"),
            hedges_after=grouped("hedges_after"),
            number_words=_number_words(raw["number_words"]),
            shares=_share_words(raw["shares"]),
            out_of=listed("out_of"),
            plan_marks=listed("plan_marks"),
            steps=listed("steps"),
            lists=listed("lists"),
            minus=listed("minus"),
            ranges=listed("ranges"),
            other_time=listed("other_time"),
            signed_after=listed("signed_after"),
            fraction_lead=listed("fraction_lead"),
            unit_labels=listed("unit_labels"),
            not_quantities=tuple(fold_literals(e["pattern"]) for e in raw["not_quantities"]),
            not_quantities_at_number=tuple(
                fold_literals(e["pattern"]) for e in raw["not_quantities_at_number"]
            ),
            paper_symbol=raw["paper_symbol"],
            percent=listed("percent"),
            percent_points=listed("percent_points"),
            times=fold(raw["times"]),
            times_before=listed("times_before"),
            times_behind=listed("times_behind"),
            times_words={fold(k): float(v) for k, v in raw["times_words"].items()},
            times_prefix=fold(raw["times_prefix"]),
            negations=NegationWords(
                before=listed("negations_before"),
                after=listed("negations_after"),
                bare=listed("negation_bare"),
                any=fold(raw["negation_any"]),
                blockers=listed("negation_blockers"),
                between=listed("negation_between"),
                conditions=listed("negation_conditions"),
            ),
            tens_before_scale=grouped("tens_before_scale"),
            lookalikes=listed("lookalikes"),
            part_of=listed("part_of"),
            in_turn=listed("in_turn"),
            done_marks=listed("done_marks"),
            planning=listed("planning"),
            comparing=listed("comparing"),
            restating=listed("restating"),
            money_labels=listed("money_labels"),
        )
    except KeyError as missing:
        raise CatalogueError("cues/numbers.yaml", str(missing), "the entry is missing") from missing


def _number_words(raw: dict[str, Any]) -> NumberWords:
    def listed(name: str) -> tuple[str, ...]:
        return _phrases(raw[name], f"number_words.{name}")

    return NumberWords(
        digits={fold(k): int(v) for k, v in raw["digits"].items()},
        ten=fold(raw["ten"]),
        tens=fold(raw["tens"]),
        hundred=fold(raw["hundred"]),
        thousand=listed("thousand"),
        zero_ten=listed("zero_ten"),
        half=fold(raw["half"]),
        and_half=fold(raw["and_half"]),
        not_before=listed("not_before"),
        not_after=listed("not_after"),
        year=fold(raw["year"]),
        year_after=listed("year_after"),
        durations=listed("durations"),
        copulas=listed("copulas"),
        tens_also=listed("tens_also"),
        tails=listed("tails"),
        comma=fold(raw["comma"]),
        limits=listed("limits"),
        totals=listed("totals"),
        stops=listed("stops"),
    )


def _share_words(raw: dict[str, Any]) -> ShareWords:
    lists = {
        name: _phrases(raw[name], f"shares.{name}") for name in ("before", "halves", "not_before", "base")
    }
    quarter = {fold(k): int(v) for k, v in raw["quarter"].items()}
    return ShareWords(part=fold(raw["part"]), quarter=quarter, **lists)


def fold_literals(pattern: str, spell: Callable[[str], str] = fold) -> str:
    """A regular expression whose literal letters are folded by `spell`; its escapes (`\\W`, `\\d`) stay."""
    return re.sub(r"\\.|[^\\]+", lambda m: m[0] if m[0].startswith("\\") else spell(m[0]), pattern)


@cache
def noun_cues() -> NounCues:
    """What numbers count."""
    raw = read("nouns")
    function_words = frozenset(_phrases(raw.pop("function_words"), "nouns.yaml function_words"))
    function_phrases = _phrases(raw.pop("function_phrases"), "nouns.yaml function_phrases")
    verbs = {fold(k): _phrases(v, f"nouns.yaml verbs.{k}") for k, v in raw.pop("verbs").items()}
    classes = _groups(raw, "nouns.yaml")
    return NounCues(classes, function_words, function_phrases, verbs)


@cache
def cue_sets() -> tuple[CueSet, ...]:
    """All cues of the frames by slot.

    Phrases of two words and more than seven letters are also found where diacritics were lost ("giai ngan").
    Raises `CatalogueError` for a phrase that means two things in one slot.
    """
    sets = []
    for slot, values in read("cues").items():
        value_of: dict[str, str] = {}
        for value, phrases in values.items():
            for phrase in _phrases(phrases, f"cues.yaml {slot}.{value}"):
                if value_of.setdefault(phrase, value) != value:
                    raise CatalogueError(
                        "cues/cues.yaml", slot, f"'{phrase}' means {value_of[phrase]} and {value}"
                    )
        plain = {p: v for p, v in value_of.items() if "…" not in p}
        loose = {unaccent(p): v for p, v in plain.items() if " " in p and len(p) > 7}
        gapped = tuple((_gapped(p), v) for p, v in value_of.items() if "…" in p)
        sets.append(CueSet(slot, _by_first_token(plain), _by_first_token(loose), gapped))
    return tuple(sets)


def _by_first_token(value_of: dict[str, str]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in value_of.items():
        tokens = tuple(TOKEN.findall(phrase))
        found.setdefault(tokens[0], []).append((tokens, value))
    return {first: tuple(sorted(options, key=lambda o: -len(o[0]))) for first, options in found.items()}


def _gapped(phrase: str) -> re.Pattern[str]:
    """`…` stands for up to four words without punctuation."""
    parts = [re.escape(part.strip()).replace(r"\ ", r"\s+") for part in phrase.split("…")]
    gap = r"(?:\s+[^\s.,;:()]+){0,4}?\s+"
    return re.compile(rf"(?<![{_LETTERS}]){gap.join(parts)}(?![{_LETTERS}])")


@cache
def frame_entries() -> tuple[FrameEntry, ...]:
    """What each indicator asks of topic, noun and aspect; every indicator of the catalogue has one."""
    raw = read("frames")
    entries = []
    for indicator, entry in raw.items():
        unknown = set(entry) - {"topic", "nouns", "money", "aspect", "companion", "inside", "weak"}
        if unknown or "topic" not in entry:
            raise CatalogueError(
                "cues/frames.yaml", indicator, f"topic is missing, or unknown keys {sorted(unknown)}"
            )
        entries.append(
            FrameEntry(
                indicator=indicator,
                topic=entry["topic"],
                nouns=tuple(entry.get("nouns", ())),
                money=bool(entry.get("money", False)),
                aspect=entry.get("aspect", ""),
                companion=tuple(entry.get("companion", ())),
                inside=entry.get("inside", ""),
                weak=bool(entry.get("weak", False)),
            )
        )
    known = set(raw)
    for made in entries:
        for named in (*made.companion, *([made.inside] if made.inside else [])):
            if named not in known:
                raise CatalogueError("cues/frames.yaml", made.indicator, f"unknown indicator '{named}'")
    return tuple(entries)
