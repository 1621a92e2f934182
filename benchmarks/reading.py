"""Pages per second of the PDF reader beside pdfplumber's own text and tables, on the same files.

    python benchmarks/reading.py [FOLDER]

FOLDER holds PDFs; without one a report with a long table is made. Both run in this process, in turn.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pdfplumber
import typst

from pipeline.reading import read

SENTENCE = (
    "Tỉnh đã cử 02/11 đoàn ra cấp tỉnh, tiếp 08 đoàn khách quốc tế đến thăm và làm việc tại địa phương. "
)
REPORT = f"""
#set page(paper: "a4", header: [Tài liệu mẫu – số liệu giả định], numbering: "1")
#set text(lang: "vi", size: 13pt)
#set par(justify: true)
{(SENTENCE * 12 + chr(10) + chr(10)) * 70}
#table(columns: (auto, 1fr, auto), table.header([TT], [Tên đoàn], [Số người]),
  ..range(1, 401).map(i => ([#i], [Đoàn số #i], [#(i * 3)])).flatten())
"""


def ours(paths: list[Path]) -> int:
    return sum(read(path).pages or 0 for path in paths)


def plain_pdfplumber(paths: list[Path]) -> int:
    pages = 0
    for path in paths:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.extract_tables()
                page.close()
                pages += 1
    return pages


def main(folder: Path | None) -> None:
    with tempfile.TemporaryDirectory() as made:
        if folder is None:
            folder = Path(made)
            (folder / "bao-cao.pdf").write_bytes(typst.compile(REPORT.encode()))
        paths = [path for path in sorted(folder.rglob("*.pdf")) if read(path).state == "read"]
        print(f"{len(paths)} files")
        for name, run in (("pipeline.reading", ours), ("pdfplumber", plain_pdfplumber)):
            start = time.perf_counter()
            pages = run(paths)
            seconds = time.perf_counter() - start
            print(f"{name:18} {pages} pages in {seconds:6.2f} s: {pages / seconds:6.1f} pages a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
