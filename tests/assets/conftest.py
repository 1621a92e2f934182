import pytest


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line points its process at a home; after a test the environment is as before."""
    monkeypatch.setenv("DOINGOAI_HOME", "")
    monkeypatch.setenv("DAGSTER_HOME", "")
