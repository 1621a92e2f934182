"""Annexes: from a document's tables to candidates, by headers, labels and captions alone.

`grids` finds the tables, `captions` and `header_*` read what stands over them, `layout` and `slots` say
what a cell is, `cells` what it holds; `lists` counts rows, `summaries` reads indicator tables,
`comparisons` decides rates by the values beside them. Running text and learned weights do not belong
here.
"""

from pipeline.extraction.tables.candidates import document_tables

__all__ = ["document_tables"]
