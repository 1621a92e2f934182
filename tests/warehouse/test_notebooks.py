"""The notebooks run from top to bottom on a small published warehouse."""

from __future__ import annotations

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.home import PROJECT_ROOT, Home

NOTEBOOKS = sorted((PROJECT_ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_it_runs_and_is_kept_without_outputs(tmp_path, monkeypatch, month, publish_month, path):
    home = Home(tmp_path)
    before = {("dong_nai", "fdi_capital_registered"): 287.48e6}
    month(home, "2022-06", before, folder=home.partitions("2022-06"))
    now = {("dong_nai", "fdi_capital_registered"): 568.78e6, ("ha_noi", "delegations_in"): 8}
    publish_month("2023-06", now, review={("ha_noi", "delegations_out"): None})
    monkeypatch.setenv("DOINGOAI_HOME", str(home.root))
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(PROJECT_ROOT)}}).execute()
    shown = str([cell.get("outputs") for cell in notebook.cells])
    assert "Đồng Nai" in shown or "đồng nai" in shown.casefold()
