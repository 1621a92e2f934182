"""Which families a province's report takes: mostly last year's, and none that states a thing twice."""

from __future__ import annotations

import random

from .families import Family
from .wording import Setting, fits

KEY_INDICATORS = {
    "delegations": ("delegations_out", "delegations_in"),
    "ngo": ("ngo_aid_committed",),
    "fdi": ("fdi_capital_registered",),
}
"""What nearly every report states, and the summary lists by province."""

CHANGED_WORDING = 0.15
"""How often an office says a topic in other words than the year before."""

_CHANCE = {
    "oda": 0.5,
    "agreements": 0.7,
    "conferences": 0.6,
    "press": 0.4,
    "diaspora": 0.5,
    "remittances": 0.45,
}
_Key = tuple[str, str, int]


def choose(families: tuple[Family, ...], setting: Setting, form: str) -> dict[str, list[Family]]:
    """The families of a report by topic. `form` of the office keeps two offices of a province apart."""
    chosen: dict[str, list[Family]] = {}
    taken: set[_Key] = set()
    world, place, span = setting.world, setting.place, setting.span
    for topic in (*KEY_INDICATORS, *_CHANCE):
        lot = world.lot("families", place.name, topic, form)
        order = [family for family in families if family.topic == topic]
        lot.shuffle(order)
        year_lot = world.lot("families", place.name, topic, form, span)
        if year_lot.random() < CHANGED_WORDING:
            year_lot.shuffle(order)
        if topic in _CHANCE and year_lot.random() >= _CHANCE[topic]:
            continue
        chosen[topic] = _of_topic(topic, order, setting, taken, year_lot)
    return chosen


def distractors(families: tuple[Family, ...], setting: Setting, lot: random.Random) -> list[Family]:
    """Three to six families that state nothing of the province."""
    fitting = [family for family in families if family.topic == "distractor" and fits(family, setting)]
    return lot.sample(fitting, min(lot.randint(3, 6), len(fitting)))


def _of_topic(
    topic: str, order: list[Family], setting: Setting, taken: set[_Key], lot: random.Random
) -> list[Family]:
    """First families for the key indicators, then now and then one more that repeats nothing."""
    picked: list[Family] = []
    wanted = list(KEY_INDICATORS.get(topic, ()))
    if setting.span.months == 1:
        order = sorted(order, key=lambda family: 1 not in family.months)
    for family in order:
        keys = _keys(family, setting)
        states_wanted = any((indicator, "actual", setting.span.months) in keys for indicator in wanted)
        useful = states_wanted if wanted else (not picked or (len(picked) < 3 and lot.random() < 0.35))
        if not useful or keys & taken or not fits(family, setting):
            continue
        picked.append(family)
        taken |= keys
        wanted = [i for i in wanted if (i, "actual", setting.span.months) not in keys]
    return picked


def _keys(family: Family, setting: Setting) -> set[_Key]:
    """What a family states, so that no second one states it again."""
    keys = set()
    for slot in family.figure_slots:
        months = setting.span.end if slot.year_to_date else setting.span.months
        keys.add((slot.indicator, slot.role, months))
    return keys | {(indicator, "actual", setting.span.months) for indicator in family.states_zero}
