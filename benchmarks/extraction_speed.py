"""How fast read text becomes candidates, and whether cost grows with length alone.

Run as `python benchmarks/extraction_speed.py [--profile]`: prints the MB a second of the grammar and of the
whole `extract_text`, over sample passages and over one text of 1, 10 and 100 times a page. Ratios are of
processor time per character, so 1.0 is linear. Documents are cut into passages first; the long text
is what a reader gives that lost all line ends.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from collections.abc import Callable
from itertools import islice

from pipeline.extraction import extract_text
from pipeline.extraction.candidate import Context
from pipeline.extraction.quantities import quantities
from pipeline.sample import passages

_CONTEXT = Context("dong_nai", "2023-06", 6)
_LENGTHS = (1, 10, 100)
_BASE = 3_000
"""Characters of the shortest text, about a page."""


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """Processor time of `work` on all `texts`."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def _extract(text: str) -> object:
    return extract_text(text, _CONTEXT)


def print_speed(name: str, work: Callable[[str], object], texts: list[str]) -> None:
    """One line of speed over `texts`, one of the cost of a character in longer and longer texts."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    spent = seconds(work, texts)
    print(f"{name:14} {size / spent:6.3f} MB/s over {len(texts)} passages, {size * 1e3:.0f} KB")
    line = " ".join(texts).replace("\n", " ")
    page = (line * (1 + _BASE // len(line)))[:_BASE]
    per_character = [seconds(work, [page * times]) / times for times in _LENGTHS]
    ratios = [f"×{n}: {cost / per_character[0]:.2f}" for n, cost in zip(_LENGTHS, per_character, strict=True)]
    print(f"{'':14} cost of a character in one text of n × {_BASE} characters: {', '.join(ratios)}")


def main() -> None:
    """Prints the speeds, the ratios, and with --profile the functions that take most time."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--count", type=int, default=200, help="sample passages to read")
    options = parser.parse_args()
    texts = [str(passage["text"]) for passage in islice(passages(seed=7, held_out=False), options.count)]
    seconds(_extract, texts[:20])  # compiles the patterns
    for name, work in (("quantities", quantities), ("extract_text", _extract)):
        print_speed(name, work, texts)
    if options.profile:
        profile = cProfile.Profile()
        profile.runcall(seconds, _extract, texts)
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
