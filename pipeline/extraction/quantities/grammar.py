"""Finds every quantity of a text: what is a number, what it counts, and what is none.

Topics, indicators and roles do not belong here; nor do the words, which are data (`catalogue/cues/numbers.yaml`,
`nouns.yaml`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Literal

from pipeline.catalogue.spelling import fold
from pipeline.extraction.quantities.lexicon import WORD, Lexicon, lexicon
from pipeline.extraction.quantities.numerals import Numeral, read_digits, read_words
from pipeline.extraction.quantities.quantity import Quantity

_SCALE_LIMIT = {"USD": 1_000e9, "VND": 30_000e9}
"""The largest amount that one report states plausibly in the currency: beyond it a lone dot before three digits
is a decimal mark ("52.677 tỷ đồng" is 52,677 tỷ). Domain estimate: the largest registered FDI stock of a province is
below 100 tỷ USD, the largest yearly aid or grant sum below 30.000 tỷ đồng."""

_SCALE_WORD_BEFORE_DECIMAL = {"USD": 100e9}
_RANGE = re.compile(r"\s*(?:-|đến|tới)\s*$")
_FRACTION = re.compile(r"([0-9]+(?:[.,][0-9]+)*)\s?/\s?([0-9]+(?:[.,][0-9]+)*)(?![0-9/])")
_OUT_OF = re.compile(r"\s+trên\s+(?=[0-9]+\s)")
_SLIPS = (
    (re.compile(r"(?<![a-zà-ỹđ])o(?=[0-9])|(?<=[0-9])o(?=[0-9o]|(?![a-zà-ỹđ]))"), "0"),
    (re.compile(r"(?<![a-zà-ỹđ])l(?=[0-9,])|(?<=[0-9])l(?![a-zà-ỹđ])"), "1"),
)
"""Letters that OCR and typists put for digits ("O4 đoàn", "3l đoàn"), beside a digit."""
_SENTENCE = re.compile(r"[.;!?](?=\s)|\n")


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of `text` (NFC) in order of appearance, with offsets into it.

    Dates, years, paper numbers, labels, phone numbers and durations are left out. A number whose noun is unknown is
    kept with the noun "other": it counts as found and set aside.
    """
    lex = lexicon()
    folded = fold(text)
    for slip, digit in _SLIPS:
        folded = slip.sub(digit, folded)
    excluded = _excluded_spans(text, folded, lex)
    found = [*_digit_quantities(text, folded, excluded, lex), *_word_quantities(text, folded, lex)]
    found += [*_times_words(text, folded, lex), *_stated_zeros(text, folded, found, lex)]
    found.sort(key=lambda q: (q.start, -q.end))
    kept: list[Quantity] = []
    for quantity in found:
        if kept and quantity.start < kept[-1].number_end:
            continue
        kept.append(quantity)
    return tuple(_with_currencies(folded, kept, lex))


