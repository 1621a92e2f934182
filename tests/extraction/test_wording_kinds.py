"""The same thing in several words: what the extraction finds by kind, and the traps that it must not accept.

The sentences are data (`tests/data/wording_kinds`). Figures are held as a whole and by kind, because readings
are weighed and one sentence may be lost for three that are won; every trap is held on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.evaluation.matching import same_value
from pipeline.extraction import Candidate, Context, extract_text

FOLDER = Path(__file__).parents[1] / "data" / "wording_kinds"
KINDS = sorted(path.stem for path in FOLDER.glob("*.yaml"))

RECALL = 0.90
"""Of all stated figures; 0.96 (123 of 128) on 2026-11-21."""
RECALL_OF_KIND = {
    # kind: bound, measured on 2026-11-21
    "fdi_new_expanded": 0.87,  # 30 of 31
    "fdi_stock": 0.70,  # 8 of 10
    "fdi_total": 0.85,  # 14 of 14
    "fractions": 0.79,  # 22 of 24
    "ngo_grants": 0.87,  # 24 of 24
    "received_guests": 0.84,  # 13 of 13
    "trap_branch": 0.5,  # 2 of 2
    "trap_district": 0.0,  # 1 of 1
    "trap_domestic": 0.75,  # 4 of 4
    "trap_industrial_parks": 0.5,  # 2 of 2
    "trap_one_project": 0.5,  # 2 of 2
    "trap_partner_country": 0.0,  # 1 of 1
}
ACCEPTED_BESIDE = 0.14
"""The largest share of accepted figures that no sentence states and that are no restatement in đồng; 10 of
103 on 2026-11-21. The sentences are chosen to mislead: on ordinary reports it is far less."""
RIGHT_ACCEPTED = 0.25
"""The least share of stated figures that are found and accepted: a system that doubts everything is useless.
40 of 128 on 2026-11-21 at the threshold 0.96, 93 at 0.90."""

# Traps that are accepted as the province's figure, with day and why. One that is no longer read so at all
# fails, and its entry is to go.
KNOWN = {
    "trap_branch 5 fdi_capital_registered -35": "2026-11-21: one field (nông nghiệp) is the subject",
    "trap_partner_country 3 fdi_capital_new 22600000": "2026-11-21: one country's investors are the subject",
    "trap_partner_country 3 fdi_projects_expanded 8": "2026-11-22: the same sentence",
}


@dataclass(frozen=True)
class Sentence:
    kind: str
    number: int
    context: Context
    text: str
    figures: tuple[dict[str, Any], ...]
    not_accepted: tuple[dict[str, Any], ...]


def sentences(kind: str) -> list[Sentence]:
    raw = yaml.safe_load((FOLDER / f"{kind}.yaml").read_text(encoding="utf-8"))
    context = Context(raw["province"], raw["period"], raw["months"])
    return [
        Sentence(kind, number, context, s["text"], tuple(s["figures"]), tuple(s["not_accepted"]))
        for number, s in enumerate(raw["sentences"], start=1)
    ]


EVERY = [sentence for kind in KINDS for sentence in sentences(kind)]
TRAPS = [(sentence, trap) for sentence in EVERY for trap in sentence.not_accepted]


@cache
def own_figures(text: str, context: Context) -> tuple[Candidate, ...]:
    return tuple(
        c
        for c in extract_text(text, context)
        if c.indicator and not c.set_aside and c.province_id == context.province_id
    )


def found(sentence: Sentence) -> tuple[Candidate, ...]:
    return own_figures(sentence.text, sentence.context)


def says(candidate: Candidate, figure: dict[str, Any]) -> bool:
    return (candidate.indicator, candidate.role, candidate.unit) == (
        figure["indicator"],
        figure["role"],
        figure["unit"],
    ) and same_value(candidate.value, figure["value"])


def matched(sentence: Sentence) -> int:
    """How many stated figures are found, each by a candidate of its own."""
    free = list(found(sentence))
    number = 0
    for figure in sentence.figures:
        one = next((c for c in free if says(c, figure)), None)
        if one is not None:
            free.remove(one)
            number += 1
    return number


def test_the_figures_of_all_kinds_are_found() -> None:
    stated = sum(len(s.figures) for s in EVERY)
    assert sum(map(matched, EVERY)) / stated >= RECALL


@pytest.mark.parametrize("kind", KINDS)
def test_the_figures_of_a_kind_are_found(kind: str) -> None:
    of_kind = sentences(kind)
    missed = {s.number: f"{matched(s)} of {len(s.figures)}" for s in of_kind if matched(s) < len(s.figures)}
    stated = sum(len(s.figures) for s in of_kind)
    assert sum(map(matched, of_kind)) / stated >= RECALL_OF_KIND[kind], missed


def test_hardly_anything_is_accepted_that_no_sentence_states() -> None:
    accepted = [(s, c) for s in EVERY for c in found(s) if c.status == "accepted" and c.unit != "VND"]
    strange = [c for s, c in accepted if not any(says(c, f) for f in s.figures)]
    assert len(strange) / len(accepted) <= ACCEPTED_BESIDE, [(c.indicator, c.role, c.value) for c in strange]


def test_most_stated_figures_need_no_analyst() -> None:
    accepted = sum(
        any(says(c, f) and c.status == "accepted" for c in found(s)) for s in EVERY for f in s.figures
    )
    assert accepted / sum(len(s.figures) for s in EVERY) >= RIGHT_ACCEPTED


def named(sentence: Sentence, trap: dict[str, Any]) -> str:
    return f"{sentence.kind} {sentence.number} {trap['indicator']} {trap['value']}"


def misread(sentence: Sentence, trap: dict[str, Any]) -> list[Candidate]:
    return [
        c for c in found(sentence) if c.indicator == trap["indicator"] and same_value(c.value, trap["value"])
    ]


def parameters(known: bool) -> list[Any]:
    return [pytest.param(s, t, id=named(s, t)) for s, t in TRAPS if (named(s, t) in KNOWN) == known]


@pytest.mark.parametrize(("sentence", "trap"), parameters(known=False))
def test_a_trap_is_not_accepted(sentence: Sentence, trap: dict[str, Any]) -> None:
    caught = [c for c in misread(sentence, trap) if c.status == "accepted"]
    assert [(c.role, c.confidence, c.quote) for c in caught] == []


@pytest.mark.parametrize(("sentence", "trap"), parameters(known=True))
def test_a_named_exception_still_happens(sentence: Sentence, trap: dict[str, Any]) -> None:
    assert misread(sentence, trap), "read rightly now: take it off the list of exceptions"


def test_the_named_exceptions_are_traps_of_the_files() -> None:
    keys = {named(s, t) for s, t in TRAPS}
    assert set(KNOWN) <= keys
    assert set(RECALL_OF_KIND) == set(KINDS)
