"""How the features of `evidence` are named: plain functions from a few values to names.

One function names what is seen together. Same values, same names: so the weights of a part are summed once
for all texts (`model`). Where a cue stands is given as `Relation.fine` ("L02": side, numbers between,
strongest mark). A name is a key of `weights.json`: whoever changes one has to learn the weights anew.
"""

from __future__ import annotations

from pipeline.extraction.relations import coarse

Names = tuple[str, ...]


def as_they_are(*names: str) -> Names:
    """Names that are made where they are seen."""
    return names


def itself(indicator: str, kind: str, noun: str, place: str, size: int | None) -> Names:
    """Which indicator with which kind, noun (and its place among the indicator's) and order of magnitude."""
    names = [f"i={indicator}", f"i={indicator}|{kind}"]
    if noun:
        names += [f"noun={place}", f"noun={place}|{indicator}"]
    if size is not None:
        names.append(f"v={size}|{indicator}")
    return tuple(names)


def compared(name: str, side: str, own: str, rival: str) -> Names:
    """How the nearest cue that fits stands on a side, and the nearest that does not; "" for none."""
    names = []
    if own:
        names += [f"{name}+{own}", f"{name}+{coarse(own)}"]
        if rival:
            order = "first" if own[1:] < rival[1:] else "second" if own[1:] > rival[1:] else "even"
            names.append(f"{name}+{side}:{order}")
    if rival:
        if not own:
            names.append(f"{name}-{rival}")
        names.append(f"{name}-{coarse(rival)}")
    return tuple(names)


def none(name: str, others: str) -> Names:
    """No cue of what is asked for anywhere; `others`: whether there are other ones, "" where that is said
    elsewhere."""
    return (f"{name}:none", f"{name}:none|{others}") if others else (f"{name}:none",)


def none_of(name: str, what: str) -> Names:
    """No cue of what is asked for, with what asks for it."""
    return (f"{name}:none|{what}",)


def hint(fits: bool, relation: str) -> Names:
    """A word that hints at one of two topics."""
    return (f"h{'+' if fits else '-'}{relation}",)


def link(slot: str, sign: str, relation: str, word: str) -> Names:
    """The word between a number and a cue that fits ("+") or does not ("-")."""
    return (f"l{slot}{sign}{relation}|{word}",)


def own_aspect(prefix: str, aspect: str, side: str, own: str, rival: str) -> Names:
    """The same for an aspect, which counts under its own name too."""
    alone = compared("a", side, own, "")
    return (
        *compared(f"{prefix}a", side, own, rival),
        *(f"{prefix}{aspect}:{name}" for name in alone),
    )


def named_aspect(prefix: str, aspect: str, value: str, relation: str, rival: bool) -> Names:
    """An aspect that is named near a number, seen from another one or (`aspect` "") from the whole.

    `rival`: whether a sibling of the whole asks for it.
    """
    names = []
    if rival and not aspect:
        names += [f"{prefix}whole!{relation}", f"{prefix}whole!{value}|{relation[0]}{coarse(relation)}"]
    if relation[2] < "7":
        names.append(f"{prefix}{aspect or 'whole'}~{value}@{coarse(relation)}{relation[0]}")
    return tuple(names)


def in_turn(slot: str, fits: bool, elsewhere: bool, marked: bool) -> Names:
    """Whether the k-th thing named fits the k-th number of a run, or fits another number of it."""
    how = "marked" if marked else "plain"
    name = f"o:{slot}{'+' if fits else '-'}/{how}"
    return (name, f"o:{slot}x/{how}") if elsewhere and not fits else (name,)


def stranger(topic: str, other: str, named: bool) -> Names:
    """Which other topic the sentence names instead of this one."""
    return (f"str:{topic}|{other}|{named}",)


def subjects(topic: str, first: str, last: str, named: bool, several: bool) -> Names:
    """The first and last topic before the number in its sentence ("" for none), and whether it is named."""
    subject = "none" if not first else "own" if first == topic else "other"
    names = (f"subj:{subject}", f"subjs:{named}|{several}")
    return (*names, f"subj:{topic}<{last}") if last and last != topic else names


def standing(topic: str, aspect: str, wanted: str, noun: str, owner: str, near: str) -> Names:
    """How topic and aspect stand, with each other, the noun, the owner before and the nearest aspect."""
    return (
        f"T={topic}&A={aspect}",
        f"T={topic}&N={noun}",
        f"T={topic}&A={aspect}&N={noun}",
        f"T={topic}&O={owner}",
        f"A={aspect}&O={owner}",
        f"A={wanted}&near={near}&T={topic[:2]}",
    )


def after(topic: str, aspect: str, said: str) -> Names:
    """How topic and aspect stand, with what the number before was read as."""
    return (f"T={topic}&p={said}", f"A={aspect}&p={said}")


def joint(indicator: str, wanted: str, topic: str, aspect: str, role_word: str) -> Names:
    """How a role goes with an indicator; the role stands before each name."""
    return (
        f"&{indicator}",
        f"&{wanted}",
        f"&T={topic}",
        f"&A={aspect}",
        f"&T={topic[:2]}&r={role_word}",
    )
