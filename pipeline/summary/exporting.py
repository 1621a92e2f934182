"""Chooses the writer of a paper by what is asked for and by the file's ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.summary.appendix import write_appendix
from pipeline.summary.document_docx import write_docx
from pipeline.summary.figures_workbook import write_figures_csv, write_figures_xlsx
from pipeline.summary.load import load
from pipeline.summary.model import Summary
from pipeline.summary.page_html import write_html
from pipeline.summary.pdf import write_pdf

WRITERS: dict[str, dict[str, Callable[[Summary, Path], Path | None]]] = {
    "appendix": {".docx": write_appendix, ".xlsx": write_appendix, ".csv": write_appendix},
    "summary": {".docx": write_docx, ".pdf": write_pdf, ".html": write_html},
    "figures": {".xlsx": write_figures_xlsx, ".csv": write_figures_csv},
}


def export(
    connection: Any,
    what: str,
    period: str,
    path: Path,
    as_of: date | None = None,
    sample: bool = False,
    edition: str = "",
) -> Path | None:
    """Write one paper of a period; returns where a person's changed version was moved to, or None.

    Raises ValueError for an unknown paper or ending (the message names the endings that are possible),
    NoSuchPeriodError, NoConverterError.
    """
    path = Path(path)
    if what not in WRITERS:
        raise ValueError(f"không có loại tài liệu {what!r}; chọn một trong: {', '.join(WRITERS)}")
    writer = WRITERS[what].get(path.suffix.lower())
    if writer is None:
        raise ValueError(
            f"{what} ghi được thành {', '.join(WRITERS[what])}; không ghi được tệp {path.name!r}"
        )
    return writer(load(connection, period, as_of=as_of, sample=sample, edition=edition), path)
