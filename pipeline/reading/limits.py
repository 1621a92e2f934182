"""What a file may cost before it is refused. Numbers only; who holds them is said in each field.

The defaults are some ten times what the largest honest report needs: 44 pages, 2 MB, 20,000 rows.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Bounds on one file. A file beyond one of them is unreadable, with the bound in the reason."""

    max_bytes: int = 100_000_000
    """Size of the file as it arrived."""
    unpacked_bytes: int = 200_000_000
    """Sum of the members of a zip package (docx, xlsx), as declared and again as counted while reading."""
    ratio: int = 100
    """Unpacked over packed size of one member; small members (under 1 MB unpacked) are let off."""
    pages: int = 500
    rows: int = 50_000
    """Rows of one worksheet or table; a workbook may have `rows` in all its sheets together."""
    seconds: float = 90.0
    """Wall clock of one file in its worker; held by the kernel's timer (`worker.py`)."""
    memory: int = 2_000_000_000
    """Address space of one worker, in bytes (RLIMIT_AS)."""

    def plain(self) -> dict[str, Any]:
        """The limits as a dict of numbers, for a worker's request."""
        return asdict(self)
