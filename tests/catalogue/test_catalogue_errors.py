"""A mistake in a data file is an error that names the file and the entry, never a default."""

import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.catalogue import (
    CatalogueError,
    directives,
    entries,
    exchange_rates,
    indicators,
    issuing_bodies,
    lineage,
    names,
    periods,
    provinces,
    rates,
    regions,
)

MODULES = [
    importlib.import_module(f"pipeline.catalogue.{name}")
    for name in ("provinces", "names", "indicators", "periods", "issuers", "rates", "directives")
]


def forget() -> None:
    for module in MODULES:
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The catalogue's data in a folder of the test's own."""
    for file in (*entries.FOLDER.glob("*.csv"), *entries.FOLDER.glob("*.yaml")):
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(entries, "FOLDER", tmp_path)
    forget()
    yield tmp_path
    forget()


@pytest.mark.parametrize(
    ("file", "old", "new", "load", "message"),
    [
        (
            "provinces.csv",
            "province_id,code",
            "id,code",
            provinces,
            "provinces.csv: line 1: the heading must be",
        ),
        (
            "provinces.csv",
            "cao_bang,04",
            "ha_noi,04",
            provinces,
            "provinces.csv: ha_noi: has the province_id of",
        ),
        ("provinces.csv", "cao_bang,04", "cao_bang,01", provinces, "cao_bang: has the code of ha_noi"),
        ("provinces.csv", "hue,46,Huế,,thanh_pho", "hue,46,Huế,,city", provinces, "'kind' must be one of"),
        ("provinces.csv", "2024-12-31", "2024-12-32", provinces, "must be a date YYYY-MM-DD"),
        ("provinces.csv", "2024-12-31", "2025-01-31", provinces, "hue: has the code of thua_thien_hue"),
        (
            "lineage.csv",
            "hue,2025-01-01",
            "hue,2025-01-02",
            lineage,
            "the date must be the successor's first",
        ),
        ("lineage.csv", "thua_thien_hue,hue", "thua_thien_hue,hue_moi", lineage, "'to_id' must be one of"),
        ("lineage.csv", "thua_thien_hue,hue,2025-01-01\n", "", lineage, "exactly one successor"),
        ("regions.csv", "ha_noi;quang_ninh", "quang_ninh", regions, "ha_noi: must have one region"),
        ("regions.csv", "ha_noi;", "ha_noi;atlantis;", regions, "unknown province atlantis"),
        (
            "province_names.yaml",
            "- {text: BTV}",
            "- {text: BTV, knd: x}",
            names._words,
            "BTV: unknown field knd",
        ),
        (
            "province_names.yaml",
            "- Bình Dương Vương",
            "- Đại Tây Dương",
            names._words,
            "no province's name in it",
        ),
        (
            "indicators.yaml",
            "code: remittances",
            "code: oda_capital",
            indicators,
            "oda_capital: stands twice",
        ),
        ("indicators.yaml", "short_vi: Kiều hối", "", indicators, "remittances: 'short_vi' is missing"),
        (
            "indicators.yaml",
            "aspect: received",
            "aspect: received\n    aspect: x",
            indicators,
            "stands twice",
        ),
        (
            "indicators.yaml",
            "[fdi_capital_new,",
            "[fdi_capital_nwe,",
            indicators,
            "unknown part fdi_capital_nwe",
        ),
        (
            "indicators.yaml",
            "optional_parts: [",
            "optional_parts: [delegations_out, ",
            indicators,
            "names what is no part: delegations_out",
        ),
        ("indicators.yaml", "aspect: committed", "aspect: disbursed", indicators, "two indicators have"),
        ("indicators.yaml", "  about: khoảng\n", "", indicators, "'qualifiers' must have exactly the keys"),
        (
            "periods.yaml",
            "months: 1\n",
            "months: 13\n",
            periods._calendar,
            "2023-07: 'months' must be a whole",
        ),
        (
            "periods.yaml",
            "period: 2023-07",
            "period: 2023-7",
            periods._calendar,
            "2023-7: '2023-7' is no period",
        ),
        ("periods.yaml", "2023-07-25", "2022-07-25", periods._calendar, "deadline is before"),
        ("issuers.yaml", "2025-03-01", "2025-03-02", issuing_bodies, "must begin the day after"),
        ("issuers.yaml", "form: state", "form: royal", issuing_bodies, "'form' must be one of party, state"),
        ("exchange_rates.csv", "USD,2016", "USD,2015", exchange_rates, "USD 2015: stands twice"),
        ("exchange_rates.csv", "21697.57", "0", exchange_rates, "a positive rate"),
        ("exchange_rates.csv", "21697.57", "21.697,57", exchange_rates, "has 6 cells, not 5"),
        ("directives.yaml", "replaced_by: 58/2022", "replaced_by: 59/2022", directives, "59/2022/NĐ-CP"),
    ],
)
def test_a_mistake_is_named(
    copied: Path, file: str, old: str, new: str, load: Callable[[], object], message: str
) -> None:
    text = (copied / file).read_text("utf-8")
    assert old in text
    (copied / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(CatalogueError, match=f"catalogue/{file}: ") as caught:
        load()
    assert message in str(caught.value)


def test_a_file_that_is_gone(copied: Path) -> None:
    (copied / "exchange_rates.csv").unlink()
    with pytest.raises(CatalogueError, match=r"exchange_rates\.csv: the file is missing"):
        rates.exchange_rates()


def test_loading_pulls_in_nothing_heavy() -> None:
    """The command line's help waits for it. (What was loaded is asserted, not seconds: machines differ.)"""
    code = (
        "import sys, pipeline.catalogue as c; c.provinces(); c.indicators(); "
        "print([m for m in ('pandas', 'pydantic', 'dagster', 'duckdb', 'numpy') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
