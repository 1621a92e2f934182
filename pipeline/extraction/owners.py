"""Why a number is no figure of the province, in words for the analyst. The words are data
(`cues/reasons.yaml`)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline.catalogue.cues import read
from pipeline.extraction.candidate import Context
from pipeline.extraction.frames import Frame
from pipeline.extraction.scopes import Scope
from pipeline.extraction.subjects import Mention, any_of, mentions, words

_OF = re.compile(r"[\s\w]{0,30}\s(?:của|trên|của toàn)\s*(?:tỉnh|thành phố)?\s*")
_PARTS = ("part", "park", "organisation", "abroad")
_DOERS = ("company", "project", "one_grant", "organisation", "part", "abroad")
"""Whose a number stays though the province is where it is done ("Công ty A đầu tư vào tỉnh 45 triệu")."""


@cache
def _reasons() -> dict[str, Any]:
    return read("reasons")


def reason_of(slot: str, value: str) -> str:
    """The reason that the catalogue gives for a cue of `slot` with `value`. Raises `KeyError` for one that it
    does not name."""
    return str(_reasons()[slot][value])


def set_aside_reason(scope: Scope, index: int, frame: Frame) -> str:
    """Why the reading of a frame is no figure, or "" when it goes into settling."""
    reasons = _reasons()
    if frame.reading.indicator:
        if frame.quantity.kind == "money" and not frame.quantity.unit:
            return str(reasons["currency"])
        return str(reasons["restated"]) if frame.quantity.restated else ""
    if frame.quantity.noun in ("other", "reporter"):
        return str(reasons["noun"])
    for slot in ("owner", "topic", "role", "period"):
        nearest = [
            (relation.between, relation.rank, cue.value)
            for cue in scope.cues.get(slot, ())
            if (relation := scope.relation(index, cue)).rank < 7 and cue.value in reasons[slot]
        ]
        if nearest:
            return str(reasons[slot][min(nearest)[2]])
    return str(reasons["default"])


@dataclass(frozen=True)
class Owner:
    """Whose a number is."""

    kind: str = "province"
    """province | other_province | nation | region | project | organisation | part | abroad"""
    province_id: str = ""
    """The province, "VN", or empty where it is nobody's figure."""
    reason: str = ""
    """Why it is no figure of a province or the nation; empty for one."""
    doubt: str = ""
    """Whose it may be instead, or why that is not certain; empty when it is."""


def owners(scope: Scope, context: Context, own_from: int = 0) -> list[Owner]:
    """The owner of each quantity of `scope`, in order.

    The one named last before the number in its sentence, unless only met or travelled to ("với Lạng Sơn");
    else the one whom the heading, the list's introduction or the footnote's sentence names (what stands
    before `own_from`); else, with doubt, the subject of the sentence before; else the report's province.
    """
    numbers = [(q.start, q.end) for q in scope.quantities]
    if not numbers:
        return []
    named = mentions(scope.text, scope.folded, numbers, context)
    return [_owner_of(scope, index, named, context, own_from) for index in range(len(numbers))]


def _owner_of(scope: Scope, index: int, named: list[Mention], context: Context, own_from: int) -> Owner:
    quantity = scope.quantities[index]
    if _counts_places(scope, index):
        return Owner("region", "", str(_reasons()["places"]))
    low, _ = scope.sentence_bounds(quantity.start)
    first, behind = (bisect_left(named, at, key=lambda m: m.start) for at in (low, quantity.end))
    here = [m for m in named[first:behind] if m.end <= quantity.start]
    mention = _governing(scope, here, quantity.start) or _behind(scope, index, named[behind : behind + 1])
    if mention is not None:
        owner = _as_owner(scope, index, mention, context)
        if owner.reason and len(mention.names) < 2 and scope.rank_between(mention.end, quantity.start) >= 6:
            return Owner("province", context.province_id, doubt=owner.reason)
        return owner
    last = next((named[i] for i in range(first - 1, -1, -1) if named[i].place != "object"), None)
    if last is None or _begins(low, scope, "takes_back"):
        return Owner("province", context.province_id)
    in_context = last.start < own_from
    owner = _as_owner(scope, index, replace(last, place="initial") if in_context else last, context)
    if in_context or owner.kind == "province":
        return owner
    return _carried(scope, last, owner, low, context)


def _carried(scope: Scope, last: Mention, owner: Owner, low: int, context: Context) -> Owner:
    """What the sentence before was about, for one from `low` that names nobody: never without doubt."""
    start, end = scope.sentence_bounds(last.start)
    counted = _first_number(scope, start) < _first_number(scope, end)
    nation = context.province_id == "VN"
    if last.kind not in words()["carried"] or end < low - 1 or not (counted or nation):
        return Owner("province", context.province_id)
    goes_on = _begins(low, scope, "goes_on")
    if owner.province_id and (goes_on or not nation):
        return replace(owner, doubt=str(_reasons()["sentence_before"]))
    return Owner("province", context.province_id, doubt=owner.reason or str(_reasons()["sentence_before"]))


