"""What a column of comparison means, decided by the two values beside it.

"108,5" under "% so cùng kỳ" is +8,5 % when the two values bear that out, +108,5 % when they bear out this;
else an
analyst is asked. The same for a bare "So cùng kỳ", which may be a difference or a percentage. Nothing is
computed that the paper does not state.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.candidate import Candidate, Context
from pipeline.extraction.owners import reason_of
from pipeline.extraction.tables.slots import doubted, set_aside

_SHARE_FROM = 50.0
"""Without evidence a bare percentage from here on is shown as a share of last year ("96,2" is -3,8 %), in
review: a fall or rise by half and more is rarer than a share of half and more."""

_FEW = 8
"""More values of one indicator, role and time than these stand for no single pair."""

_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_FAR_BELOW = 4
"""How many times larger than all others of its column a number like a year is doubted."""


@dataclass(frozen=True)
class Found:
    """A candidate of a table with where it stands and what its headings say of a change."""

    candidate: Candidate
    row: int
    column: int
    block: int
    signed: bool = True
    """The heading says that it rises or falls."""
    in_percent: bool = False
    compares: bool = False
    """Only the two years in the heading ("2023/2022 (%)") say that it is a comparison."""
    specific: int = 0
    """How much of the indicator the column itself names: the more specific of two rivals is the figure."""


def compared(found: Sequence[Found], context: Context) -> list[Found]:
    """The same, each change read as the values in its row (or its column) bear it out."""
    values: dict[tuple[str, int, int, str, str], list[Candidate]] = {}
    for one in found:
        c = one.candidate
        if c.role in ("actual", "prior_year") and not c.set_aside:
            values.setdefault((c.indicator, one.row, -1, c.role, _time(c, context)), []).append(c)
            values.setdefault((c.indicator, -1, one.column, c.role, _time(c, context)), []).append(c)
    result = []
    for one in found:
        c = one.candidate
        if c.role not in ("change", "change_pct") or c.set_aside:
            result.append(one)
            continue
        bases = _bases(values, one, context)
        read = _by_evidence(one, *bases) if bases else _without_evidence(one)
        if read is not None:
            result.append(replace(one, candidate=read))
    return result


def _time(c: Candidate, context: Context) -> str:
    return f"{c.period or context.period}/{c.months or context.months}"


def _bases(
    values: dict[tuple[str, int, int, str, str], list[Candidate]], one: Found, context: Context
) -> tuple[Candidate, Candidate] | None:
    """This year's and last year's value beside a change."""
    c = one.candidate
    for row, column in ((one.row, -1), (-1, one.column)):
        now = values.get((c.indicator, row, column, "actual", _time(c, context)), [])
        then = values.get((c.indicator, row, column, "prior_year", _time(c, context)), [])
        now = [v for v in now if v.unit == (then[0].unit if then else "")]
        if max(len(now), len(then)) > _FEW:
            continue  # a column of many rows is no pair of values
        if len({v.value for v in now}) == 1 and len({v.value for v in then}) == 1:
            return now[0], then[0]
    return None


def _by_evidence(one: Found, now: Candidate, then: Candidate) -> Candidate | None:
    c = one.candidate
    difference = now.value - then.value
    if c.role == "change" and not one.in_percent:
        if _near(c.value, difference, now, then):
            return c
        if not one.signed and then.value:
            ratio = now.value / then.value * 100
            if _close(c, ratio) or _close(c, ratio - 100):
                return _as_percentage(replace(c, unit="percent", value=_number(c)), ratio)
        if abs(abs(c.value) - abs(difference)) < 1e-9 or not one.signed:
            return doubted(c, _why(now, then))
        return c
    if not then.value:
        return c if one.signed else doubted(c, _why(now, then))
    ratio = now.value / then.value * 100
    if _close(c, ratio) or _close(c, ratio - 100):
        return _as_percentage(c, ratio)
    if one.signed:
        return c
    return doubted(_likely(c), _why(now, then))


def _as_percentage(c: Candidate, ratio: float) -> Candidate:
    if _close(c, ratio - 100):
        return replace(c, role="change_pct", unit="percent")
    note = f"{c.value_stated} % so với cùng kỳ"
    return replace(c, role="change_pct", unit="percent", value=round(c.value - 100, 6), note=note)


def _without_evidence(one: Found) -> Candidate | None:
    c = one.candidate
    printed = c.value_stated.lstrip()[:1] in ("+", "-")
    if one.compares:
        return None
    if one.signed or printed:
        return c
    note = "có thể là tỷ lệ phần trăm so với cùng kỳ, không phải mức tăng giảm"
    return doubted(_likely(c) if c.role == "change_pct" else c, note)


def _likely(c: Candidate) -> Candidate:
    return replace(c, value=round(c.value - 100, 6)) if c.value >= _SHARE_FROM else c


def _number(c: Candidate) -> float:
    """The printed number of a change whose scale was an amount's."""
    digits = c.value_stated.strip().lstrip("+").replace(".", "").replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return c.value