def _excluded_spans(text: str, folded: str, lex: Lexicon) -> list[tuple[int, int]]:
    spans = [m.span() for pattern in lex.excluded for m in pattern.finditer(folded)]
    spans += [m.span() for m in lex.paper_symbol.finditer(text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _inside(spans: list[tuple[int, int]], start: int) -> bool:
    index = bisect_right(spans, (start, len(spans) and float("inf"))) - 1
    return index >= 0 and spans[index][0] <= start < spans[index][1]


def _digit_quantities(
    text: str, folded: str, excluded: list[tuple[int, int]], lex: Lexicon
) -> list[Quantity]:
    found: list[Quantity] = []
    position = 0
    while match := lex.digits.search(folded, position):
        position = match.end()
        if _inside(excluded, match.start()):
            continue
        fraction = _FRACTION.match(folded, match.start())
        if fraction and not _inside(excluded, fraction.start(2)):
            pair = _fraction(text, folded, fraction, lex)
            found += pair
            position = max(pair[-1].end if pair[-1].kind == "money" else fraction.end(), position)
            continue
        quantity = _amount(text, folded, match, lex)
        if quantity is None:
            continue
        quantity = _as_range(folded, quantity, found)
        if (out_of := _OUT_OF.match(folded, quantity.end)) and quantity.kind == "count":
            second = lex.digits.match(folded, out_of.end())
            whole = second and _amount(text, folded, second, lex)
            if whole and whole.kind == "count" and whole.noun not in ("", "other"):
                found += [
                    replace(quantity, noun=whole.noun, form="done"),
                    replace(whole, form="plan", hedge="exact"),
                ]
                position = whole.end
                continue
        found.append(quantity)
        position = max(position, quantity.end if quantity.kind != "count" else quantity.number_end)
    return found


def _as_range(folded: str, quantity: Quantity, found: list[Quantity]) -> Quantity:
    """Marks both ends of "200 đến 220 triệu USD"; a list "28 đoàn - 76 lượt" is none."""
    if not found:
        return quantity
    before = found[-1]
    if before.noun or before.unit or before.kind != "count":
        return quantity
    if before.end <= quantity.start and _RANGE.fullmatch(folded, before.end, quantity.start):
        scale = quantity.value / _plain(quantity) if quantity.kind == "money" and _plain(quantity) else 1
        found[-1] = replace(
            before,
            kind=quantity.kind,
            unit=quantity.unit,
            noun=quantity.noun,
            value=before.value * scale,
            form="range",
        )
        return replace(quantity, form="range")
    return quantity


def _plain(quantity: Quantity) -> float:
    numeral = read_digits(re.split(r"\s", quantity.stated)[0].lstrip("+-"), 1, False)
    return numeral.value if numeral else 0.0


def _fraction(text: str, folded: str, match: re.Match[str], lex: Lexicon) -> list[Quantity]:
    """ "02/11 đoàn": done and planned share the noun behind."""
    second = re.compile(r"[0-9]+(?:[.,][0-9]+)*").match(folded, match.start(2))
    assert second is not None
    whole = _amount(text, folded, second, lex)
    if whole is None:
        whole = _bare(text, folded, second.start(), second.end(), float(second[0]), lex)
    numeral = read_digits(match[1], 1, False)
    factor = whole.value / _plain(whole) if whole.kind == "money" and _plain(whole) else 1
    done = replace(
        whole,
        start=match.start(),
        number_end=match.end(1),
        value=(numeral.value if numeral else 0.0) * factor,
        other_value=None,
        form="done",
        stated=text[match.start() : match.end(1)],
        hedge=_hedge(folded, match.start(), lex),
    )
    return [done, replace(whole, form="plan", hedge="exact")]


def _hedge(folded: str, start: int, lex: Lexicon) -> Literal["exact", "about", "over", "under"]:
    match = lex.hedge.search(folded, max(0, start - 24), start)
    return lex.hedge_of[re.sub(r"\s+", " ", match[1])] if match else "exact"  # type: ignore[return-value]


def _amount(text: str, folded: str, match: re.Match[str], lex: Lexicon) -> Quantity | None:
    start, end = match.span()
    scale_match = lex.scale.match(folded, end)
    scale = lex.scale_of[scale_match[1]] if scale_match else 1.0
    number_end = scale_match.end() if scale_match else end
    currency_match = lex.currency.match(folded, number_end)
    numeral = read_digits(match[0], scale, currency_match is not None)
    if numeral is None:
        return None
    value = numeral.value * scale
    other = numeral.other * scale if numeral.other is not None else None
    unit = lex.cues.scale_currency.get(scale_match[1], "") if scale_match else ""
    if scale_match:
        value, number_end = _compound(folded, number_end, value, scale, lex)
        currency_match = lex.currency.match(folded, number_end)
    noun_match = lex.noun.match(folded, number_end)
    if currency_match and not (noun_match and noun_match.end() > currency_match.end()):
        unit = lex.currency_of[re.sub(r"\s+", " ", currency_match[1])]
        return _money(text, folded, (start, number_end, currency_match.end()), value, other, unit, lex)
    if scale_match and not noun_match and (unit or _ends_here(folded, number_end, lex)):
        return _money(text, folded, (start, number_end, number_end), value, other, unit, lex)
    return _count(text, folded, start, number_end, value, scale, lex)


def _ends_here(folded: str, end: int, lex: Lexicon) -> bool:
    word = lex.next_word.match(folded, end)
    return word is None or word[1] in lex.nouns.function_words


def _compound(folded: str, end: int, value: float, scale: float, lex: Lexicon) -> tuple[float, int]:
    """ "41 tỷ 200 triệu": the smaller part behind is added; "2 tỷ rưỡi" is half a unit more."""
    half = re.compile(r"\s+rưỡi").match(folded, end)
    if half:
        return value + scale / 2, half.end()
    digits = re.compile(r"\s+([0-9]{1,3}(?:,[0-9]+)?)").match(folded, end)
    if digits:
        second = lex.scale.match(folded, digits.end())
        if second and lex.scale_of[second[1]] < scale:
            return value + float(digits[1].replace(",", ".")) * lex.scale_of[second[1]], second.end()
    return value, end


def _money(
    text: str,
    folded: str,
    span: tuple[int, int, int],
    value: float,
    other: float | None,
    unit: str,
    lex: Lexicon,
) -> Quantity:
    start, number_end, end = span
    limit = _SCALE_LIMIT.get(unit)
    if other is not None and limit is not None:
        # Of the two readings of a lone dot only the one of plausible size stays.
        if value > (_SCALE_WORD_BEFORE_DECIMAL.get(unit) or limit) >= other:
            value, other = other, None
        elif other < 1e6 <= value and unit == "VND":
            other = None
    return Quantity(
        start=start,
        end=end,
        number_end=number_end,
        value=value,
        kind="money",
        unit=unit,
        hedge=_hedge(folded, start, lex),
        stated=text[start:number_end],
        stated_unit=text[number_end:end].strip(),
        other_value=other,
    )


def _count(
    text: str, folded: str, start: int, number_end: int, value: float, scale: float, lex: Lexicon
) -> Quantity:
    percent = re.compile(r"\s*(?:%|phần\s+trăm)").match(folded, number_end)
    sign = -1 if re.search(r"(?:^|[\s(,;:])-$", folded[max(0, start - 2) : start]) else 1
    signed = sign < 0 or re.search(r"(?:^|[\s(,;:])\+$", folded[max(0, start - 2) : start]) is not None
    form: Literal["", "signed"] = "signed" if signed and not _at_line_start(folded, start - 1) else ""
    if form and sign < 0 and re.search(r"[0-9a-zà-ỹđ%]\s*-$", folded[max(0, start - 6) : start]):
        form = ""
    value = value * sign if form else value
    if percent:
        kind: Literal["percent", "times", "count"] = "percent"
        end = percent.end()
        return _made(text, folded, (start, number_end, end), value, kind, "", form, lex)
    times = re.compile(rf"\s*{lex.cues.times}(?![{WORD}])").match(folded, number_end)
    if times and _before(folded, start, lex.cues.times_before):
        return _made(text, folded, (start, number_end, times.end()), value, "times", "", form, lex)
    points = re.compile(r"\s*điểm").match(folded, number_end)
    if points or times:
        return _made(
            text, folded, (start, number_end, (points or times).end()), value, "count", "other", form, lex
        )  # type: ignore[union-attr]
    return replace(_bare(text, folded, start, number_end, value, lex), form=form)


def _at_line_start(folded: str, position: int) -> bool:
    line = folded[folded.rfind("\n", 0, max(position, 0)) + 1 : max(position, 0)]
    return not line.strip()


def _before(folded: str, start: int, words: tuple[str, ...]) -> bool:
    left = folded[max(0, start - 28) : start]
    left = re.split(r"[.;:()\n]", left)[-1]
    return any(re.search(rf"(?<![{WORD}]){re.escape(w)}(?![{WORD}])", left) for w in words)


def _bare(text: str, folded: str, start: int, number_end: int, value: float, lex: Lexicon) -> Quantity:
    """A number with the noun behind it, or none, or an unknown one."""
    noun = lex.noun.match(folded, number_end)
    if noun:
        phrase = re.sub(r"\s+", " ", noun[1])
        return _made(
            text, folded, (start, number_end, noun.end()), value, "count", lex.noun_of[phrase], "", lex
        )
    word = lex.next_word.match(folded, number_end)
    if word is None or word[1] in lex.nouns.function_words:
        return _made(text, folded, (start, number_end, number_end), value, "count", "", "", lex)
    return _made(text, folded, (start, number_end, word.end()), value, "count", "other", "", lex)


def _made(
    text: str,
    folded: str,
    span: tuple[int, int, int],
    value: float,
    kind: Literal["percent", "times", "count"],
    noun: str,
    form: Literal["", "signed", "zero"],
    lex: Lexicon,
) -> Quantity:
    start, number_end, end = span
    return Quantity(
        start=start,
        end=end,
        number_end=number_end,
        value=value,
        kind=kind,
        noun=noun,
        hedge=_hedge(folded, start, lex),
        form=form,
        stated=text[start:number_end],
        stated_unit=text[number_end:end].strip(),
    )


def _word_quantities(text: str, folded: str, lex: Lexicon) -> list[Quantity]:
    """Number words in front of a known noun or a scale word ("mười một tổ chức", "nửa tỷ USD")."""
    found = []
    words = lex.cues.number_words
    for match in lex.words.finditer(folded):
        pieces = match[1].split()
        for first in range(len(pieces)):
            value = read_words(pieces[first:], words)
            if value is not None:
                break
        else:
            continue
        start = match.start() + len(match[1]) - len(" ".join(pieces[first:])) if first else match.start()
        noun = lex.noun.match(folded, match.end())
        scale = lex.scale.match(folded, match.end())
        blocked = any(folded.startswith(b, start) for b in words.not_before)
        if blocked or (not noun and not scale) or value == 0:
            continue
        if scale:
            amount = _scaled_words(text, folded, start, float(value), scale, lex)
            if amount:
                found.append(amount)
        else:
            found.append(_bare(text, folded, start, match.end(), float(value), lex))
    for match in re.finditer(rf"(?<![{WORD}])nửa", folded):
        scale = lex.scale.match(folded, match.end())
        if scale and (amount := _scaled_words(text, folded, match.start(), 0.5, scale, lex)):
            found.append(amount)
    return found


def _scaled_words(
    text: str, folded: str, start: int, value: float, scale: re.Match[str], lex: Lexicon
) -> Quantity | None:
    currency = lex.currency.match(folded, scale.end())
    if not currency:
        return None
    unit = lex.currency_of[re.sub(r"\s+", " ", currency[1])]
    amount = value * lex.scale_of[scale[1]]
    return _money(text, folded, (start, scale.end(), currency.end()), amount, None, unit, lex)


def _times_words(text: str, folded: str, lex: Lexicon) -> list[Quantity]:
    found = []
    for phrase, value in lex.cues.times_words.items():
        for match in re.finditer(rf"(?<![{WORD}]){re.escape(phrase)}(?![{WORD}])(\s+lần)?", folded):
            found.append(
                _made(text, folded, (match.start(), match.end(), match.end()), value, "times", "", "", lex)
            )
    return found


def _stated_zeros(text: str, folded: str, found: list[Quantity], lex: Lexicon) -> list[Quantity]:
    """ "không có đoàn vào", "đoàn ra: chưa có": the value 0 of what the negation denies."""
    zeros = []
    nouns = "|".join(
        re.escape(p).replace(r"\ ", r"\s+")
        for p in sorted(
            (p for p, c in lex.noun_of.items() if c not in ("people", "turn")), key=len, reverse=True
        )
    )
    before = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in lex.cues.negations_before)
    after = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in lex.cues.negations_after)
    pattern = re.compile(
        rf"(?<![{WORD}])(?:{before})(?:\s+[^\s.,;:()0-9]+){{0,3}}?\s+(?P<noun>{nouns})(?![{WORD}])"
        rf"|(?<![{WORD}])(?P<label>{nouns})(?:\s+[^\s.,;:()0-9]+){{0,3}}\s*:?\s+(?:{after})(?=\s*[.,;)\n]|\s*$|\s+tổ chức)"
    )
    numbers = [q.start for q in found]
    for match in pattern.finditer(folded):
        if any(match.start() <= n < match.end() for n in numbers):
            continue
        stop = _SENTENCE.search(folded, match.end())
        rest = folded[match.end() : stop.start() if stop else len(folded)]
        if any(re.search(rf"(?<![{WORD}]){re.escape(b)}", rest[:60]) for b in lex.cues.negation_blockers):
            continue
        phrase = re.sub(r"\s+", " ", match["noun"] or match["label"])
        span = (match.start(), match.end(), match.end())
        zeros.append(_made(text, folded, span, 0.0, "count", lex.noun_of[phrase], "zero", lex))
    return zeros


def _with_currencies(folded: str, found: list[Quantity], lex: Lexicon) -> list[Quantity]:
    """Amounts that name no currency take the nearest one of their sentence ("quy ra USD là 214 triệu")."""
    bounds = [0, *[m.end() for m in _SENTENCE.finditer(folded)], len(folded) + 1]
    result = []
    for quantity in found:
        if quantity.kind == "money" and not quantity.unit:
            index = bisect_right(bounds, quantity.start) - 1
            low, high = bounds[index], bounds[index + 1]
            named = [q for q in found if q.kind == "money" and q.unit and low <= q.start < high]
            if named:
                nearest = min(named, key=lambda q: abs(q.start - quantity.start))
                quantity = replace(quantity, unit=nearest.unit)
            else:
                mentions = [
                    (m.start(), code)
                    for phrase, code in lex.currency_of.items()
                    if len(phrase) > 2
                    for m in re.finditer(rf"(?<![{WORD}]){re.escape(phrase)}(?![{WORD}])", folded[low:high])
                ]
                if mentions:
                    place = quantity.start - low
                    quantity = replace(quantity, unit=min(mentions, key=lambda m: abs(m[0] - place))[1])
        result.append(quantity)
    return result
