"""The truth file: what was sent, what each file states, and what each file's fate should be."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from .dates import Span
from .figures import World
from .marker import MARK
from .place_words import places
from .scenario import Month
from .sending import OutFile, Sent
from .wording import Stated

TOLERANCE = 0.005
"""Two stated values within half a percent agree (the evaluation's tolerance)."""


def truth_of_month(month: Month, arrived: list[Sent], world: World) -> dict[str, Any]:
    """One month: its provinces, its files, and the rows of the register that lead nowhere."""
    provinces = {
        province_id: _province(month, [s for s in arrived if s.province_id == province_id], world)
        for province_id in sorted(places(month.span.last_day))
    }
    return {
        "period": month.period,
        "months": month.months,
        "deadline": month.deadline.isoformat(),
        "register": month.register,
        "n_provinces": len(provinces),
        "n_submitted": sum(entry["status"] == "submitted" for entry in provinces.values()),
        "provinces": provinces,
        "files": {
            f"{month.period}/{file.name}": _file(month, file) for sent in arrived for file in sent.files
        },
        "register_findings": [
            {"kind": sent.case, "author": sent.line.author, "number": sent.line.number}
            for sent in arrived
            if sent.line and sent.case in ("unknown_sender", "never_came")
        ],
    }


def _province(month: Month, arrived: list[Sent], world: World) -> dict[str, Any]:
    reports = [sent for sent in arrived if sent.counts]
    if not reports:
        return {"status": "missing"}
    lines = [sent.line for sent in reports if sent.line]
    first = min(lines, key=lambda line: line.received)
    live = [file for sent in reports for file in sent.files if file.state == "read"]
    figures = _figures(month, live)
    return {
        "status": "submitted",
        "readable": bool(live),
        "on_time": first.received <= month.deadline,
        "days_late": max(0, (first.received - month.deadline).days),
        "received_before_sent": first.received < first.sent,
        "document_number": first.number,
        "sent": first.sent.isoformat(),
        "received": first.received.isoformat(),
        "dispatches": [
            {
                "author": line.author,
                "number": line.number,
                "sent": line.sent.isoformat(),
                "received": line.received.isoformat(),
                "attachments": list(line.attachments),
            }
            for line in lines
        ],
        "files": [f"{month.period}/{file.name}" for sent in arrived for file in sent.files],
        "cases": sorted({sent.case for sent in arrived if sent.case} | _more_cases(month, arrived)),
        "figures": figures,
        "contradictions": _contradictions(figures),
        "bases_that_differ": _differing_bases(reports[0].province_id, figures, world),
    }


def _more_cases(month: Month, arrived: list[Sent]) -> set[str]:
    return {case.kind for case in month.cases if case.province == arrived[0].province_id}


def _figures(month: Month, live: list[OutFile]) -> list[dict[str, Any]]:
    """What the province states in the end: an amended value only as the amendment has it."""
    return [
        _figure(f"{month.period}/{file.name}", stated)
        for file in live
        for stated in file.stated
        if (stated.indicator, stated.role) not in file.withdrawn
    ]


def _figure(path: str, stated: Stated) -> dict[str, Any]:
    return {**asdict(stated), "file": path}


def _contradictions(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    values: dict[tuple[str, str, int, str], list[float]] = {}
    for figure in figures:
        key = (figure["indicator"], figure["role"], figure["months"], figure["unit"])
        values.setdefault(key, []).append(figure["value"])
    found = []
    for (indicator, role, months, _), stated in values.items():
        if max(stated) - min(stated) > TOLERANCE * max(abs(value) for value in stated):
            found.append(
                {"indicator": indicator, "role": role, "months": months, "values": sorted(set(stated))}
            )
    return found


def _differing_bases(province_id: str, figures: list[dict[str, Any]], world: World) -> list[dict[str, Any]]:
    """Values of last year that the report gives and that are not what was reported then."""
    found = []
    for figure in figures:
        if figure["role"] != "prior_year" or figure["unit"] == "VND":
            continue
        span = Span.of(figure["period"], figure["months"]).previous
        then = world.actual(province_id, figure["indicator"], span)
        if abs(figure["value"] - then) > TOLERANCE * max(figure["value"], then):
            found.append({"indicator": figure["indicator"], "stated": figure["value"], "reported_then": then})
    return found


def _file(month: Month, file: OutFile) -> dict[str, Any]:
    return {
        "state": file.state,
        "role": file.role,
        "province": file.province_id,
        "arrived": file.arrived.isoformat(),
        "case": file.case,
        "note": file.note,
        "figures": [_figure(f"{month.period}/{file.name}", stated) for stated in file.stated],
        "countable": dict(file.countable),
        "withdrawn": [list(pair) for pair in file.withdrawn],
    }


def truth_file(seed: int, periods: list[dict[str, Any]]) -> dict[str, Any]:
    """The whole truth file."""
    return {"note": MARK, "seed": seed, "periods": {entry["period"]: entry for entry in periods}}