def _begins(low: int, scope: Scope, words_of: str) -> bool:
    """Whether the sentence at `low` begins with one of the words of that name in `subjects.yaml`."""
    pattern = rf"\s*{any_of(words()[words_of])}(?!\w)"
    return re.compile(pattern).match(scope.folded, low) is not None


def _governing(scope: Scope, here: list[Mention], number: int) -> Mention | None:
    """The mention whose the number is that begins at `number`, out of those before it in its sentence."""
    for mention in reversed(here):
        between = scope.folded[mention.end : number]
        if between.count(")") > between.count("("):
            continue
        if mention.place == "object":
            if re.fullmatch(r"\s*\([^(),;]*", between):
                return mention
            continue
        if mention.kind == "abroad" and (
            mention.place != "initial" or scope.rank_between(mention.end, number) >= 6
        ):
            continue
        if mention.kind in _PARTS and _whole().search(between):
            return None
        if mention.kind == "own" and mention.place == "owner":
            doer = next((m for m in reversed(here) if m.end <= mention.start and m.place == "initial"), None)
            if doer and doer.kind in _DOERS and scope.rank_between(doer.end, mention.start) < 2:
                return doer
        return mention
    return None


def _behind(scope: Scope, index: int, following: list[Mention]) -> Mention | None:
    """The province named right behind what is counted ("38 đoàn vào của tỉnh"), out of the next mention."""
    end = scope.quantities[index].end
    for mention in following:
        counted = _first_number(scope, end) < _first_number(scope, mention.start)
        if mention.kind == "own" and not counted and _OF.fullmatch(scope.folded, end, mention.start):
            return mention
    return None


def _first_number(scope: Scope, start: int) -> int:
    """Index of the first quantity that begins at `start` or behind."""
    return bisect_left(scope.quantities, start, key=lambda q: q.start)


@cache
def _whole() -> re.Pattern[str]:
    """Words that lead from a part back to the whole, behind the part's name."""
    return re.compile(rf"[,;:(-]\s*{any_of(words()['whole_again'])}\s*(?:số\s*)?(?:(?:là|có|đón|cử|:)\s*)?$")


def _as_owner(scope: Scope, index: int, mention: Mention, context: Context) -> Owner:
    if len(mention.names) > 1:
        return _one_of_several(scope, index, mention, context)
    if mention.kind == "own" or (mention.kind == "many" and context.province_id == "VN"):
        return Owner("province", context.province_id)
    kind, reason = str(words()["owners"][mention.kind]), str(_reasons()["subject"][mention.kind])
    if mention.kind == "nation":
        return Owner("province" if context.province_id == "VN" else kind, "VN")
    if mention.kind == "other":
        return Owner(kind, mention.names[0])
    if mention.place in words()["sure"][mention.kind]:
        return Owner(kind, "", reason)
    return Owner("province", context.province_id, doubt=reason if mention.kind in words()["doubtful"] else "")


def _one_of_several(scope: Scope, index: int, mention: Mention, context: Context) -> Owner:
    """ "Nghệ An và Hà Tĩnh đón lần lượt 45 và 38 đoàn": one each; else the sum is nobody's."""
    place = index - _first_number(scope, mention.end)
    between = scope.folded[mention.end : scope.quantities[index].start]
    if place < len(mention.names) and re.search(any_of(words()["in_turn"]), between):
        name = mention.names[place]
        return Owner("province" if name == context.province_id else "other_province", name)
    if between.lstrip().startswith("("):
        name = mention.names[-1]
        return Owner("province" if name == context.province_id else "other_province", name)
    return Owner("region", "", str(_reasons()["subject"]["many"]))


def _counts_places(scope: Scope, index: int) -> bool:
    """Whether the number counts provinces, offices or countries ("41/59 địa phương")."""
    if scope.quantities[index].noun not in ("", "other"):
        return False
    behind = scope.folded[scope.quantities[index].end :][:40]
    return _places().match(behind) is not None


@cache
def _places() -> re.Pattern[str]:
    return re.compile(rf"(?:/\d+)?\s*{any_of(words()['counted_places'])}(?!\w)")


def doubtful_owner(scope: Scope, index: int) -> str:
    """Whose the number may be instead of the province's, in words; "" when its sentence names nobody else."""
    reasons = _reasons()
    low, _ = scope.sentence_bounds(scope.quantities[index].start)
    for slot, values in reasons["doubtful_owners"].items():
        before = [
            c.value
            for c in scope.cues.get(slot, ())
            if low <= c.start
            and c.end <= scope.quantities[index].start
            and (c.value in values or c.value in reasons["takes_back"][slot])
            and scope.folded[c.start : c.end] not in reasons["anybodys_whole"]
        ]
        if before and before[-1] in values:
            return str(reasons[slot].get(before[-1], reasons["default"]))
    return ""
