import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import steps
from pipeline.home import Home


@pytest.fixture(scope="session", autouse=True)
def _no_converter() -> Iterator[None]:
    """The PDF needs LibreOffice, which costs seconds; what is tested here does not need it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.summary.pdf.converter", lambda: None)
        yield


@pytest.fixture(scope="session")
def _published_once(_no_converter: None, home_of_the_session: Home) -> Home:
    steps.run_month(home_of_the_session, "2023-06")
    return home_of_the_session


@pytest.fixture
def published(_published_once: Home, tmp_path: Path) -> Home:
    """The same home after its month was run, times of files kept."""
    return Home(Path(shutil.copytree(_published_once.root, tmp_path / "published")))
