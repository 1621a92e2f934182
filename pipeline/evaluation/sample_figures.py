"""The settled figures of a sample home against its truth file: what is in force, what waits, what is lost.

The extraction alone is judged in `sample_files`. Rows come in as plain mappings of the warehouse's tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipeline.catalogue import Period, exchange_rate, indicators
from pipeline.evaluation.matching import Outcome, Row, same_value
from pipeline.evaluation.sample_files import TABLE, format_of, place_of, wording_of

CONVERTED = 0.05
"""An amount stated in another currency is converted at the year's rate; settling allows 5 % for it."""


class Key(NamedTuple):
    """What one settled value is of."""

    province_id: str
    indicator: str
    role: str
    period: str
    months: int


@dataclass(frozen=True)
class Planted:
    """A contradiction of the truth file, and what became of it."""

    key: Key
    values: tuple[float, ...]
    in_review: bool
    quoted: bool
    """Whether the review shows every value of it with its words."""


def judged_provinces(
    truth: Row,
    figures: Sequence[Row],
    to_review: Sequence[Row],
    origins: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[tuple[dict[str, Any], list[Outcome]]]:
    """Each province of one period as a passage, with an outcome for every key that is stated or settled.

    right: in force, or in review with a reading, as the papers state it. wrong: settled, and stated
    otherwise or not at all; a figure in force on a planted contradiction always is. missed: stated, and in no
    table. open: a derived total or a counted list that the papers bear out, and what waits on a
    contradiction. `origins` (figure_id → place, wording, format) tells where a value comes from that no paper
    states.
    """
    settled: dict[str, dict[Key, Row]] = {}
    for row in (*figures, *to_review):
        settled.setdefault(str(row["province_id"]), {})[_key(row["province_id"], row)] = row
    for province_id in sorted({*truth["provinces"], *settled}):
        entry = truth["provinces"].get(province_id, {})
        stated = _stated(province_id, entry)
        disputed = {k for k in stated if _is_planted(k, entry)}
        counted = _counted(province_id, truth)
        rows = settled.get(province_id, {})
        outcomes = [
            _outcome(
                k, rows[k], stated, disputed, counted, (origins or {}).get(rows[k].get("figure_id", ""), {})
            )
            for k in rows
        ]
        outcomes += [
            Outcome("missed", gold, gold)
            for key, said in stated.items()
            if key not in rows and key not in disputed
            for gold in [_gold(key, said)]
        ]
        # A wrong value on a stated key is one error and one loss, as in a passage.
        outcomes += [
            Outcome("missed", gold, gold)
            for o in list(outcomes)
            if o.kind == "wrong" and o.gold is not None
            for gold in [o.gold]
        ]
        figures_of_entry = entry.get("figures") or []
        yield {"id": f"{truth['period']} {province_id}", "figures": figures_of_entry}, outcomes


def planted(truth: Row, to_review: Sequence[Row]) -> list[Planted]:
    """The contradictions of one period's truth: whether each waits in review, with all its values quoted."""
    rows = {_key(row["province_id"], row): row for row in to_review}
    found = []
    for province_id, entry in sorted(truth["provinces"].items()):
        for one in entry.get("contradictions", ()):
            key = Key(province_id, one["indicator"], one["role"], truth["period"], one["months"])
            row = rows.get(key)
            values = tuple(float(v) for v in one["values"])
            shown = [v for v, quote in _readings(row) if quote.strip()] if row else []
            quoted = all(any(same_value(v, s) for s in shown) for v in values)
            found.append(Planted(key, values, row is not None, row is not None and quoted))
    return found


def differing_bases(truth: Row, found: Iterable[tuple[str, str]]) -> tuple[int, int]:
    """(said by a finding, all): values of last year that are not what was reported then.

    `found` are (province_id, indicator) of the findings about a value of last year.
    """
    said = set(found)
    all_of = [
        (province_id, base["indicator"])
        for province_id, entry in truth["provinces"].items()
        for base in entry.get("bases_that_differ", ())
    ]
    return sum(one in said for one in all_of), len(all_of)


def _outcome(
    key: Key,
    row: Row,
    stated: Mapping[Key, list[Row]],
    disputed: set[Key],
    counted: Mapping[str, float],
    origin: Mapping[str, str],
) -> Outcome:
    figure = {
        "indicator": key.indicator,
        "role": key.role,
        "value": row["value"],
        "unit": row["unit"],
        "status": "review" if row["status"] == "review" else "accepted",
        "confidence": row["confidence"],
        "province": key.province_id,
        "months": key.months,
        **origin,
    }
    waits = row["status"] == "review"
    if key in disputed:
        return Outcome("open" if waits else "wrong", figure, None)
    if key in stated:
        gold = _gold(key, stated[key])
        values = [row["value"]] if not waits else [row["value"], *(v for v, _ in _readings(row))]
        right = any(_says(said, v) for said in stated[key] for v in values if v is not None)
        return Outcome("right" if right else "wrong", figure, gold)
    parts = [stated.get(key._replace(indicator=p)) for p in indicators()[key.indicator].parts]
    total = sum(_in_unit(part[0])[0] for part in parts if part)
    derived = bool(row.get("derived")) and any(parts) and same_value(total, float(row["value"] or 0.0))
    listed = key.role == "actual" and counted.get(key.indicator) == row["value"]
    return Outcome("open" if derived or listed else "wrong", figure)


def _stated(province_id: str, entry: Row) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for figure in entry.get("figures", ()):
        found.setdefault(_key(province_id, figure), []).append(figure)
    return found


def _counted(province_id: str, truth: Row) -> dict[str, float]:
    """Indicator → how many rows the lists in the province's annexes have."""
    files = (f for f in truth["files"].values() if f["province"] == province_id and f["state"] == "read")
    return {code: value for file in files for code, value in file["countable"].items()}


def _is_planted(key: Key, entry: Row) -> bool:
    return any(
        (c["indicator"], c["role"], c["months"]) == (key.indicator, key.role, key.months)
        for c in entry.get("contradictions", ())
    )


def _gold(key: Key, said: Sequence[Row]) -> dict[str, Any]:
    """The annotation of a key, with the places, formats and wordings that state it."""
    value, _ = _in_unit(said[0])
    wordings = {wording_of(figure) for figure in said}
    return {
        "indicator": key.indicator,
        "role": key.role,
        "value": value,
        "unit": said[0]["unit"],
        "province": key.province_id,
        "months": key.months,
        "place": "+".join(sorted({place_of(figure) for figure in said})),
        "format": "+".join(sorted({format_of(figure["file"]) for figure in said})),
        "wording": next((w for w in ("held out", "seen") if w in wordings), TABLE),
    }


def _says(figure: Row, value: float) -> bool:
    stated, converted = _in_unit(figure)
    if not converted:
        return same_value(stated, value)
    return abs(stated - value) <= CONVERTED * max(abs(stated), abs(value))


def _in_unit(figure: Row) -> tuple[float, bool]:
    """The value in the indicator's unit, and whether it was converted. Raises `ValueError` without a rate."""
    value, unit = float(figure["value"]), figure["unit"]
    if unit in ("count", "people", "percent", "USD"):
        return value, False
    year = Period.parse(figure["period"]).year
    dollar, own = exchange_rate("USD", year), 1.0
    if unit != "VND":
        rate = exchange_rate(unit, year)
        if rate is None:
            raise ValueError(f"the truth states an amount in {unit}, which has no rate for {year}")
        own = rate.vnd_per_unit
    if dollar is None:
        raise ValueError(f"the catalogue has no rate of the US dollar for {year}")
    return value * own / dollar.vnd_per_unit, True


def _readings(row: Row) -> list[tuple[float, str]]:
    """(value in the indicator's unit, quote) of the readings that a row in review shows."""
    considered = json.loads(row.get("readings") or "[]")
    return [
        (float(r["value_in_unit"]), str(r["quote"])) for r in considered if r.get("value_in_unit") is not None
    ]


def _key(province_id: str, row: Row) -> Key:
    return Key(province_id, row["indicator"], row["role"], row["period"], int(row["months"]))
