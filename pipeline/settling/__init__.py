"""Candidates become figures here: agreement, contradiction, rules, and what analysts decided.

`settle` takes a period's candidates, submissions and decisions and gives figures in force, figures in
review, their sources and findings. Reading documents and storing tables do not belong here.
"""

from pipeline.settling.corrections import append_corrections, read_corrections, torn_line
from pipeline.settling.findings import finding_key, is_finding_key
from pipeline.settling.keys import Key, figure_id
from pipeline.settling.records import Correction, Figure, FigureSource, RuleResult
from pipeline.settling.settle import Settled, settle

__all__ = [
    "Correction",
    "Figure",
    "FigureSource",
    "Key",
    "RuleResult",
    "Settled",
    "append_corrections",
    "figure_id",
    "finding_key",
    "is_finding_key",
    "read_corrections",
    "settle",
    "torn_line",
]
