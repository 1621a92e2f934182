"""Compares what the running text of a submission states with what its annex tables state or count.

That the two are a contradiction, and hold the figure, is `agreement`'s; here the analyst is told which side
says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.catalogue import indicators
from pipeline.settling.agreement import same
from pipeline.settling.keys import Key
from pipeline.settling.readings import Reading
from pipeline.settling.seen import Seen
from pipeline.settling.wording import amount


def annex_against_text(readings: Sequence[Reading]) -> Iterator[Seen]:
    """For each key that text and annex of one submission state: the annex's value where no statement of the
    text agrees with it.

    Two submissions that disagree are a contradiction of their own, whichever part of them says what.
    """
    by_key: dict[tuple[Key, str], tuple[list[Reading], list[Reading]]] = {}
    for reading in readings:
        if reading.value is not None:
            sides = by_key.setdefault((reading.key, reading.submission.submission_id), ([], []))
            sides[reading.candidate.method == "table"].append(reading)
    for (key, _), (texts, tables) in sorted(by_key.items()):
        for table in tables:
            if texts and not any(same(text, table) for text in texts):
                text = texts[0]
                yield Seen(
                    quote=f"{text.candidate.quote} / {table.candidate.quote}",
                    says={
                        "indicator": indicators()[key.indicator].name_vi,
                        "stated": f"{_amount(text)} ({text.candidate.place})",
                        "listed": f"{_amount(table)} ({table.candidate.place})",
                    },
                    expected=f"hai nơi cùng một số ({_amount(text)} hoặc {_amount(table)})",
                    readings=(text, table),
                    places=tuple(
                        (what, r.candidate.sha256, r.candidate.place, r.candidate.quote)
                        for what, r in (("phần lời", text), ("phụ lục", table))
                    ),
                )
                break


def _amount(reading: Reading) -> str:
    return amount(reading.candidate.value, reading.candidate.unit)
