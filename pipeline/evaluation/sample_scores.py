"""All scores of a sample home: its files, its figures, what was planted in it.

Each part is judged in `sample_files` and `sample_figures`; months are put together here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluation import scored, tables
from pipeline.evaluation.matching import Outcome, Row
from pipeline.evaluation.sample_figures import Planted, differing_bases, judged_provinces, planted
from pipeline.evaluation.sample_files import judged_files, origins
from pipeline.evaluation.scores import Scores

Judged = tuple[dict[str, Any], list[Outcome]]


@dataclass(frozen=True)
class SampleScores:
    """What became of a sample home's months."""

    periods: tuple[str, ...]
    files: tuple[Judged, ...]
    """Each file that was to be read, with its outcomes: the extraction alone."""
    provinces: tuple[Judged, ...]
    """Each province with the outcomes of its keys: what was settled."""
    planted: tuple[Planted, ...]
    bases: tuple[int, int]
    """(said by a finding, all) values of last year that differ from what was reported then."""
    states: tuple[tuple[str, str, str], ...]
    """(path, as the truth has it, as the table has it) of files that met another fate than planned."""

    @property
    def extracted(self) -> Scores:
        """Of every place that states a figure."""
        return scored(self.files)

    @property
    def settled(self) -> Scores:
        """Of every (province, indicator, role, months)."""
        return scored(self.provinces)

    def as_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        settled = self.settled.overall
        return {
            "periods": list(self.periods),
            "files": self.extracted.as_dict(),
            "figures": self.settled.as_dict(),
            "right_in_review": 1 - settled.accepted if settled.right else 0.0,
            "contradictions": [
                {
                    **p.key._asdict(),
                    "values": list(p.values),
                    "in_review": p.in_review,
                    "quoted": p.quoted,
                }
                for p in self.planted
            ],
            "bases_that_differ": {"found": self.bases[0], "planted": self.bases[1]},
            "states_that_differ": [
                {"path": path, "truth": truth, "table": table} for path, truth, table in self.states
            ],
        }

    def render(self) -> str:
        """The tables as text for a terminal."""
        settled = self.settled.overall
        in_review = 1 - settled.accepted if settled.right else 0.0
        quoted = sum(p.quoted for p in self.planted)
        lines = [
            f"{', '.join(self.periods)}",
            "",
            "WHAT THE FILES STATE (extraction alone)",
            tables.whole(self.extracted, "files"),
            "",
            "FIGURES (settled: in force, or in review)",
            tables.whole(self.settled, "provinces"),
            "",
            f"right figures sent to review: {in_review:.1%}",
            f"planted contradictions in review with all their quotes: {quoted} of {len(self.planted)}",
        ]
        for one in self.planted:
            if not one.quoted:
                fate = "in review, not all quoted" if one.in_review else "not in review"
                lines.append(f"  {' · '.join(map(str, one.key))}: {fate}")
        lines.append(f"last year's values that differ, said by a finding: {self.bases[0]} of {self.bases[1]}")
        lines += [f"{path}: {table or 'not there'}, should be {truth}" for path, truth, table in self.states]
        return "\n".join(lines)


def score_sample(truth: Mapping[str, Row], of: Mapping[str, Sequence[Row]]) -> SampleScores:
    """Scores the months of `truth` (period → its entry in truth.json).

    `of` has the rows of `files`, `candidates`, `figures`, `to_review` and `findings` (province_id and
    indicator of each finding about a value of last year), each with its `period`. Raises `KeyError` for a
    missing table.
    """
    files: list[Judged] = []
    provinces: list[Judged] = []
    contradictions: list[Planted] = []
    states: list[tuple[str, str, str]] = []
    said = total = 0
    for period, entry in sorted(truth.items()):
        rows = {name: [row for row in table if row["period"] == period] for name, table in of.items()}
        files += judged_files(entry, rows["files"], rows["candidates"])
        from_where = origins(entry, rows["files"], rows["candidates"])
        provinces += judged_provinces(entry, rows["figures"], rows["to_review"], from_where)
        contradictions += planted(entry, rows["to_review"])
        bases = differing_bases(entry, ((r["province_id"], r["indicator"]) for r in rows["findings"]))
        said, total = said + bases[0], total + bases[1]
        fate_of = {str(row["path"]): str(row["state"]) for row in rows["files"]}
        states += [
            (path, file["state"], fate_of.get(path, ""))
            for path, file in entry["files"].items()
            if fate_of.get(path) != file["state"]
        ]
    return SampleScores(
        periods=tuple(sorted(truth)),
        files=tuple(files),
        provinces=tuple(provinces),
        planted=tuple(contradictions),
        bases=(said, total),
        states=tuple(states),
    )
