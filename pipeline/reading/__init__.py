"""Reading: one reader a format makes a `Document` of a file, every block with its place.

Here belong formats, encodings and what a file may cost; whose report it is and what its figures mean belong
to the steps after.
"""

from pipeline.reading.cache import load_document
from pipeline.reading.document import Block, Cell, Document
from pipeline.reading.formats import READ_FORMATS, reader_version, reader_versions
from pipeline.reading.limits import Limits
from pipeline.reading.many_files import ReadJob, ReadResult, read_all
from pipeline.reading.one_file import read

__all__ = [
    "READ_FORMATS",
    "Block",
    "Cell",
    "Document",
    "Limits",
    "ReadJob",
    "ReadResult",
    "load_document",
    "read",
    "read_all",
    "reader_version",
    "reader_versions",
]
