"""What the other numbers of a text say about a reading: those before it, those behind it, sums and rates.

Readings of earlier numbers are always known; those of later ones only on a second look at the text. Here
they are put together; what each says is in `company_before`, `company_behind` and `company_ties`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.catalogue.cues import FrameEntry
from pipeline.extraction.company_before import Before
from pipeline.extraction.company_behind import Behind
from pipeline.extraction.company_ties import Tied, of_role
from pipeline.extraction.model import Part
from pipeline.extraction.readings import Decided, Reading
from pipeline.extraction.scopes import Scope


class Company:
    """The readings around quantity `index`: `decided` before it and, on a second look, `ahead` of all.

    `before` is what was made of the same `decided` for the same quantity, if that is at hand.
    """

    def __init__(
        self,
        scope: Scope,
        index: int,
        decided: Sequence[Decided],
        ahead: Sequence[Decided] | None,
        before: Before | None = None,
    ) -> None:
        self.scope, self.index = scope, index
        later = () if ahead is None else ahead[index + 1 :]
        self.before = before or Before(scope, index, decided)
        self.behind = None if ahead is None else Behind(scope, index, later)
        self.tied = None
        if scope.ties[index]:
            self.tied = Tied(scope, index, {d.index: d for d in (*decided, *later)})
        self.others = [each for each in (self.before, self.behind, self.tied) if each]

    def of_role(self) -> list[Part]:
        """What speaks for a role whatever the indicator, and for or against any figure."""
        return [*self.before.of_role(), *of_role(self.scope, self.index)]

    def of_indicator(self, entry: FrameEntry, kind: str) -> list[Part]:
        """What speaks for an indicator; `kind` is the initial of the quantity's kind."""
        return [part for each in self.others for part in each.of_indicator(entry, kind)]

    def of_roles(self, entry: FrameEntry) -> list[Part]:
        """How a role of an indicator goes with what the others were read as; the role stands before."""
        return [part for each in self.others for part in each.of_roles(entry)]

    def of_reading(self, reading: Reading) -> list[Part]:
        """What is said of one role of an indicator alone."""
        return list(self.before.of_reading(reading))

    def of_nothing(self) -> list[Part]:
        """Whether the others speak for no figure."""
        return [part for each in self.others for part in each.of_nothing()]
