"""Tells whether two documents are the same paper in two formats.

Two papers with other figures are never the same, however alike their words: a disagreement has to be seen.
"""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from pipeline.reading.document import Document
from pipeline.submissions.paper import plain

SAME_TEXT = 0.97
"""Least similarity (normalised indel distance over letters and digits) of one paper saved twice."""
_PAGE_NUMBERS_AT_LEAST = 3


def same_paper(one: Document, other: Document) -> bool:
    """Whether two read documents carry the same text and the same figures.

    The numbers of pages may stand in one and not in the other; any other difference in digits makes them two
    papers.
    """
    a, b = plain(one.text), plain(other.text)
    letters_a, letters_b = re.sub(r"[\W_]+", "", a), re.sub(r"[\W_]+", "", b)
    if not letters_a or not letters_b:
        return False
    short, long = sorted((len(letters_a), len(letters_b)))
    if short / long < SAME_TEXT - 0.03:
        return False
    if fuzz.ratio(letters_a, letters_b, score_cutoff=100 * SAME_TEXT) < 100 * SAME_TEXT:
        return False
    return _same_numbers(a, b, max(one.pages or 0, other.pages or 0, _PAGE_NUMBERS_AT_LEAST))


def _same_numbers(a: str, b: str, pages: int) -> bool:
    first, second = _numbers(a), _numbers(b)
    more, less = first - second, second - first
    if more and less:
        return False
    surplus = more or less
    return all(count == 1 and n.isdigit() and int(n) <= pages for n, count in surplus.items())


def _numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", text))
