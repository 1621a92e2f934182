"""The interface behind which every format is read, and how a reader refuses a file.

No format belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from pipeline.reading.document import Block
from pipeline.reading.limits import Limits


@dataclass(frozen=True)
class Reading:
    """What a reader makes of one file's bytes."""

    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = ()


class ReadingFunction(Protocol):
    """One format's reader: the bytes of a file in, blocks out.

    Raises `Unreadable` and nothing else on purpose.
    """

    def __call__(self, data: bytes, limits: Limits) -> Reading:
        """Read `data`, staying within `limits`."""


class Unreadable(Exception):
    """A file that cannot be read. `reason` is one Vietnamese line: what is wrong and what to do."""

    def __init__(self, reason: str, *, by_limit: bool = False) -> None:
        """`by_limit`: it was refused for its size or time, so that other limits may give another answer."""
        super().__init__(reason)
        self.reason = reason
        self.by_limit = by_limit
