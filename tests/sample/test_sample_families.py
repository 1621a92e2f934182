"""Wording families: valid, a third held out, and refused when they are wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from pipeline.sample.families import FamilyError, FigureSlot, NoiseSlot, held_out, load_families, parse_slot


def test_every_family_loads_and_about_a_third_is_held_out() -> None:
    families = load_families()
    share = sum(family.held_out for family in families) / len(families)
    assert len(families) > 50
    assert 0.2 < share < 0.47


def test_the_held_out_rule_is_the_hash_of_the_name() -> None:
    for name in ("ngo_01", "fdi_07", "delegations_12"):
        digest = hashlib.sha256(name.encode()).digest()
        assert held_out(name) == (int.from_bytes(digest, "big") % 3 == 0)


@pytest.mark.parametrize(
    ("inner", "slot"),
    [
        ("delegations_out", FigureSlot("delegations_out", "actual", False, "")),
        ("delegations_out.planned", FigureSlot("delegations_out", "planned", False, "")),
        ("delegations_out@ytd", FigureSlot("delegations_out", "actual", True, "")),
        (
            "fdi_capital_registered.prior_year@ytd:million",
            FigureSlot("fdi_capital_registered", "prior_year", True, "million"),
        ),
        ("ngo_aid_committed.change_pct:share", FigureSlot("ngo_aid_committed", "change_pct", False, "share")),
        ("noise:3-40", NoiseSlot(3, 40, False)),
        ("noise:1.5-90.0", NoiseSlot(1.5, 90, True)),
    ],
)
def test_slots_are_read(inner: str, slot: object) -> None:
    assert parse_slot(inner) == slot


@pytest.mark.parametrize(
    "inner",
    [
        "delegations",
        "delegations_out:full",
        "ngo_aid_committed",
        "delegations_out.change",
        "noise:9-3",
        "Province_",
    ],
)
def test_what_is_no_slot_is_refused(inner: str) -> None:
    with pytest.raises(FamilyError):
        parse_slot(inner)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"family": "other"}, "the file's stem"),
        ({"topic": "weather"}, "unknown topic"),
        ({"passage": "Không có số liệu."}, "states no figure"),
        ({"passage": "Tăng {delegations_out.change_pct:percent}%."}, "needs its `direction`"),
        ({"passage": "{delegations_out} đoàn.[^1]"}, "footnotes"),
        ({"states_zero": ["delegations_sideways"]}, "unknown indicator"),
        ({"colour": "red"}, "unknown keys"),
        ({"topic": "distractor"}, "a distractor states no figure"),
    ],
)
def test_a_wrong_family_is_refused_with_its_file(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    family = {"family": "one", "topic": "delegations", "passage": "{delegations_out} đoàn ra.", **change}
    (tmp_path / "one.yaml").write_text(yaml.safe_dump(family, allow_unicode=True), encoding="utf-8")
    with pytest.raises(FamilyError, match=said) as refused:
        load_families(tmp_path)
    assert "one.yaml" in str(refused.value)
