"""One summary model of a period, and the papers written from it.

Reads only the published warehouse and the catalogue. Computing figures or totals does not belong here.
"""

from pipeline.summary.appendix import write_appendix
from pipeline.summary.document_docx import write_docx
from pipeline.summary.edition import write_edition_json
from pipeline.summary.exporting import export
from pipeline.summary.figures_workbook import write_figures_csv, write_figures_xlsx
from pipeline.summary.load import NoSuchPeriodError, load
from pipeline.summary.model import FigureTables, Summary
from pipeline.summary.page_html import write_html
from pipeline.summary.pdf import NoConverterError, write_pdf

__all__ = [
    "FigureTables",
    "NoConverterError",
    "NoSuchPeriodError",
    "Summary",
    "export",
    "load",
    "write_appendix",
    "write_docx",
    "write_edition_json",
    "write_figures_csv",
    "write_figures_xlsx",
    "write_html",
    "write_pdf",
]
