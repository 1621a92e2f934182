"""Weighing by parts gives what the features give, named one by one."""

from __future__ import annotations

import zlib

import pytest

from pipeline.extraction import Context
from pipeline.extraction.company import Company
from pipeline.extraction.evidence import Evidence
from pipeline.extraction.frames import read_quantities
from pipeline.extraction.model import BEFORE_NAMES, Table, table_of
from pipeline.extraction.nearness import Nearness
from pipeline.extraction.quantities import quantities
from pipeline.extraction.readings import Decided, readings
from pipeline.extraction.scopes import Scope, scope_of
from pipeline.extraction.weighing import Weighing

CONTEXT = Context("ha_nam", "2023-06", 6)
TEXTS = [
    "Số đoàn ra và số đoàn vào lần lượt là 28 và 41 đoàn, cùng kỳ 20 và 44 đoàn.",
    "Tỉnh cấp mới 12 dự án FDI với 45,6 triệu USD, tăng 20% so với cùng kỳ (10 dự án, 38 triệu USD).",
    "Đoàn ra: 31 đoàn, trong đó cấp tỉnh 9 đoàn, 22 đoàn của các sở; kế hoạch 40. Không có đoàn vào.",
    "Huyện Bình Lục đón 3 đoàn khách.\nKiều hối đạt 1,2 tỷ USD, bằng 88% năm 2022; 5 dự án NGO.",
]


def scope(text: str) -> Scope:
    return scope_of(text, quantities(text), CONTEXT)


def named_and_weighed(text: str) -> list[tuple[Weighing, Company, list[list[str]]]]:
    """Each quantity that may be a figure, in both looks: its weighing, its company, the features of each
    reading. Every feature's weight is a number made from its name."""
    read = scope(text)
    found = []
    evidence = [Evidence(read, index) for index in range(len(read.quantities))]
    options = [readings(quantity) for quantity in read.quantities]
    first = [
        Decided(i, q, each[(3 * i + 1) % len(each)])
        for i, (q, each) in enumerate(zip(read.quantities, options, strict=True))
    ]
    companies = [
        (i, Company(read, i, first[:i], ahead)) for ahead in (None, first) for i in range(len(options))
    ]
    named = [
        [evidence[i].features(reading, company) for reading in options[i]]
        for i, company in companies
        if len(options[i]) > 1
    ]
    weight_of = {name: weight(name) for rows in named for row in rows for name in row}
    table = Table(weight_of)
    for (i, company), features in zip(
        [(i, c) for i, c in companies if len(options[i]) > 1], named, strict=True
    ):
        found.append((Weighing(evidence[i], table), company, features))
    return found


def weight(name: str) -> float:
    return zlib.crc32(name.encode()) / 2**32 - 0.5


@pytest.mark.parametrize("text", TEXTS)
def test_a_score_is_the_sum_of_the_weights_of_all_features(text: str) -> None:
    cases = named_and_weighed(text)
    assert len(cases) > 4
    for weighing, company, features in cases:
        expected = [sum(weight(name) for name in names) for names in features]
        assert weighing.scores(company) == pytest.approx(expected, abs=1e-9)


def test_what_those_before_say_is_kept_for_the_second_look() -> None:
    read = scope(TEXTS[0])
    decided = [Decided(i, q, readings(q)[1]) for i, q in enumerate(read.quantities)]
    weighing = Weighing(Evidence(read, 1), Table({}))
    company = Company(read, 1, decided[:1], None)
    weighing.scores(company)
    again = Company(read, 1, decided[:1], decided, weighing.before)
    assert again.before is company.before
    other = Company(read, 1, decided[:1], decided)
    assert weighing.scores(again) == weighing.scores(other)


def test_reading_a_text_twice_gives_the_same() -> None:
    weight_of = {f"{lead}&delegations_out": 1.0 for lead in BEFORE_NAMES} | {"0": -2.0}
    one, two = (read_quantities(scope(TEXTS[2]), weight_of) for _ in range(2))
    assert one == two
    assert table_of(weight_of) is table_of(weight_of)
    assert one[0].reading.indicator == "delegations_out"
    assert one[0].probability == pytest.approx(one[0].runner_up_probability)  # one weight for all roles


@pytest.mark.parametrize("text", TEXTS)
def test_the_nearest_cues_are_those_that_a_look_at_all_cues_finds(text: str) -> None:
    read = scope(text)
    for index, quantity in enumerate(read.quantities):
        for slot, cues in read.cues.items():
            first = {}
            for cue in sorted(cues, key=lambda c: max(quantity.start - c.end, c.start - quantity.end, 0)):
                relation = read.relation(index, cue)
                first.setdefault((relation.side, cue.value), relation)
            expected = [(side, value, relation) for (side, value), relation in first.items()]
            assert Nearness(read, index).nearest(slot) == expected
