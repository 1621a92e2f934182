"""Who is named in a text, and in which place of the sentence: subject, owner, or somebody met on the way.

Finding the mentions only; whose a number is then is `owners`. The words are data (`cues/subjects.yaml`). What
a number counts, and what the learned weights see, do not belong here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline.catalogue import CatalogueError, Period, find_provinces, provinces
from pipeline.catalogue.cues import alternatives, fold_literals, read
from pipeline.catalogue.spelling import LETTER, fold
from pipeline.extraction.candidate import Context

_CAPITALS = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper() and c.isalpha())
_NAME = rf"(?-i:[{_CAPITALS}])[\w'’-]*"
_PLACE = rf"{_NAME}(?: +{_NAME}){{0,3}}"
_LISTED = re.compile(
    r"\s*(?:\([^()\d]{0,40}\)|\))?\s*(?:,|và|-|,\s*và|/|\(|cùng|cùng với)\s*(?:(?:tỉnh|thành phố|tp\.?)\s*)?"
)
_OF_THE_PROVINCE = re.compile(r"\s*(?:(?:,|của|thuộc)\s*)?(?:(?:tỉnh|thành phố)\s*)?")
_WITHIN = ("organisation", "part", "park")
_WHOLES = ("own", "nation", "many")
_ITS_PARTS = ("part", "many", "organisation", "none")
_CLAUSE = re.compile(r"[.;:()\n]|,(?!\d)|\s[-–+•]\s|^\s*[-–+•]")
_UNIT = re.compile(r"(?:^|\s)(?:các\s+)?(?:tỉnh|thành phố|tp\.?)\s*$")
_LABEL = re.compile(r"^\s*(?:\(?\d{1,2}[).]|\(?[ivx]+\)|[-–+•*])\s*")


@dataclass(frozen=True)
class Mention:
    """Somebody who is named: one, or several in a list ("Hà Nội, Hải Phòng và Đà Nẵng")."""

    kind: str
    """own | other | nation | many | region | part | park | organisation | company | project | one_grant |
    abroad; `none` for what only looks like one."""
    start: int
    end: int
    place: str
    """initial: a clause begins with it; inner: a subject behind other words; owner: "của X", "tại X";
    object: "với X", or behind a number."""
    names: tuple[str, ...] = ()
    """The province_id of each province of the list."""
    ends: tuple[int, ...] = ()
    """Where each name of the list ends."""


@dataclass(frozen=True)
class _Words:
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    abroad: re.Pattern[str]
    lead_ins: re.Pattern[str]
    conjunctions: re.Pattern[str]
    objects: re.Pattern[str]
    possessors: re.Pattern[str]
    left_out: re.Pattern[str]


@cache
def words() -> dict[str, Any]:
    """`subjects.yaml` as it stands."""
    raw: dict[str, Any] = read("subjects")
    return raw


@cache
def _words() -> _Words:
    raw = words()
    try:
        patterns = [(kind, _compiled(p)) for kind, listed in raw["mentions"].items() for p in listed]
        return _Words(
            patterns=tuple(patterns),
            abroad=re.compile(
                rf"(?<!{LETTER}){any_of(raw['abroad_names'])}(?!{LETTER}|-\w|\s(?-i:[{_CAPITALS}]))",
                re.IGNORECASE,
            ),
            lead_ins=re.compile(rf"(?:{any_of(raw['lead_ins'])}\s*)+"),
            conjunctions=re.compile(rf"(?<!{LETTER}){any_of(raw['conjunctions'])}(?!{LETTER})"),
            objects=re.compile(rf"(?<!{LETTER}){any_of(raw['objects'])}\s*$"),
            left_out=re.compile(
                rf"(?<!{LETTER}){any_of(raw['left_out'])}(?:\s+(?:{any_of(raw['possessors'])}|các|và))*\s*$"
            ),
            possessors=re.compile(rf"(?<!{LETTER}){any_of(raw['possessors'])}\s*$"),
        )
    except KeyError as missing:
        raise CatalogueError("cues/subjects.yaml", str(missing), "the entry is missing") from missing


def any_of(phrases: list[str]) -> str:
    """A pattern for any of the phrases, folded."""
    return alternatives(fold(p) for p in phrases)


def _compiled(pattern: str) -> re.Pattern[str]:
    one_line = pattern.replace(r"\s", " ").replace("NAME", "\0").replace("PLACE", "\1")
    folded = fold_literals(one_line)
    folded = folded.replace("\0", _NAME).replace("\1", _PLACE)
    return re.compile(rf"(?<!{LETTER})(?:{folded})(?!{LETTER})", re.IGNORECASE)


def mentions(text: str, folded: str, numbers: list[tuple[int, int]], context: Context) -> list[Mention]:
    """Everybody whom `text` names, in order. `folded` is its fold, `numbers` where its quantities stand."""
    result: list[Mention] = []
    before: Mention | None = None
    for found in _without_overlaps([*_provinces(text, context), *_named(text, folded, context)]):
        listed = before is not None and _listed(folded[before.end : found.start], found)
        place = before.place if before and listed else _place(folded, found.start, numbers)
        mention = before = replace(found, place=place, ends=(found.end,))
        near = result[-1] if result else None
        if near and _says_which(near, found, folded):
            result[-1] = before = replace(near, end=found.end)
            continue
        last = near if listed else None
        if last and last.kind == "own" and mention.kind in _ITS_PARTS:
            continue  # "tỉnh và các địa phương": the province with its parts
        if last and last.names and mention.names:
            names, ends = last.names + mention.names, last.ends + mention.ends
            result[-1] = replace(last, kind="other", end=mention.end, names=names, ends=ends)
        elif mention.kind != "none":
            result.append(mention)
    return result


def _says_which(near: Mention, found: Mention, folded: str) -> bool:
    """Whether the province only says which one is meant: "Sở Y tế tỉnh Phú Thọ", "các KCN của tỉnh"."""
    if near.kind not in _WITHIN or found.kind not in ("own", "other"):
        return False
    return _OF_THE_PROVINCE.fullmatch(folded, near.end, found.start) is not None


def _listed(between: str, second: Mention) -> bool:
    """Whether nothing but a comma or "và" stands between two names, a country in brackets apart.

    "với Nam Định, tỉnh đã đón" begins anew: the province in one word is in a list only behind "và".
    """
    if second.kind in _WHOLES and not second.names and "và" not in between:
        return False
    return _LISTED.fullmatch(between) is not None


def _provinces(text: str, context: Context) -> Iterator[Mention]:
    day = Period.parse(context.period).last_day if context.period else Period.parse("2020-12").last_day
    for start, end, unit in find_provinces(text, day):
        kind = "own" if unit.province_id == context.province_id else "other"
        yield Mention(kind, start, end, "", (unit.province_id,))


def _named(text: str, folded: str, context: Context) -> Iterator[Mention]:
    in_city = _is_city(context)
    # Folded text that keeps its capitals: a name is told from a common word by them.
    marked = "".join(f.upper() if t.isupper() else f for t, f in zip(text, folded, strict=True))
    for kind, pattern in _words().patterns:
        if kind == "own_city":
            kind = "own" if in_city else "none" if context.province_id in ("", "VN") else "part"
        elif kind == "own" and (in_city or context.province_id == "VN"):
            kind = "none"
        for match in pattern.finditer(marked):
            yield Mention(kind, match.start(), match.end(), "")
    for match in _words().abroad.finditer(marked):
        if text[match.start()].isupper():
            yield Mention("abroad", match.start(), match.end(), "")


@cache
def _is_city(context: Context) -> bool:
    return any(p.province_id == context.province_id and p.kind == "thanh_pho" for p in provinces())


def _without_overlaps(found: list[Mention]) -> list[Mention]:
    """Leftmost, then longest; a province's name wins over a longer phrase that only ends with it."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, not m.names)):
        if kept and mention.start < kept[-1].end:
            last = kept[-1]
            swallowed = mention.names and not last.names and last.kind in ("own", "abroad", "part")
            if swallowed and mention.end >= last.end:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _place(folded: str, start: int, numbers: list[tuple[int, int]]) -> str:
    """Which place of its clause a mention takes that begins at `start`."""
    words_of = _words()
    clause = max((m.end() for m in _CLAUSE.finditer(folded, max(0, start - 200), start)), default=0)
    clause = max(clause, max(0, start - 200))
    for match in words_of.conjunctions.finditer(folded, clause, start):
        if _counted(numbers, clause, match.start()):
            clause = match.start()
    lead = _UNIT.sub("", folded[clause:start])
    bare = _LABEL.sub("", lead).strip()
    if not bare or words_of.lead_ins.fullmatch(bare):
        return "initial"
    if _counted(numbers, clause, start):
        return "object"
    if words_of.objects.search(lead) or words_of.left_out.search(lead):
        return "object"
    return "owner" if words_of.possessors.search(lead) else "inner"


def _counted(numbers: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a number begins in the stretch."""
    return bisect_left(numbers, (start, 0)) < bisect_left(numbers, (end, 0))
