"""Whole half-year reports: each figure is found with a quote that stands in the text, no trap is accepted.

One paper is real and lies beside the checkout where it is at hand; the other is our own, with such
figures and traps in other words, so that nothing here rests on the real one alone.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.evaluation.matching import same_value
from pipeline.extraction import Candidate, Context, extract, extract_text
from pipeline.reading import Document, read

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real" / "dong_nai_2023H1_report.txt"
OWN = ROOT / "tests" / "data" / "reports" / "half_year_2023.txt"
CONTEXTS = {REAL: Context("dong_nai", "2023-06", 6), OWN: Context("long_an", "2023-06", 6)}

MILLION, BILLION = 1e6, 1e9

REAL_FIGURES = [
    ("delegations_out_provincial", "actual", 2, "count"),
    ("delegations_out_provincial", "planned", 11, "count"),
    ("delegations_in_provincial", "actual", 0, "count"),
    ("delegations_in_provincial", "planned", 5, "count"),
    ("delegations_in", "actual", 8, "count"),
    ("ngo_projects", "actual", 9, "count"),
    ("ngo_organizations", "actual", 9, "count"),
    ("ngo_projects_new", "actual", 6, "count"),
    ("ngo_aid_committed", "actual", 2_915_200, "USD"),
    ("fdi_capital_registered", "actual", 568.78 * MILLION, "USD"),
    ("fdi_capital_registered", "prior_year", 287.48 * MILLION, "USD"),
    ("fdi_projects_new", "actual", 27, "count"),
    ("fdi_capital_new", "actual", 73.47 * MILLION, "USD"),
    ("fdi_capital_new", "change_pct", -12, "percent"),
    ("fdi_projects_expanded", "actual", 37, "count"),
    ("fdi_capital_expanded", "actual", 495.31 * MILLION, "USD"),
    ("fdi_capital_expanded", "change_pct", 140, "percent"),
    ("fdi_projects_active", "actual", 1_581, "count"),
    ("fdi_capital_active", "actual", 33.75 * BILLION, "USD"),
    ("agreements_signed", "actual", 1, "count"),
    ("agreements_in_force", "actual", 37, "count"),
    ("international_conferences", "actual", 1, "count"),
    ("international_conferences", "actual", 4, "count"),
    ("foreign_press_delegations", "actual", 3, "count"),
    ("diaspora_projects", "actual", 10, "count"),
    ("diaspora_capital", "actual", 275.79 * BILLION, "VND"),
    ("oda_projects", "actual", 0, "count"),
]
REAL_TRAPS = {
    "one factory": (12 * MILLION, "USD"),
    "a branch of industry": (42.65 * MILLION, "USD"),
    "domestic projects": (75_855.16 * BILLION, "VND"),
    "foreign companies": (14_101, "USD"),
    "the industrial parks": (1_410, "count"),
}

OWN_FIGURES = [
    ("delegations_out_provincial", "actual", 5, "count"),
    ("delegations_out_provincial", "planned", 14, "count"),
    ("delegations_in_provincial", "actual", 0, "count"),
    ("delegations_in_provincial", "planned", 6, "count"),
    ("delegations_in", "actual", 13, "count"),
    ("ngo_projects", "actual", 12, "count"),
    ("ngo_organizations", "actual", 11, "count"),
    ("ngo_projects_new", "actual", 4, "count"),
    ("ngo_aid_committed", "actual", 1_386_500, "USD"),
    ("fdi_capital_registered", "actual", 341.26 * MILLION, "USD"),
    ("fdi_capital_registered", "prior_year", 198.04 * MILLION, "USD"),
    ("fdi_projects_new", "actual", 33, "count"),
    ("fdi_capital_new", "actual", 96.15 * MILLION, "USD"),
    ("fdi_capital_new", "change_pct", -18, "percent"),
    ("fdi_projects_expanded", "actual", 24, "count"),
    ("fdi_capital_expanded", "actual", 245.11 * MILLION, "USD"),
    ("fdi_capital_expanded", "change_pct", 210, "percent"),
    ("fdi_projects_active", "actual", 1_174, "count"),
    ("fdi_capital_active", "actual", 10.38 * BILLION, "USD"),
    ("agreements_signed", "actual", 2, "count"),
    ("oda_projects", "actual", 0, "count"),
]
OWN_MISSED = 3
"""How many of them may be missed; one was on 2026-11-21 (last year's registered capital)."""
OWN_TRAPS = {
    "one factory": (19 * MILLION, "USD"),
    "a branch of industry": (37.82 * MILLION, "USD"),
    "domestic projects": (48_920.4 * BILLION, "VND"),
    "foreign companies": (21_750, "USD"),
    "the industrial parks' foreign projects": (693, "count"),
    "the industrial parks": (1_206, "count"),
    "the nation's capital": (13.43 * BILLION, "USD"),
    "the nation's fall": (-4.3, "percent"),
    "exports": (3.1 * BILLION, "USD"),
    "tourists": (8_400, "people"),
    "delegations of the months to come": (9, "count"),
    "capital of the months to come": (260 * MILLION, "USD"),
    "aid of the months to come": (900_000, "USD"),
    "agreements of the months to come": (3, "count"),
    "a share of the plan": (-64.3, "percent"),
    "districts": (7, "count"),
}

real = pytest.mark.skipif(not REAL.exists(), reason="the real report is not beside this checkout")


@cache
def document(path: Path) -> Document:
    return read(path)


@cache
def candidates(path: Path) -> tuple[Candidate, ...]:
    return extract(document(path), CONTEXTS[path])


def stating(path: Path, indicator: str, role: str, value: float, unit: str) -> list[Candidate]:
    return [
        c
        for c in candidates(path)
        if (c.indicator, c.role, c.unit, c.set_aside) == (indicator, role, unit, "")
        and c.province_id == CONTEXTS[path].province_id
        and same_value(c.value, value)
    ]


def accepted_as_own(path: Path, value: float, unit: str) -> list[tuple[str, str]]:
    return [
        (c.indicator, c.quote)
        for c in candidates(path)
        if c.status == "accepted"
        and c.province_id == CONTEXTS[path].province_id
        and c.unit == unit
        and same_value(c.value, value)
    ]


@real
@pytest.mark.parametrize(("indicator", "role", "value", "unit"), REAL_FIGURES)
def test_a_figure_of_the_real_report(indicator: str, role: str, value: float, unit: str) -> None:
    found = stating(REAL, indicator, role, value, unit)
    assert found
    assert all(c.quote in document(REAL).text for c in found)
    assert all(c.value_stated.split()[0] in c.quote for c in found)


@real
@pytest.mark.parametrize("whose", REAL_TRAPS)
def test_a_trap_of_the_real_report(whose: str) -> None:
    assert accepted_as_own(REAL, *REAL_TRAPS[whose]) == []


def test_the_figures_of_our_own_report() -> None:
    missed = [row[:3] for row in OWN_FIGURES if not stating(OWN, *row)]
    assert len(missed) <= OWN_MISSED, missed


@pytest.mark.parametrize("whose", OWN_TRAPS)
def test_a_trap_of_our_own_report(whose: str) -> None:
    assert accepted_as_own(OWN, *OWN_TRAPS[whose]) == []


def test_every_quote_stands_in_its_block() -> None:
    blocks = document(OWN).blocks
    for c in candidates(OWN):
        assert blocks[c.block].text[c.start :].startswith(c.quote)
        assert c.place == blocks[c.block].place
        assert c.quote in c.sentence or c.sentence in c.quote


def test_every_number_of_the_outlook_carries_the_reason() -> None:
    blocks = document(OWN).blocks
    heading = next(i for i, b in enumerate(blocks) if b.text.startswith("IV."))
    outlook = [c for c in candidates(OWN) if c.block > heading]
    assert [c.value for c in outlook] == [9, 6, 260e6, 900_000, 3]
    assert {c.set_aside for c in outlook} == {
        "phần phương hướng, nhiệm vụ hoặc kiến nghị, không phải kết quả"
    }


def test_a_number_of_the_nation_stays_the_nations() -> None:
    nation = [c for c in candidates(OWN) if c.province_id == "VN"]
    assert {(c.indicator, c.role, c.value) for c in nation} == {
        ("fdi_capital_registered", "actual", 13.43e9),
        ("fdi_capital_registered", "change_pct", -4.3),
    }


def test_the_page_says_that_it_is_a_sample() -> None:
    assert document(OWN).blocks[0].text == "Tài liệu mẫu – số liệu giả định"


IN_OTHER_WORDS = """Sở đã đón và hướng dẫn 05 đoàn phóng viên nước ngoài đến tác nghiệp.
Tỉnh đăng cai 02 hội nghị quốc tế; các trường, viện được phép mở 07 hội thảo có yếu tố nước ngoài.
Tính đến nay, tỉnh có 26 bản ghi nhớ và thỏa thuận quốc tế còn hiệu lực; trong kỳ ký mới 03 bản.
Hiện có 14 doanh nghiệp của kiều bào với tổng vốn đăng ký 412,5 tỷ đồng.
Trong kỳ không có dự án ODA nào được phê duyệt."""


def test_the_rarer_indicators_in_other_words() -> None:
    found = {(c.indicator, c.value) for c in extract_text(IN_OTHER_WORDS, CONTEXTS[OWN]) if not c.set_aside}
    assert {
        ("foreign_press_delegations", 5),
        ("international_conferences", 2),
        ("international_conferences", 7),
        ("agreements_in_force", 26),
        ("agreements_signed", 3),
        ("diaspora_projects", 14),
        ("diaspora_capital", 412.5 * BILLION),
        ("oda_projects", 0),
    } <= found
