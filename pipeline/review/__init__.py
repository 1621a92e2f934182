"""The work list of figures in review: written as a workbook for analysts, read back as corrections.

Applying corrections is settling's; nothing here changes a figure.
"""

from pipeline.review.workbook_export import export_workbook
from pipeline.review.workbook_import import ImportResult, import_workbook

__all__ = ["ImportResult", "export_workbook", "import_workbook"]
