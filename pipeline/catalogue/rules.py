"""Loads and checks the rules that figures must keep (`rules.yaml`), their expressions parsed.

The small expression language belongs here: indicators and roles, + - * /, numbers, and the words `it`,
`optional`, and those of `TIMES`. Evaluating a rule on figures does not (`pipeline.settling.rules`), nor do
the rules on what stands beside a figure in its text (`text_rules`).
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, cast, get_args

import yaml

from pipeline.catalogue.entries import CatalogueError
from pipeline.catalogue.indicators import indicators, units

Importance = Literal["high", "medium", "low"]
When = Literal[
    "",
    "last_year",
    "one_month",
    "last_period",
    "month_before",
    "twelve_months",
    "median",
    "spread",
]
TIMES = frozenset(get_args(When)) - {""}
"""Which value of the indicator is meant, when not that of the period itself:

last_year: reported a year earlier; one_month: of the month alone; last_period: the latest earlier period (of
the same year for a flow); month_before: the year to date a month earlier; twelve_months: a flow over the
twelve months up to the period; median, spread: of the province's own earlier periods (`History`).
"""
EVERY = "it"
_ROLES = frozenset({"actual", "planned", "prior_year", "change", "change_pct"})
_PLACEHOLDERS = frozenset({"province", "indicator", "left", "right"})
_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Term:
    """A reference to one figure of the province: this period's, or one of `TIMES`."""

    indicator: str
    role: str = "actual"
    when: When = ""
    optional: bool = False


@dataclass(frozen=True)
class Expression:
    """A parsed side of a rule."""

    text: str
    terms: tuple[Term, ...]
    tree: ast.expr

    def value(self, of: Callable[[Term], float]) -> float | None:
        """The value with each term looked up by `of`; None on a division by zero."""
        try:
            return _value(self.tree, of)
        except ZeroDivisionError:
            return None

    def about(self, indicator: str) -> Expression:
        """The same expression with `it` standing for `indicator`."""
        return _about(self, indicator)


@cache
def _about(expression: Expression, indicator: str) -> Expression:
    tree = cast(ast.expr, _Named(indicator).visit(ast.parse(expression.text, mode="eval").body))
    terms = tuple(replace(t, indicator=indicator) if t.indicator == EVERY else t for t in expression.terms)
    return Expression(expression.text, terms, tree)


@dataclass(frozen=True)
class Rule:
    """One rule. `each` names the indicators that `it` stands for; a rule without `it` has none.

    `slack` is room that is itself computed; `unless` names a rule that says the same and more.
    """

    id: str
    left: Expression
    operator: Literal["<=", ">=", "=="]
    right: Expression
    importance: Importance
    message_vi: str
    tolerance: float = 0.0
    points: float = 0.0
    each: tuple[str, ...] = ()
    slack: Expression | None = None
    unless: str = ""

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Left, right, and the slack when there is one."""
        return (self.left, self.right) if self.slack is None else (self.left, self.right, self.slack)


@dataclass(frozen=True)
class History:
    """What a province's own history must have before it is compared with."""

    periods: int
    """At least so many earlier periods."""
    floor_share: float
    """The spread counts as at least this share of the median …"""
    floor: Mapping[str, float]
    """… and as at least so much, by the indicator's unit."""


@dataclass(frozen=True)
class Room:
    """How much more a comparison allows for hedged values and for converted amounts."""

    hedged: float
    hedged_points: float
    converted: float
    multiple: str
    """The unit of a change that is stated as a multiple ("gấp 1,4 lần"), rounded to its last digit."""


@dataclass(frozen=True)
class RuleBook:
    """The whole file."""

    rules: tuple[Rule, ...]
    room: Room
    history: History


@cache
def rule_book() -> RuleBook:
    """The project's rules. Raises `CatalogueError` that names the rule when the file is wrong."""
    return load(Path(__file__).with_name("rules.yaml"))


