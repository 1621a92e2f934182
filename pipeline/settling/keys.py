"""The key under which one figure is settled, and the stable ids made from it.

Only identity belongs here. Which candidates share a key is `readings`' business.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from pipeline.catalogue import ROLES
from pipeline.extraction.candidate import Candidate


class Key(NamedTuple):
    """(period, months, province, indicator, role): one figure each."""

    period: str
    months: int
    province_id: str
    indicator: str
    role: str

    @property
    def text(self) -> str:
        """The form in which corrections name it: `period|months|province_id|indicator|role`."""
        return "|".join(map(str, self))

    @classmethod
    def parse(cls, text: str) -> Key:
        """The key that `text` writes. Raises `ValueError` when it is none."""
        parts = text.split("|")
        if len(parts) != 5 or not parts[1].isdigit() or parts[4] not in ROLES:
            raise ValueError(f"no figure key: {text!r} (period|months|province_id|indicator|role)")
        return cls(parts[0], int(parts[1]), parts[2], parts[3], parts[4])


def figure_id(key: Key) -> str:
    """16 hex digits, the same in every run."""
    return _digest("figure", key.text)


def candidate_id(candidate: Candidate, ordinal: int = 0) -> str:
    """16 hex digits of where a value stands and what it says; `ordinal` tells equal ones apart."""
    c = candidate
    parts = (c.sha256, c.place, c.block, c.start, c.quote, c.indicator, c.role, repr(c.value), c.unit)
    return _digest(*map(str, parts), c.period, str(c.months), c.province_id, c.owner, str(ordinal))


def result_id(rule: str, key_text: str) -> str:
    """The id of one rule's finding about one thing."""
    return _digest("rule", rule, key_text)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:16]
