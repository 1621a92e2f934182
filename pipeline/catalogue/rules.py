"""Loads and checks the rules that figures must keep (`rules.yaml`), their expressions parsed.

The small expression language belongs here: indicators and roles, + - * /, numbers, and the words `last_year`,
`one_month`, `optional`, `it`. Evaluating a rule on figures does not (`pipeline.settling.rules`).
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, cast

import yaml

from pipeline.catalogue.entries import CatalogueError
from pipeline.catalogue.indicators import indicators

Importance = Literal["high", "medium", "low"]
When = Literal["", "last_year", "one_month"]
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
    """A reference to one figure of the province: this period's, last year's, or the month's alone."""

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
    """One rule. `each` names the indicators that `it` stands for; a rule without `it` has none."""

    id: str
    left: Expression
    operator: Literal["<=", ">=", "=="]
    right: Expression
    importance: Importance
    message_vi: str
    tolerance: float = 0.0
    points: float = 0.0
    each: tuple[str, ...] = ()


@dataclass(frozen=True)
class Room:
    """How much more a comparison allows for hedged values and for converted amounts."""

    hedged: float
    hedged_points: float
    converted: float


@dataclass(frozen=True)
class FindingText:
    """A finding that settling makes without an expression."""

    id: str
    importance: Importance
    message_vi: str


@dataclass(frozen=True)
class RuleBook:
    """The whole file."""

    rules: tuple[Rule, ...]
    room: Room
    findings: Mapping[str, FindingText]


@cache
def rule_book() -> RuleBook:
    """The project's rules. Raises `CatalogueError` that names the rule when the file is wrong."""
    return load(Path(__file__).with_name("rules.yaml"))


def load(path: Path) -> RuleBook:
    """Reads and checks a rules file. Raises `CatalogueError`."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    if set(raw) != {"room", "rules", "findings"}:
        raise CatalogueError(path.name, "", f"expected room, rules and findings, got {', '.join(raw)}")
    rules = tuple(_rule(r) for r in raw["rules"])
    ids = [r.id for r in rules] + [f["id"] for f in raw["findings"]]
    if len(ids) != len(set(ids)):
        raise CatalogueError(path.name, "", "a rule id stands twice")
    findings = {f["id"]: FindingText(**f) for f in raw["findings"]}
    for rule in rules:
        _check_message(rule.id, rule.message_vi, rule.importance)
    for finding in findings.values():
        _check_message(finding.id, finding.message_vi, finding.importance)
    return RuleBook(rules, Room(**raw["room"]), findings)


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
        rule = Rule(
            left=parse(str(fields.pop("left"))),
            right=parse(str(fields.pop("right"))),
            each=each,
            **fields,  # type: ignore[arg-type]
        )
        known = set(indicators()) | ({EVERY} if each else set())
        for term in (*rule.left.terms, *rule.right.terms):
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


def _check_message(rule: str, message: str, importance: str) -> None:
    fields = {field for _, field, _, _ in Formatter().parse(message) if field}
    if fields - _PLACEHOLDERS or importance not in ("high", "medium", "low"):
        raise CatalogueError("rules.yaml", rule, "wrong placeholder or importance")


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
        if word in ("last_year", "one_month"):
            return replace(inner, when=cast(When, word))
    raise ValueError(f"{ast.unparse(node)!r} is not in the rules' language")