def load(path: Path) -> RuleBook:
    """Reads and checks a rules file. Raises `CatalogueError`."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    if set(raw) != {"room", "history", "rules"}:
        raise CatalogueError(path.name, "", f"expected room, history and rules, got {', '.join(raw)}")
    rules = tuple(_rule(r) for r in raw["rules"])
    ids = [r.id for r in rules]
    if len(ids) != len(set(ids)):
        raise CatalogueError(path.name, "", "a rule id stands twice")
    for place, rule in enumerate(rules):
        check_message(path.name, rule.id, rule.message_vi, rule.importance, _PLACEHOLDERS)
        if rule.unless and rule.unless not in ids[:place]:
            raise CatalogueError(path.name, rule.id, f"`unless` names no rule above it: {rule.unless!r}")
        if rule.unless and not _meet(rule, rules[ids.index(rule.unless)]):
            raise CatalogueError(
                path.name,
                rule.id,
                f"`unless: {rule.unless}` never applies: both need an indicator in common in `each`, or none",
            )
    try:
        room, history = Room(**raw["room"]), History(**raw["history"])
    except TypeError as error:
        raise CatalogueError(path.name, "room, history", str(error)) from error
    if set(history.floor) != set(units()):
        raise CatalogueError(path.name, "history", f"`floor` must name exactly {', '.join(units())}")
    return RuleBook(rules, room, history)


def parse(text: str) -> Expression:
    """Parses one side of a rule. Raises `ValueError` for anything outside the language."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"{text!r} is no expression: {error.msg}") from error
    terms: list[Term] = []

    def note(term: Term) -> float:
        terms.append(term)
        return 1.0

    try:
        _value(tree, note)
    except ZeroDivisionError:
        # Every term stands for 1 here, so `it - it.change` in a denominator is 0: the other terms are still
        # wanted.
        terms = [_term(n) for n in _term_nodes(tree)]
    return Expression(text, tuple(dict.fromkeys(terms)), tree)


def _meet(rule: Rule, above: Rule) -> bool:
    """Whether the two are ever looked at in one place: for one indicator, or for the province as a whole."""
    return bool(set(rule.each) & set(above.each)) or not (rule.each or above.each)


class _Named(ast.NodeTransformer):
    def __init__(self, indicator: str) -> None:
        self.indicator = indicator

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.indicator, ast.Load()) if node.id == EVERY else node


def _rule(raw: dict[str, object]) -> Rule:
    fields = dict(raw)
    name = str(fields.get("id", "?"))
    try:
        each = _each(fields.pop("each", None))
        slack = fields.pop("slack", None)
        rule = Rule(
            left=parse(str(fields.pop("left"))),
            right=parse(str(fields.pop("right"))),
            each=each,
            slack=None if slack is None else parse(str(slack)),
            **fields,  # type: ignore[arg-type]
        )
        known = set(indicators()) | ({EVERY} if each else set())
        for term in (t for side in rule.expressions for t in side.terms):
            if term.indicator not in known:
                raise ValueError(f"unknown indicator {term.indicator!r}")
        if rule.operator not in ("<=", ">=", "=="):
            raise ValueError(f"unknown operator {rule.operator!r}")
    except (ValueError, TypeError, KeyError) as error:
        raise CatalogueError("rules.yaml", name, str(error)) from error
    return rule


def _each(named: object) -> tuple[str, ...]:
    catalogue = indicators()
    if named is None:
        return ()
    if named == "all":
        return tuple(catalogue)
    if named in ("flow", "stock"):
        return tuple(i for i, entry in catalogue.items() if entry.kind == named)
    if isinstance(named, list) and all(i in catalogue for i in named):
        return tuple(named)
    raise ValueError(f"`each` is all, flow, stock or a list of indicators, got {named!r}")


def check_message(file: str, rule: str, message: str, importance: str, known: frozenset[str]) -> None:
    """Raises `CatalogueError` for a placeholder outside `known` or an importance that there is not."""
    unknown = {field for _, field, _, _ in Formatter().parse(message) if field} - known
    if unknown:
        raise CatalogueError(file, rule, f"unknown placeholder {', '.join(sorted(unknown))}")
    if importance not in get_args(Importance):
        raise CatalogueError(file, rule, f"unknown importance {importance!r}")


def _value(node: ast.expr, of: Callable[[Term], float]) -> float:
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        return _ARITHMETIC[type(node.op)](_value(node.left, of), _value(node.right, of))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, of)
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return float(node.value)
    return of(_term(node))


def _term_nodes(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_term_nodes(node.left), *_term_nodes(node.right)]
    if isinstance(node, ast.UnaryOp):
        return _term_nodes(node.operand)
    return [] if isinstance(node, ast.Constant) else [node]


def _term(node: ast.expr) -> Term:
    if isinstance(node, ast.Name):
        return Term(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in _ROLES:
        return Term(node.value.id, node.attr)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        inner, word = _term(node.args[0]), node.func.id
        if word == "optional":
            return replace(inner, optional=True)
        if word in TIMES and not inner.when:
            return replace(inner, when=cast(When, word))
    raise ValueError(f"{ast.unparse(node)!r} is not in the rules' language")
