"""Alignment, training and calibration: on toys whose answer is known, and on a handful of the corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluation.alignment import align, context_of
from pipeline.evaluation.calibrate import fit_curve, judged, threshold
from pipeline.evaluation.train import Instance, author_of, fit, instances, learn, training_passages
from pipeline.extraction import Context
from pipeline.extraction.confidence import CALIBRATION
from pipeline.extraction.model import WEIGHTS, probabilities, weights
from pipeline.extraction.readings import NO_FIGURE, Reading

CORPUS = Path(__file__).parents[2] / "pipeline" / "evaluation" / "corpus"


def passage(
    text: str, *figures: dict[str, Any], ambiguous: tuple[dict[str, Any], ...] = ()
) -> dict[str, Any]:
    return {
        "id": "T-1",
        "author": "T",
        "province": "Hà Nam",
        "period": "2023-06",
        "months": 6,
        "text": text,
        "figures": list(figures),
        "ambiguous": list(ambiguous),
    }


def figure(indicator: str, role: str, value: float, quote: str = "", unit: str = "count") -> dict[str, Any]:
    return {"indicator": indicator, "role": role, "value": value, "unit": unit, "quote": quote}


# --- alignment


def test_every_number_gets_its_label() -> None:
    aligned = align(
        passage(
            "Cử 28 đoàn ra, giảm 15 đoàn; có 14 lễ hội.",
            figure("delegations_out", "actual", 28, "28 đoàn"),
            figure("delegations_out", "change", -15, "giảm 15 đoàn"),
        )
    )
    assert aligned.labels == (
        Reading("delegations_out"),
        Reading("delegations_out", "change"),
        NO_FIGURE,
    )
    assert aligned.missing == ()


def test_of_two_equal_numbers_the_quoted_one_is_meant() -> None:
    text = "Có 9 huyện đón khách. Đón 9 đoàn vào; cử 9 đoàn ra."
    aligned = align(passage(text, figure("delegations_out", "actual", 9, "cử 9 đoàn ra")))
    assert aligned.labels == (NO_FIGURE, None, Reading("delegations_out"))


def test_two_figures_need_two_numbers() -> None:
    text = "Đón 9 đoàn vào."
    aligned = align(
        passage(
            text, figure("delegations_in", "actual", 9, text), figure("delegations_in", "planned", 9, text)
        )
    )
    assert aligned.labels == (Reading("delegations_in"),)
    assert [f["role"] for f in aligned.missing] == ["planned"]


@pytest.mark.parametrize(
    "wanted",
    [
        figure("delegations_out", "actual", 29, "28 đoàn"),
        figure("delegations_out", "actual", 28, "một quote khác"),
        figure("fdi_capital_new", "actual", 28, "28 đoàn", "USD"),
    ],
    ids=["another value", "a quote that is not there", "an amount where a count stands"],
)
def test_what_no_number_states_is_missing(wanted: dict[str, Any]) -> None:
    aligned = align(passage("Cử 28 đoàn ra.", wanted))
    if wanted["quote"] == "một quote khác":
        assert aligned.labels == (Reading("delegations_out"),)
    else:
        # A number in the quote that reads otherwise than it is annotated teaches nothing.
        assert (aligned.labels, aligned.missing) == ((None,), (wanted,))


def test_a_figure_that_is_said_again_teaches_nothing_there() -> None:
    text = "Đón 19 đoàn vào; 19 đoàn này có 200 khách, 19 người ở lại."
    aligned = align(passage(text, figure("delegations_in", "actual", 19, "Đón 19 đoàn")))
    again = Reading("delegations_in")
    assert aligned.labels == (again, None, NO_FIGURE, NO_FIGURE)
    assert aligned.open[1] == {again}


def test_an_ambiguous_number_has_no_label() -> None:
    aligned = align(passage("Đón 9 đoàn vào.", ambiguous=(figure("delegations_in", "actual", 9, "9 đoàn"),)))
    assert aligned.labels == (None,)
    assert instances(aligned) == []


def test_a_share_is_aligned_by_the_change_that_it_means() -> None:
    text = "Vốn FDI đăng ký bằng 88% so với cùng kỳ."
    aligned = align(passage(text, figure("fdi_capital_registered", "change_pct", -12, "88%", "percent")))
    assert aligned.labels == (Reading("fdi_capital_registered", "change_pct"),)


def test_a_passages_province_is_known_by_name() -> None:
    assert context_of(passage("")) == Context("ha_nam", "2023-06", 6)
    assert context_of({"text": "", "province": "VN"}) == Context("VN", "", 0)


# --- training


def toy() -> list[Instance]:
    """Two readings each: "right" marks the right one, "wrong" the other, "both" says nothing."""
    return [Instance((("wrong", "both"), ("right", "both")), 1) for _ in range(20)]


def test_the_weights_have_the_right_sign() -> None:
    learned = fit(toy())
    assert learned["right"] > 0 > learned["wrong"]
    assert "both" not in learned
    assert probabilities([("wrong",), ("right",)], learned)[1] > 0.9


def test_a_larger_penalty_makes_smaller_weights() -> None:
    assert fit(toy(), penalty=5)["right"] < fit(toy(), penalty=0.05)["right"]


def test_a_rare_feature_gets_no_weight() -> None:
    rare = [*toy(), Instance((("wrong",), ("right", "rare")), 1)]
    assert "rare" not in fit(rare)


def test_training_is_deterministic() -> None:
    assert fit(toy()) == fit(toy())


def of_author(name: str) -> list[dict[str, Any]]:
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def handful() -> list[dict[str, Any]]:
    """Eight short passages of each of four authors."""
    rows = []
    for name in ("b1", "b2", "b3", "b8"):
        rows += sorted(of_author(name), key=lambda row: len(row["text"]))[:8]
    return rows


def test_learning_from_a_handful_of_passages() -> None:
    aligned = [align(row) for row in handful()]
    learned = learn(aligned)
    assert len(learned) > 100
    assert {author_of(one) for one in aligned} == {"B1", "B2", "B3", "B8"}
    right = total = 0
    for one in aligned:
        for example in instances(one):
            chances = probabilities(example.features, learned)
            right += chances.index(max(chances)) == example.right
            total += 1
    assert right / total > 0.9
    found = judged(aligned)
    assert 10 < len(found) <= sum(len(one.labels) for one in aligned)
    assert all(0 <= one.probability <= 1 for one in found)
    assert {one.right for one in found} == {one.free for one in found} == {True, False}


def test_two_looks_give_other_features_and_the_same_labels() -> None:
    aligned = align(next(r for r in of_author("b3") if len(r["figures"]) > 3))
    plain, rolled = instances(aligned), instances(aligned, {}, looks=2)
    assert [one.right for one in plain] * 2 == [one.right for one in rolled]
    first, second = rolled[: len(plain)], rolled[len(plain) :]
    assert plain != first  # what stands before is as read, not as annotated
    assert first != second  # and what stands behind is known


def test_hopeless_readings_are_left_out() -> None:
    aligned = align(passage("Cử 28 đoàn ra.", figure("delegations_out", "actual", 28, "28 đoàn")))
    (whole,) = instances(aligned)
    (kept,) = instances(aligned, {"i=delegations_out": 20.0})
    assert len(kept.features) < len(whole.features)
    assert kept.features[kept.right] == whole.features[whole.right]


def test_held_out_families_are_never_learned_from(tmp_path: Path) -> None:
    extra = tmp_path / "more.jsonl"
    extra.write_text("\n".join(json.dumps({"id": a, "author": a}) for a in "XY"), encoding="utf-8")
    rows = training_passages([extra], without=["X", "B3"])
    assert not any(row.get("held_out") for row in rows)
    authors = {row.get("author") for row in rows}
    assert {"Y", "B1", None} <= authors
    assert not {"X", "B3"} & authors


# --- the model


def test_probabilities_sum_to_one_and_follow_the_weights() -> None:
    chances = probabilities([("a",), ("b",), ()], {"a": 2.0, "b": -1.0})
    assert sum(chances) == pytest.approx(1)
    assert chances[0] > chances[2] > chances[1]
    assert probabilities([("a",), ("b",)], {"a": 900.0}) == pytest.approx([1.0, 0.0])


def test_the_shipped_weights_are_plain_numbers() -> None:
    shipped = weights()
    assert len(shipped) > 1000
    assert all(isinstance(value, float) and abs(value) < 20 for value in shipped.values())


# --- calibration


def test_the_curve_rises_and_finds_the_share() -> None:
    found = [(0.9, n % 10 != 0) for n in range(200)] + [(0.5, n % 2 == 0) for n in range(200)]
    intercept, slope = fit_curve(found)
    assert slope == pytest.approx(1, abs=0.05)
    assert intercept == pytest.approx(0, abs=0.05)


def test_the_threshold_allows_so_many_errors() -> None:
    sure = [(0.9 + n / 10_000, True) for n in range(200)]
    doubtful = [(0.5 + n / 10_000, n % 2 == 0) for n in range(200)]
    lowest = threshold([*sure, *doubtful], allowed=0.02)
    above = [right for value, right in [*sure, *doubtful] if value >= lowest]
    assert 0.5 < lowest < 0.9
    assert 1 - sum(above) / len(above) <= 0.02
    assert threshold([*sure, *doubtful], allowed=0.0) > lowest


def test_no_threshold_without_a_hundred_figures_or_where_all_is_wrong() -> None:
    assert threshold([(0.99, True)] * 99) == 1.0
    assert threshold([(0.99, False)] * 500) == 1.0
    assert threshold([(0.99, True)] * 100) == 0.99


def test_weights_and_calibration_are_of_the_same_passages() -> None:
    """Whoever trains anew calibrates anew."""
    trained, calibrated = (
        json.loads(path.read_text(encoding="utf-8"))["passages"] for path in (WEIGHTS, CALIBRATION)
    )
    assert trained == calibrated
