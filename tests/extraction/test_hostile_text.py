"""Rubbish and endless texts: the grammar reads them in time that grows with their length.

Work is counted in calls (`sys.setprofile` sees those of C functions too), so a busy machine fails no test;
one generous limit in seconds stays, for a single pattern that goes astray inside one call.
"""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable

import pytest

from pipeline.extraction.quantities import quantities

_ONCE, _TIMES = 60, 8
_SLACK = 1.6
"""Work may grow this much faster than length: tables are read, short texts take short cuts."""
_SECONDS = 6.0

GROWING: dict[str, Callable[[int], str]] = {
    "one long number": lambda n: f"Đón {'7' * n} đoàn.",
    "dots": lambda n: f"Đón {'.' * n} đoàn 5.",
    "digits and commas": lambda n: "1," * n + " triệu USD",
    "endless groups": lambda n: "1.000" + ".000" * n + " USD",
    "labels": lambda n: "1.2." * n,
    "spaces behind a number": lambda n: "Đón 5" + " " * n + "đoàn",
    "spaces before a number": lambda n: "Đón" + " " * n + "5 đoàn",
    "nested brackets": lambda n: "(" * n + "5" + ")" * n,
    "open brackets": lambda n: "(5 " * n,
    "list marks": lambda n: "(1) " * n,
    "declared units": lambda n: "(triệu USD): 5 " * n,
    "declared lines": lambda n: "ĐVT: triệu đồng\n5\n" * n,
    "open ranges": lambda n: "từ 3 đến " * n,
    "and": lambda n: "và " * n,
    "numbers and and": lambda n: "5 và " * n,
    "one list": lambda n: "2,5; " * n + "tỷ USD",
    "in turn": lambda n: "lần lượt 2, 5, " * n + "tỷ USD",
    "words without a stop": lambda n: "tỉnh " * n,
    "one word": lambda n: "a" * n,
    "number words": lambda n: "hai mươi " * n,
    "broken number words": lambda n: "một trăm linh " * n,
    "negations": lambda n: "không có " * n,
    "combining marks": lambda n: "Đón 5 đoàn " + "\u0301" * n,
    "decomposed letters": lambda n: unicodedata.normalize("NFD", "Đón 5 đoàn ") * n,
    "zero-width spaces": lambda n: "Đón 5" + "\u200b" * n + " đoàn",
    "slashes": lambda n: "5/" * n,
    "spaced slashes": lambda n: "5 / " * n,
    "dashes": lambda n: "5-" * n,
    "spaced dashes": lambda n: "5 - " * n,
    "dates": lambda n: "12/6/2023 " * n,
    "letters for digits": lambda n: "1O" * n,
    "amounts": lambda n: "5 triệu USD, " * n,
    "amounts without a unit": lambda n: "5 triệu, " * n + "USD",
    "open separators": lambda n: "5.123 triệu USD, " * n,
    "open separators without commas": lambda n: "5.123 tỷ đồng " * n,
    "fractions": lambda n: "so với 5 đoàn với 20 người 5/12, " * n,
    "lines": lambda n: "1. Đoàn ra: 5\n" * n,
    "cells": lambda n: "5\t" * n,
    "phone numbers": lambda n: "điện thoại: " + "1 " * n,
    "scale words": lambda n: "5 " + "nghìn " * n,
    "paper numbers": lambda n: "số 12-" + "a/" * n,
    "symbols": lambda n: "12/A" + "-A" * n,
    "addresses": lambda n: "a.b@" * n,
    "last year": lambda n: "5 triệu USD (CK: " * n,
}


def _work(text: str) -> int:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        quantities(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("made", GROWING.values(), ids=GROWING.keys())
def test_work_grows_with_length(made: Callable[[int], str]) -> None:
    short, long = (unicodedata.normalize("NFC", made(n)) for n in (_ONCE, _ONCE * _TIMES))
    quantities(short)
    assert _work(long) <= _SLACK * _TIMES * _work(short) + 2_000


@pytest.mark.parametrize("made", GROWING.values(), ids=GROWING.keys())
def test_no_pattern_goes_astray(made: Callable[[int], str]) -> None:
    """Some ten thousand characters, a hundred times what such a line has."""
    text = made(10_000)[:20_000]
    start = time.process_time()
    quantities(unicodedata.normalize("NFC", text))
    assert time.process_time() - start < _SECONDS


@pytest.mark.parametrize(
    "text", [" " * 100_000, "." * 100_000, "7" * 100_000, "(" * 100_000, "và " * 33_000, "\u200b" * 100_000]
)
def test_a_hundred_thousand_of_nothing_state_nothing(text: str) -> None:
    start = time.process_time()
    assert quantities(text) == ()
    assert time.process_time() - start < _SECONDS


def test_rubbish_beside_a_figure_does_not_hide_it() -> None:
    found = quantities("." * 5_000 + " Đón 12 đoàn, " + "x" * 5_000 + " cam kết 3,5 triệu USD " + "9" * 500)
    assert [(q.value, q.noun or q.unit) for q in found] == [(12, "delegation"), (3_500_000, "USD")]


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "Đón 12 đoàn, cam kết 3,5 triệu USD."),
        "Đón\u00a012\u00a0đoàn, cam kết 3,5\u2009triệu\u202fUSD.",
        "Đo\u0301n 12 đoa\u0300n, cam kê\u0301t 3,5 triê\u0323u USD.",
    ],
)
def test_other_encodings_read_the_same(text: str) -> None:
    found = quantities(unicodedata.normalize("NFC", text))
    assert [(q.value, q.noun or q.unit) for q in found] == [(12, "delegation"), (3_500_000, "USD")]
