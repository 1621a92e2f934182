"""Sample and real reports never lie in one home."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.home import Home
from pipeline.sample import MixedHomeError, assert_may_join, assert_unmixed, is_sample_home, write_sample


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    root = tmp_path_factory.mktemp("home")
    write_sample(root, only=("2022-12",))
    return Home(root)


def test_a_sample_home_is_known_and_unmixed(home: Home, tmp_path: Path) -> None:
    assert is_sample_home(home)
    assert not is_sample_home(Home(tmp_path))
    assert_unmixed(home)
    assert_unmixed(Home(tmp_path))


def test_a_sample_file_may_come_again_under_another_name(home: Home) -> None:
    source = next(path for path in home.inbox("2022-12").rglob("*") if path.suffix == ".docx")
    again = home.inbox("2023-07") / "again.docx"
    again.parent.mkdir(parents=True, exist_ok=True)
    again.write_bytes(source.read_bytes())
    assert_unmixed(home)
    again.unlink()


def test_a_register_may_change(home: Home) -> None:
    register = home.inbox("2022-12") / "register.csv"
    register.write_text("Số đến,Ngày đến\n", encoding="utf-8")
    assert_unmixed(home)
    register.unlink()


def test_a_real_file_in_a_sample_home_is_refused_by_name(home: Home) -> None:
    stranger = home.inbox("2022-12") / "that.docx"
    stranger.write_bytes(b"a real report")
    with pytest.raises(MixedHomeError, match=r"that\.docx"):
        assert_unmixed(home)
    with pytest.raises(MixedHomeError, match=r"that\.docx"):
        write_sample(home.root, only=("2022-12",))
    stranger.unlink()


def test_only_sample_files_may_be_ingested_into_a_sample_home(home: Home, tmp_path: Path) -> None:
    real = tmp_path / "real.docx"
    real.write_bytes(b"a real report")
    sample = next(path for path in home.inbox("2022-12").rglob("*") if path.suffix == ".docx")
    assert_may_join(home, [sample])
    assert_may_join(Home(tmp_path), [real])
    with pytest.raises(MixedHomeError, match=r"real\.docx is no sample file"):
        assert_may_join(home, [sample, real])


def test_a_home_with_real_reports_gets_no_sample(tmp_path: Path) -> None:
    report = tmp_path / "raw_reports/2023-06/BC.docx"
    report.parent.mkdir(parents=True)
    report.write_bytes(b"a real report")
    with pytest.raises(MixedHomeError, match=r"BC\.docx"):
        write_sample(tmp_path, only=("2022-12",))
    assert report.read_bytes() == b"a real report"


def test_writing_again_replaces_the_sample(home: Home) -> None:
    before = sorted(path.name for path in home.inbox("2022-12").rglob("*"))
    write_sample(home.root, only=("2022-12",))
    assert sorted(path.name for path in home.inbox("2022-12").rglob("*")) == before
