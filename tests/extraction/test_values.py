"""What a number is worth as a change: its sign, a share or a multiple of last year as a percentage."""

from __future__ import annotations

import pytest

from pipeline.extraction import Context
from pipeline.extraction.candidate import Role
from pipeline.extraction.quantities import quantities
from pipeline.extraction.readings import Reading, readings
from pipeline.extraction.scopes import scope_of
from pipeline.extraction.values import value_in_role

CONTEXT = Context("ha_nam", "2023-06", 6)


def last_value(text: str, role: Role) -> float:
    """The last number of the text, in the role."""
    scope = scope_of(text, quantities(text), CONTEXT)
    return value_in_role(scope, len(scope.quantities) - 1, Reading("fdi_capital_registered", role))


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("tăng 35,2% so với cùng kỳ", 35.2),
        ("giảm 35,2% so với cùng kỳ", -35.2),
        ("bằng 88% so với cùng kỳ", -12),
        ("chỉ bằng 63,5% cùng kỳ", -36.5),
        ("đạt 112% so với cùng kỳ", 12),
        ("tương đương 100% cùng kỳ", 0),
        ("thấp hơn 7,1% so với cùng kỳ", -7.1),
        ("cao hơn 7,1% so với cùng kỳ", 7.1),
        ("gấp 2,4 lần so với cùng kỳ", 140),
        ("tăng gấp 3,1 lần cùng kỳ", 210),
        ("gấp đôi cùng kỳ năm trước", 100),
        ("tăng 0,24 lần so với cùng kỳ", 24),
        ("giảm 0,24 lần so với cùng kỳ", -24),
        ("đạt 412,6 triệu USD (-15% so với cùng kỳ)", -15),
        ("đạt 412,6 triệu USD (+15% so với cùng kỳ)", 15),
        ("mức tăng là 8%", 8),
        ("vốn đăng ký 8% giảm so với cùng kỳ", -8),
    ],
)
def test_a_change_in_percent(text: str, percent: float) -> None:
    assert last_value(text, "change_pct") == pytest.approx(percent)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("đón 28 đoàn, giảm 15 đoàn", -15),
        ("đón 28 đoàn, tăng 15 đoàn", 15),
        ("đón 28 đoàn, ít hơn 4 đoàn", -4),
        ("đón 28 đoàn, nhiều hơn 4 đoàn", 4),
        ("thu hút 96 triệu USD, giảm 12,5 triệu USD", -12_500_000),
    ],
)
def test_a_change_in_the_unit(text: str, change: float) -> None:
    assert last_value(text, "change") == change


def test_other_roles_keep_the_number() -> None:
    for role in ("actual", "planned", "prior_year"):
        assert last_value("giảm còn 28 đoàn", role) == 28


def test_the_sign_of_another_sentence_does_not_reach() -> None:
    assert last_value("Xuất khẩu giảm. Thu hút FDI tăng 8%", "change_pct") == 8


def test_what_a_form_of_number_may_be() -> None:
    """A percentage is a change, a pair is done of planned or this year over last, others are nothing."""
    (percent,) = quantities("tăng 8%")
    assert {r.role for r in readings(percent)[1:]} == {"change_pct"}
    done, plan = quantities("02/11 đoàn ra")
    assert {r.role for r in readings(done)[1:]} == {"actual", "prior_year"}
    assert {r.role for r in readings(plan)[1:]} == {"actual", "planned", "prior_year"}
    (festivals,) = quantities("14 lễ hội")
    assert [r.indicator for r in readings(festivals)] == [""]
    (money,) = quantities("8 triệu USD")
    assert "fdi_projects_new" not in {r.indicator for r in readings(money)}
    assert "fdi_capital_new" in {r.indicator for r in readings(money)}
