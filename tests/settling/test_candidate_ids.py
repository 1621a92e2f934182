"""The ids of candidates: the same in every run, one a candidate."""

from __future__ import annotations

from pipeline.extraction import Context, extract, extract_text
from pipeline.reading.document import Block, Document
from pipeline.settling.readings import identify

CONTEXT = Context("ha_nam", "2023-06", 6)
TEXT = "Tỉnh cử 28 đoàn ra với 153 lượt người; đón 41 đoàn vào."


def ids_of(sha256: str) -> list[str]:
    blocks = tuple(Block("paragraph", TEXT, f"đoạn {n}") for n in (1, 2))
    return [c.candidate_id for c in identify(extract(Document(sha256, "a.txt", "txt", blocks), CONTEXT))]


def test_ids_are_stable_and_all_different() -> None:
    ids = ids_of("a" * 64)
    assert ids == ids_of("a" * 64)
    assert len(set(ids)) == len(ids) == 6
    assert all(len(i) == 16 for i in ids)


def test_an_id_is_of_one_file() -> None:
    assert not set(ids_of("a" * 64)) & set(ids_of("b" * 64))


def test_a_number_said_twice_in_one_block_is_two_candidates() -> None:
    found = identify(extract_text("Đón 41 đoàn vào, đón 41 đoàn vào", CONTEXT))
    assert len({c.candidate_id for c in found}) == 2
