"""The extraction of a sample home against its truth file: each file that was read is one annotated passage.

What was settled from it is judged in `sample_figures`. Rows come in as plain mappings, because the tables of
the warehouse are made after this package; the words of a held-out family never leave it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from pipeline.catalogue import fold, indicators
from pipeline.evaluation.found import OWNERS
from pipeline.evaluation.matching import Outcome, Row, match
from pipeline.sample import load_families

TABLE = "table"
"""What the truth calls the family of a figure that stands in a table."""


def judged_files(
    truth: Row, files: Sequence[Row], candidates: Sequence[Row]
) -> Iterator[tuple[dict[str, Any], list[Outcome]]]:
    """Each file of one period that the truth calls `read`, as a passage, with its outcomes.

    `truth` is a period of truth.json; `files` and `candidates` are rows of the warehouse's tables. Of a file
    that the truth has and the tables lack all figures are missed.
    """
    sha_of = {str(row["path"]): row["sha256"] for row in files}
    found_in: dict[str, list[Row]] = {}
    for row in candidates:
        if row["indicator"] and not row["set_aside"] and row["owner"] in OWNERS:
            found_in.setdefault(str(row["sha256"]), []).append(row)
    for path, file in truth["files"].items():
        if file["state"] != "read":
            continue
        passage = passage_of(path, file, truth)
        found = found_in.get(str(sha_of.get(path, "")), [])
        yield passage, match(passage, [_found(row, file["figures"]) for row in found])


def origins(truth: Row, files: Sequence[Row], candidates: Sequence[Row]) -> dict[str, dict[str, str]]:
    """figure_id → the place, wording and format of the candidates behind it, several joined by "+"."""
    path_of = {str(row["sha256"]): str(row["path"]) for row in files}
    found: dict[str, dict[str, set[str]]] = {}
    for row in candidates:
        path = path_of.get(str(row["sha256"]), "")
        if not row.get("figure_id") or path not in truth["files"]:
            continue
        figure = _found(row, truth["files"][path]["figures"])
        kinds = found.setdefault(str(row["figure_id"]), {"place": set(), "wording": set(), "format": set()})
        kinds["place"].add(figure["place"])
        kinds["wording"].add(figure["wording"])
        kinds["format"].add(format_of(path))
    return {name: {k: "+".join(sorted(v)) for k, v in kinds.items()} for name, kinds in found.items()}


def format_of(path: str) -> str:
    """docx, pdf, xlsx, txt: the ending of a file's name, whatever its bytes are."""
    return PurePosixPath(path).suffix.removeprefix(".").lower()


def passage_of(path: str, file: Row, truth: Row) -> dict[str, Any]:
    """A file of the truth as an annotated passage; what may be counted from its lists is ambiguous."""
    figures = [
        {
            **{name: figure[name] for name in ("indicator", "role", "value", "unit", "quote")},
            "place": place_of(figure),
            "wording": wording_of(figure),
        }
        for figure in file["figures"]
    ]
    counted = [
        {"indicator": code, "role": "actual", "value": value, "unit": indicators()[code].unit}
        for code, value in file["countable"].items()
    ]
    return {
        "id": path,
        "province": file["province"] or "",
        "period": truth["period"],
        "months": truth["months"],
        "figures": figures,
        "ambiguous": counted,
        "format": format_of(path),
        "case": file["case"] or None,
    }


def place_of(figure: Row) -> str:
    """table | footnote | body: where the sample printed a figure of the truth."""
    if figure["family"] == TABLE:
        return TABLE
    return "footnote" if in_notes(figure["family"], figure["indicator"], figure["role"]) else "body"


def wording_of(figure: Row) -> str:
    """table | seen | held out: by which kind of wording family a figure of the truth is stated."""
    if figure["family"] == TABLE:
        return TABLE
    return "held out" if figure["held_out"] else "seen"


def in_notes(family: str, indicator: str, role: str) -> bool:
    """Whether a wording family states this in its footnotes alone."""
    return (indicator, role) in _in_notes(family)


@cache
def _in_notes(family: str) -> frozenset[tuple[str, str]]:
    from pipeline.sample.families import FigureSlot, slots

    def stated(texts: Iterable[str]) -> set[tuple[str, str]]:
        found = (slot for text in texts for _, _, slot in slots(text))
        return {(slot.indicator, slot.role) for slot in found if isinstance(slot, FigureSlot)}

    known = {one.name: one for one in load_families()}
    if family not in known:
        return frozenset()
    return frozenset(stated(known[family].footnotes) - stated([known[family].passage]))


def _found(row: Row, truth: Sequence[Row]) -> dict[str, Any]:
    """A candidate as a found figure, with the place and the kind of wording that it was found in."""
    names = ("indicator", "role", "value", "unit", "status", "confidence", "sha256", "quote")
    place = "body"
    if row["method"] == TABLE:
        place = TABLE
    elif "chú thích" in row["place"]:
        place = "footnote"
    return {
        **{name: row[name] for name in names},
        "province": row["province_id"],
        "place": place,
        "where": row["place"],
        "wording": TABLE if place == TABLE else _wording_around(row, truth),
    }


def _wording_around(row: Row, truth: Sequence[Row]) -> str:
    """The kind of wording whose printed words the candidate's sentence shares; `other text` for prose, plans
    and families without figures. A sentence shared by both kinds counts as held out."""
    sentence = _plain(str(row.get("sentence") or row["quote"]))
    around = {
        wording_of(figure)
        for figure in truth
        if figure["family"] != TABLE and (quote := _plain(figure["quote"])) and _overlap(quote, sentence)
    }
    return next((kind for kind in ("held out", "seen") if kind in around), "other text")


def _overlap(quote: str, sentence: str) -> bool:
    return quote in sentence or (len(sentence) > 20 and sentence in quote)


@cache
def _plain(text: str) -> str:
    """Folded letters and digits alone: line breaks, marks and notes differ between a file and its truth."""
    return "".join(re.findall(r"[^\W_]+", fold(text)))
