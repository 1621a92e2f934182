"""What the arithmetic of a number with others says about its readings: sums, differences, rates, shares.

Which numbers fit together is in `arithmetic`. Named features only, no weights and no decisions here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction import company_names as names
from pipeline.extraction.kinship import kins, kinship, said
from pipeline.extraction.model import Part
from pipeline.extraction.readings import Decided
from pipeline.extraction.scopes import Scope


class Tied:
    """The numbers with which quantity `index` fits together, of those that have been read (`known`)."""

    def __init__(self, scope: Scope, index: int, known: Mapping[int, Decided]) -> None:
        self._others = list(_others(scope, index, known))
        self._kins = kins(other for _, other in self._others)

    def sign(self, entry: FrameEntry) -> tuple[str, ...]:
        """The same is said of all indicators with the same sign."""
        return tuple([kin[entry.indicator] for kin in self._kins])

    def of_indicator(self, entry: FrameEntry, kind: str) -> list[Part]:
        """What the others were read as, seen from an indicator; `kind` is the initial of the quantity's."""
        found = {(tied, kinship(entry, other)) for tied, other in self._others}
        return [(names.tie, kind, tied, kin) for tied, kin in found]

    def of_roles(self, entry: FrameEntry) -> list[Part]:
        """How a role of an indicator goes with what the others were read as; the role stands before."""
        others = self._others
        same = {(t, d.reading.role) for t, d in others if d.reading.indicator == entry.indicator}
        return [(names.tie_role, tied, role) for tied, role in same]

    def of_nothing(self) -> list[Part]:
        """Whether the others speak for no figure."""
        return [(names.no_tie, *each) for each in {(tied, said(other)) for tied, other in self._others}]


def of_role(scope: Scope, index: int) -> list[Part]:
    """What the ties of quantity `index` say for a role, whatever the others are read as."""
    found = set()
    for place, tie in scope.ties[index]:
        result = tie.members[0][1]
        where = "own" if result == index else "after" if result > index else "before"
        found |= {f"tie={tie.kind}:{place}/{tie.weight}", f"tie={tie.kind}:{place}/{where}"}
    return [(names.as_role, name) for name in found]


def _others(scope: Scope, index: int, known: Mapping[int, Decided]) -> Iterable[tuple[str, Decided]]:
    """(tie, own part and the other's, the other): each tie by its kind, and by its kind and weight."""
    for place, tie in scope.ties[index]:
        for part, other in tie.members:
            if other != index and other in known:
                yield f"{tie.kind}:{place}~{part}", known[other]
                yield f"{tie.kind}!{tie.weight}:{place}~{part}", known[other]
