from pipeline.home import PROJECT_ROOT
from pipeline.warehouse.tables_page import tables_page


def test_the_page_says_what_the_models_make() -> None:
    """When it fails: .venv/bin/python -m pipeline.warehouse.tables_page > docs/TABLES.md"""
    assert (PROJECT_ROOT / "docs" / "TABLES.md").read_text("utf-8") == tables_page()
