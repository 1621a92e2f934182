"""The short form in which the tables of this folder write quantities."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.extraction.quantities import quantities


@pytest.fixture(scope="session")
def shown() -> Callable[[str], str]:
    """A text's quantities in short, joined by " | ": stated = value what [hedge] [form] [or other value]."""

    def show(text: str) -> str:
        rows = []
        for q in quantities(text):
            what = {
                "money": q.unit or "?",
                "percent": "%",
                "times": "times",
                "count": q.noun or "bare",
            }
            also = f"or {q.other_value:_.15g}" if q.other_value is not None else ""
            hedge = q.hedge if q.hedge != "exact" else ""
            rows.append(
                " ".join(filter(None, [f"{q.stated} = {q.value:_.15g}", what[q.kind], hedge, q.form, also]))
            )
        return " | ".join(rows)

    return show
