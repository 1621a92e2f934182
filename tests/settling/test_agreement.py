"""What two statements of one value come to."""

from __future__ import annotations

import pytest

M = 1_000_000.0

# indicator, (value, unit, qualifier) twice, the settled value (None: contradiction), its qualifier
TWO_STATEMENTS = [
    ("delegations_out", (8, "count", "exact"), (8, "count", "exact"), 8, "exact"),
    ("delegations_out", (8, "count", "exact"), (9, "count", "exact"), None, "exact"),
    ("fdi_projects_active", (1581, "count", "exact"), (1580, "count", "exact"), None, "exact"),
    ("delegations_out", (3300, "count", "over"), (3312, "count", "exact"), 3312, "exact"),
    ("delegations_out", (3300, "count", "over"), (3290, "count", "exact"), None, "exact"),
    ("delegations_out", (3300, "count", "under"), (3290, "count", "exact"), 3290, "exact"),
    ("delegations_out", (3300, "count", "about"), (3290, "count", "exact"), 3290, "exact"),
    ("delegations_out", (3300, "count", "about"), (2600, "count", "exact"), None, "exact"),
    ("ngo_aid_committed", (2.9 * M, "USD", "exact"), (2_915_200.0, "USD", "exact"), 2_915_200.0, "exact"),
    ("ngo_aid_committed", (2.9 * M, "USD", "exact"), (2_700_000.0, "USD", "exact"), None, "exact"),
    ("ngo_aid_committed", (3.0 * M, "USD", "exact"), (2_600_000.0, "USD", "exact"), None, "exact"),
    ("ngo_aid_committed", (2_915_200.0, "USD", "exact"), (68_215 * M, "VND", "exact"), 2_915_200.0, "exact"),
    ("ngo_aid_committed", (2_915_200.0, "USD", "exact"), (90_000 * M, "VND", "exact"), None, "exact"),
    ("ngo_aid_committed", (2_915_200.0, "USD", "over"), (68_215 * M, "VND", "exact"), 2_915_200.0, "over"),
]


@pytest.mark.parametrize(("indicator", "one", "other", "value", "qualifier"), TWO_STATEMENTS)
def test_two_statements(says, settled, found, indicator, one, other, value, qualifier):
    pair = [
        says(indicator, v, unit=unit, qualifier=q, place=f"đoạn {n}")
        for n, (v, unit, q) in enumerate((one, other), start=1)
    ]
    for candidates in (pair, pair[::-1]):
        result = settled(candidates)
        figure = found(result, indicator)
        assert (figure.value, figure.qualifier if value is not None else "exact") == (value, qualifier)
        assert (figure in result.to_review) == (value is None)
        assert len(result.sources) == 2


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [(57.9, 58.0, 57.9), (-12.0, -12.4, -12.4), (12.0, -12.0, None), (57.9, 62.0, None)],
)
def test_percentages_agree_within_half_a_point(says, settled, found, one, other, value):
    pair = [says("delegations_out", v, "change_pct", place=str(v)) for v in (one, other)]
    assert found(settled(pair), "delegations_out", "change_pct").value == value


def test_confidence_grows_with_places_but_not_within_one_sentence(says, settled, found):
    apart = settled([says("delegations_out", 8, place="đoạn 1"), says("delegations_out", 8, place="đoạn 9")])
    assert found(apart, "delegations_out").confidence == pytest.approx(0.99)
    together = settled([says("delegations_out", 8, sentence="Có 8 đoàn.", start=n) for n in (0, 5)])
    assert found(together, "delegations_out").confidence == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("review",), "review"),
        (("review", "review"), "review"),
        (("accepted", "review"), "accepted"),
    ],
)
def test_one_accepted_reading_is_enough(says, settled, found, statuses, status):
    candidates = [says("delegations_out", 8, status=s, place=str(n)) for n, s in enumerate(statuses)]
    figure = found(settled(candidates), "delegations_out")
    assert (figure.status, figure.value) == (status, 8)
    assert bool(figure.reason) == (status == "review")


@pytest.mark.parametrize(("doubtful", "status"), [(0.3, "accepted"), (0.6, "review")])
def test_a_faint_reading_does_not_overturn_an_accepted_one(says, settled, found, doubtful, status):
    faint = says("delegations_out", 40, status="review", confidence=doubtful, place="đoạn 7")
    figure = found(settled([says("delegations_out", 8), faint]), "delegations_out")
    assert figure.status == status
    assert "đoạn 7" in figure.readings


def test_a_contradiction_names_both_places(says, settled, found):
    pair = [says("delegations_out", 8), says("delegations_out", 1234, place="Phụ lục 1, hàng 3")]
    figure = found(settled(pair), "delegations_out")
    assert figure.reason == "Báo cáo nêu các số khác nhau: 1.234 (Phụ lục 1, hàng 3); 8 (đoạn 1)." or (
        figure.reason == "Báo cáo nêu các số khác nhau: 8 (đoạn 1); 1.234 (Phụ lục 1, hàng 3)."
    )
