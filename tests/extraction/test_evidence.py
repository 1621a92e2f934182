"""The evidence for a reading: features that must hold, named one by one. What they are worth is learned."""

from __future__ import annotations

import pytest

from pipeline.extraction import Context
from pipeline.extraction.company import Company
from pipeline.extraction.evidence import Evidence
from pipeline.extraction.quantities import quantities
from pipeline.extraction.readings import NO_FIGURE, Decided, Reading
from pipeline.extraction.scopes import scope_of

CONTEXT = Context("ha_nam", "2023-06", 6)
IN_ORDER = "Số đoàn ra và số đoàn vào lần lượt là 28 và 41 đoàn."


def features(
    text: str,
    index: int,
    reading: Reading,
    decided: tuple[Decided, ...] = (),
    ahead: tuple[Decided, ...] | None = None,
) -> set[str]:
    scope = scope_of(text, quantities(text), CONTEXT)
    return set(Evidence(scope, index).features(reading, Company(scope, index, decided, ahead)))


@pytest.mark.parametrize(
    ("index", "indicator", "feature"),
    [
        (0, "delegations_out", "o:topic+/marked"),
        (0, "delegations_in", "o:topic-/marked"),
        (1, "delegations_in", "o:topic+/marked"),
        (1, "delegations_out", "o:topicx/marked"),
    ],
)
def test_the_numbers_of_a_run_belong_to_the_things_named_in_order(
    index: int, indicator: str, feature: str
) -> None:
    assert feature in features(IN_ORDER, index, Reading(indicator))
    assert feature.replace("marked", "plain") in features(
        IN_ORDER.replace("lần lượt ", ""), index, Reading(indicator)
    )


def test_whom_a_sentence_is_about_speaks_for_no_figure() -> None:
    found = features("Huyện Bình Lục đón 3 đoàn khách nước ngoài.", 0, NO_FIGURE)
    assert {"0|subject=district", "0|about=in"} <= found


def test_what_was_read_before_is_evidence() -> None:
    text = "Cử 28 đoàn ra với 153 lượt người."
    one, _ = quantities(text)
    before = (Decided(0, one, Reading("delegations_out")),)
    with_history = features(text, 1, Reading("delegation_members_out"), before)
    assert any(name.startswith("actual|prev=actual") for name in with_history)
    assert "actual|prev=start" in features(text, 1, Reading("delegation_members_out"))


def test_an_indicator_that_shares_its_slots_has_the_same_evidence_apart_from_its_name() -> None:
    """So an indicator that is added as data is read with the weights of all others."""

    def general(indicator: str, text: str) -> set[str]:
        return {n for n in features(text, 0, Reading(indicator)) if indicator not in n}

    out, press = "Có 28 đoàn ra.", "Có 28 đoàn vào."
    assert {n for n in general("delegations_out", out) if n.startswith(("ct", "noun"))} == {
        n for n in general("delegations_in", press) if n.startswith(("ct", "noun"))
    }


def test_what_stands_behind_is_evidence_on_the_second_look() -> None:
    text = "Từ 20 đoàn, số đoàn ra tăng lên 44 đoàn."
    base, now = quantities(text)
    ahead = (Decided(0, base, NO_FIGURE), Decided(1, now, Reading("delegations_out")))
    prior = Reading("delegations_out", "prior_year")
    assert "prior_year&before=actual/1/near" in features(text, 0, prior, ahead=ahead)
    assert not any(name.startswith("prior_year&before") for name in features(text, 0, prior))


def test_a_sum_is_evidence_for_a_whole_and_its_parts() -> None:
    text = "Đón 31 đoàn vào, gồm 9 đoàn cấp tỉnh và 22 đoàn cấp sở."
    whole, _, _ = quantities(text)
    decided = (Decided(0, whole, Reading("delegations_in")),)
    assert "actual|tie=sum:whole/large" in features(text, 0, Reading("delegations_in"))
    assert "ctie:sum:part~whole:part" in features(text, 1, Reading("delegations_in_provincial"), decided)
    assert "0|tie:sum:part~whole=actual" in features(text, 2, NO_FIGURE, decided)


def test_a_row_that_repeats_another_is_evidence_for_the_same_indicators() -> None:
    text = "Vào 88 đoàn, 905 lượt khách; cùng kỳ 49 đoàn, 322 lượt khách."
    one, two, _, _ = quantities(text)
    decided = (Decided(0, one, Reading("delegations_in")), Decided(1, two, Reading("delegation_members_in")))
    found = features(text, 2, Reading("delegations_in", "prior_year"), decided)
    assert {"crow2:same", "prior_year&row2=actual/same"} <= found