def _decimals(c: Candidate) -> int:
    text = c.value_stated.strip(" %")
    mark = max(text.rfind(","), text.rfind("."))
    return len(text) - mark - 1 if mark >= 0 else 0


def _close(c: Candidate, wanted: float) -> bool:
    """Whether a printed percentage is `wanted`, rounded or cut at its last digit."""
    value = _number(c) if c.role == "change" else c.value
    return abs(value - wanted) <= 1.01 * 10.0 ** -_decimals(c)


def _near(value: float, wanted: float, now: Candidate, then: Candidate) -> bool:
    if now.unit in ("count", "people"):
        return abs(value - wanted) < 1e-9
    return abs(value - wanted) <= 0.005 * max(abs(now.value), abs(then.value))


def _why(now: Candidate, then: Candidate) -> str:
    return f"không khớp với hai giá trị {then.value_stated} và {now.value_stated} trong bảng"


def without_rivals(found: Sequence[Found], context: Context) -> list[Found]:
    """The same; where two cells of a row claim one figure with different values, the more specific heading
    wins, and neither is sure when both name as much."""
    claims: dict[tuple[int, str, str, str, str], list[Found]] = {}
    for one in found:
        if not one.candidate.set_aside:
            claims.setdefault(_claim(one, context), []).append(one)
    result = []
    for one in found:
        rivals = [r for r in claims.get(_claim(one, context), ()) if r.candidate.value != one.candidate.value]
        if one.candidate.set_aside or not rivals:
            result.append(one)
            continue
        best = max(r.specific for r in rivals)
        if one.specific > best:
            result.append(one)
        elif one.specific == best:
            note = "hai cột cùng nêu một chỉ tiêu"
            result.append(replace(one, candidate=doubted(one.candidate, note)))
        elif one.candidate.status == "review":
            result.append(one)
        else:
            result.append(replace(one, candidate=set_aside(one.candidate, reason_of("owner", "subset"))))
    return result


def with_years_doubted(found: Sequence[Found]) -> list[Found]:
    """The same; a count that reads like a year ("2023") where its column counts in tens is doubted."""
    return [
        replace(one, candidate=doubted(one.candidate, "số đếm hay là năm?"))
        if _may_be_year(one, found)
        else one
        for one in found
    ]


def _may_be_year(one: Found, found: Sequence[Found]) -> bool:
    c = one.candidate
    if c.set_aside or c.unit not in ("count", "people") or not _reads_as_year(c):
        return False
    others = [o.candidate for o in found if o.column == one.column and o.row != one.row]
    beside = [o.value for o in others if o.unit == c.unit and not _reads_as_year(o)]
    alike = c.unit == "people" and not beside  # two thousand travellers are no rarity
    return not alike and all(abs(value) * _FAR_BELOW < c.value for value in beside)


def _reads_as_year(c: Candidate) -> bool:
    return _BARE_YEAR.fullmatch(c.value_stated.strip()) is not None


def _claim(one: Found, context: Context) -> tuple[int, str, str, str, str]:
    c = one.candidate
    return one.row, c.indicator, c.role, c.unit, _time(c, context)
