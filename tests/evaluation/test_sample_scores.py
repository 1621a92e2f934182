"""A sample home against its truth: two provinces made up here, each row of the tables with its fate."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.evaluation.errors import errors, render
from pipeline.evaluation.sample_figures import judged_provinces, planted
from pipeline.evaluation.sample_files import in_notes, judged_files
from pipeline.evaluation.sample_scores import score_sample
from pipeline.sample import load_families

Row = dict[str, Any]
PERIOD = "2023-06"


def stated(indicator: str, value: float, role: str = "actual", **more: Any) -> Row:
    unit = "USD" if "capital" in indicator else "count"
    return {
        "indicator": indicator,
        "role": role,
        "value": value,
        "unit": unit,
        "qualifier": "exact",
        "period": PERIOD,
        "months": 6,
        "quote": f"có {value} {indicator}",
        "printed": str(value),
        "family": "made_up",
        "held_out": False,
        "file": f"{PERIOD}/a.docx",
        **more,
    }


def truth(
    *figures: Row, contradictions: tuple[Row, ...] = (), bases: tuple[Row, ...] = (), **file: Any
) -> Row:
    of_file = {
        "state": "read",
        "role": "report",
        "province": "an_giang",
        "case": "",
        "figures": list(figures),
        "countable": {},
        **file,
    }
    province = {
        "status": "submitted",
        "figures": list(figures),
        "contradictions": list(contradictions),
        "bases_that_differ": list(bases),
    }
    return {
        "period": PERIOD,
        "months": 6,
        "provinces": {"an_giang": province, "ca_mau": {"status": "missing"}},
        "files": {f"{PERIOD}/a.docx": of_file},
    }


def candidate(indicator: str, value: float, role: str = "actual", **more: Any) -> Row:
    return {
        **{"sha256": "aa", "indicator": indicator, "role": role, "value": value, "unit": "count"},
        **{"owner": "province", "province_id": "an_giang", "set_aside": "", "status": "accepted"},
        **{"confidence": 0.99, "method": "text", "place": "đoạn 4", "quote": f"{value}", "sentence": ""},
        **more,
    }


def figure(indicator: str, value: float | None, role: str = "actual", **more: Any) -> Row:
    unit = "USD" if "capital" in indicator else "count"
    return {
        **{"province_id": "an_giang", "period": PERIOD, "months": 6, "indicator": indicator, "role": role},
        **{
            "value": value,
            "unit": unit,
            "status": "accepted",
            "confidence": 0.9,
            "derived": "",
            "readings": "",
        },
        **more,
    }


FILES = [{"path": f"{PERIOD}/a.docx", "sha256": "aa", "state": "read", "period": PERIOD}]


def files(of: Row, *candidates: Row) -> list[tuple[str, str, float]]:
    ((_, outcomes),) = judged_files(of, FILES, candidates)
    return [(o.kind, o.figure["indicator"], o.figure["value"]) for o in outcomes]


@pytest.mark.parametrize(
    ("found", "kinds"),
    [
        (candidate("delegations_out", 12), ["right"]),
        (candidate("delegations_out", 13), ["wrong", "missed"]),
        (candidate("delegations_out", 12, province_id="ca_mau"), ["wrong", "missed"]),
        (candidate("delegations_out", 12, set_aside="mục tiêu"), ["missed"]),
        (candidate("delegations_out", 12, owner="project"), ["missed"]),
        (candidate("delegations_out", 12, sha256="bb"), ["missed"]),
        (candidate("", 12), ["missed"]),
    ],
)
def test_what_a_file_states(found: Row, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in files(truth(stated("delegations_out", 12)), found)] == kinds


def test_a_list_may_be_counted() -> None:
    of = truth(stated("delegations_out", 12), countable={"ngo_projects": 4})
    assert ("open", "ngo_projects", 4) in files(of, candidate("ngo_projects", 4))
    assert ("wrong", "ngo_projects", 5) in files(of, candidate("ngo_projects", 5))


def test_a_file_that_is_not_to_be_read_is_no_passage() -> None:
    assert list(judged_files(truth(state="no_report"), FILES, [])) == []


def test_places_and_wordings() -> None:
    of = truth(
        stated("delegations_out", 12, held_out=True, quote="cử 12 đoàn ra"),
        stated("delegations_in", 7, family="table", quote="1 | Đoàn vào | 7"),
    )
    found = [
        candidate("delegations_out", 13, sentence="Tỉnh cử 12 đoàn ra, 13 ..."),
        candidate("delegations_out", 14, sentence="Câu khác.", place="đoạn 4, chú thích 1"),
        candidate("delegations_in", 7, method="table"),
    ]
    ((passage, outcomes),) = judged_files(of, FILES, found)
    assert passage["format"] == "docx"
    at = {o.figure["value"]: (o.figure["place"], o.figure["wording"]) for o in outcomes}
    assert at[13] == ("body", "held out")
    assert at[14] == ("footnote", "other text")
    assert at[7] == ("table", "table")
    assert at[12] == ("body", "held out")


def test_a_figure_of_a_footnote_is_known_by_its_family() -> None:
    noted = [family for family in load_families() if family.footnotes and not family.held_out]
    slots = {(f.name, s.indicator, s.role) for f in noted for s in f.figure_slots}
    assert any(in_notes(*slot) for slot in slots)
    assert not in_notes("made_up", "delegations_out", "actual")


# --- what was settled


def kinds(of: Row, *rows: Row) -> list[tuple[str, float | None]]:
    return [(o.kind, o.figure["value"]) for _, outcomes in judged_provinces(of, [], rows) for o in outcomes]


def reading(value: float, quote: str = "câu") -> Row:
    return {"value_in_unit": value, "quote": quote}


def waiting(value: float | None, *readings: Row, indicator: str = "delegations_out", **more: Any) -> Row:
    return figure(indicator, value, status="review", readings=json.dumps(readings), **more)


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        (figure("delegations_out", 12), [("right", 12)]),
        (figure("delegations_out", 13), [("wrong", 13), ("missed", 12)]),
        (waiting(12), [("right", 12)]),
        (waiting(None, reading(13), reading(12)), [("right", None)]),
        (waiting(13, reading(13)), [("wrong", 13), ("missed", 12)]),
        (figure("delegations_out", 12, months=1), [("wrong", 12), ("missed", 12)]),
        (figure("delegations_out", 12, province_id="ca_mau"), [("missed", 12), ("wrong", 12)]),
    ],
)
def test_one_key(settled: Row, expected: list[tuple[str, float | None]]) -> None:
    assert kinds(truth(stated("delegations_out", 12)), settled) == expected


def test_dong_are_converted_at_the_years_rate() -> None:
    of = truth(stated("fdi_capital_new", 238e9, unit="VND"))
    assert kinds(of, figure("fdi_capital_new", 10e6)) == [("right", 10e6)]
    assert kinds(of, figure("fdi_capital_new", 12e6))[0] == ("wrong", 12e6)


def test_a_total_that_the_parts_bear_out_is_open() -> None:
    parts = ("fdi_capital_new", "fdi_capital_expanded", "fdi_capital_contributed")
    of = truth(*(stated(part, 1e6) for part in parts))
    rows = [figure(part, 1e6) for part in parts]
    total = figure("fdi_capital_registered", 3e6, derived="mới + tăng thêm + góp vốn")
    assert ("open", 3e6) in kinds(of, *rows, total)
    assert ("wrong", 4e6) in kinds(of, *rows, total | {"value": 4e6})
    assert ("wrong", 3e6) in kinds(of, *rows, total | {"derived": ""})


CONTRADICTION = {"indicator": "delegations_out", "role": "actual", "months": 6, "values": [12, 15]}
DISPUTED = truth(
    stated("delegations_out", 12), stated("delegations_out", 15), contradictions=(CONTRADICTION,)
)


@pytest.mark.parametrize(
    ("row", "in_review", "quoted", "kind"),
    [
        (waiting(None, reading(12), reading(15)), True, True, "open"),
        (waiting(12, reading(12), reading(15, " ")), True, False, "open"),
        (waiting(12, reading(12)), True, False, "open"),
        (figure("delegations_out", 12), False, False, "wrong"),
    ],
)
def test_a_planted_contradiction(row: Row, in_review: bool, quoted: bool, kind: str) -> None:
    (one,) = planted(DISPUTED, [row] if row["status"] == "review" else [])
    assert (one.in_review, one.quoted) == (in_review, quoted)
    assert kinds(DISPUTED, row) == [(kind, row["value"])]


def test_a_month_as_a_whole() -> None:
    base = {"indicator": "delegations_in", "stated": 5, "reported_then": 6}
    of = truth(
        stated("delegations_out", 12),
        stated("delegations_in", 7, family="table", file=f"{PERIOD}/b.xlsx"),
        bases=(base, {**base, "indicator": "delegations_out"}),
    )
    scores = score_sample(
        {PERIOD: of},
        {
            "files": [{**FILES[0], "state": "unreadable"}],
            "candidates": [
                candidate("delegations_out", 12) | {"period": PERIOD},
                candidate("oda_projects", 3, figure_id="f") | {"period": PERIOD},
            ],
            "figures": [figure("delegations_out", 12), figure("oda_projects", 3, figure_id="f")],
            "to_review": [waiting(7, reading(7), indicator="delegations_in")],
            "findings": [{"period": PERIOD, "province_id": "an_giang", "indicator": "delegations_in"}],
        },
    )
    assert (scores.extracted.overall.recall, scores.settled.overall.recall) == (0.5, 1)
    assert scores.bases == (1, 2)
    assert scores.states == ((f"{PERIOD}/a.docx", "read", "unreadable"),)
    assert set(scores.settled.groups["format"]) == {"docx", "xlsx"}
    assert scores.settled.groups["wording"]["other text"].accepted_wrong == 1
    plain = scores.as_dict()
    assert plain["right_in_review"] == 0.5
    assert plain["figures"]["groups"]["place"]["table"]["accepted"] == 0
    assert "right figures sent to review: 50.0%" in scores.render()
    assert "unreadable, should be read" in scores.render()


def test_an_error_says_of_which_month_and_time_it_is() -> None:
    of = truth(stated("delegations_out", 12))
    listed = errors(judged_provinces(of, [], [waiting(None), figure("delegations_in", 3, months=1)]))
    assert render(listed).splitlines() == [
        "silent error delegations_in · actual · 3 count · 1 months 0.90  2023-06 an_giang",
        "wrong        delegations_out · actual · ? count · 6 months 0.90  2023-06 an_giang",
        "missed       delegations_out · actual · 12.0 count · 6 months  2023-06 an_giang",
    ]
