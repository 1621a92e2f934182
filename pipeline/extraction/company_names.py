"""How the features of `company` are named: what other numbers say, as in `evidence_names`.

`kin` is what an indicator is to the one that another number was read as; `rank` the strongest mark between
the two numbers. Names for roles begin with "|" or "&", behind the role.
"""

from __future__ import annotations

Names = tuple[str, ...]


# --- for an indicator; `kind` is the initial of the quantity's kind


def neighbour(kind: str, place: str, kin: str, rank: int, alike: bool) -> Names:
    """One of the numbers next to it ("p1" before, "n1" behind), and whether it is of the same kind."""
    return (f"{kind}{place}:{kin}/{rank}", f"{kind}{place}:{kin}/{alike}")


def nearest_figure(kind: str, place: str, kin: str, reach: str) -> Names:
    """The last figure before ("last") or the first behind ("next")."""
    return (f"{kind}{place}:{kin}/{reach}",)


def seen(kind: str) -> Names:
    """A number before was read as the same indicator."""
    return (f"{kind}seen",)


def ahead(kind: str, same: bool) -> Names:
    """Whether a number behind was read as the same indicator."""
    return (f"{kind}ahead={same}",)


def twin(kind: str, place: str, what: str, rank: int, distance: int) -> Names:
    """The nearest number of the same kind and noun before ("alike") or behind ("alike>")."""
    return (f"{kind}{place}:{what}/{rank}/{distance}",)


def row(kind: str, length: int, kin: str, distance: int) -> Names:
    """The number at the same place of a row before."""
    return (f"{kind}row{length}:{kin}", f"{kind}row:{kin}/{distance}")


def row_behind(kind: str, length: int, kin: str) -> Names:
    """The number at the same place of a row behind."""
    return (f"{kind}row>{length}:{kin}",)


def tie(kind: str, tied: str, kin: str) -> Names:
    """An arithmetic tie with another number."""
    return (f"{kind}tie:{tied}:{kin}",)


# --- for a role


def previous(said: str, rank: int, alike: bool) -> Names:
    """What the number before was read as, and whether it is of the same kind."""
    return (f"|prev={said}/{rank}", f"|prev={said}/{alike}")


def as_role(*names: str) -> Names:
    """Names behind "role|" that are made where they are seen."""
    return tuple(f"|{name}" for name in names)


# --- for a role of an indicator


def roles_before(roles: str) -> Names:
    """The roles in which the same indicator was read before."""
    return (f"&seen={roles}",)


def roles_behind(roles: str) -> Names:
    """The roles in which the same indicator was read behind, on the second look."""
    return (f"&later={roles}",)


def same_indicator(place: str, role: str, back: int, reach: str) -> Names:
    """The nearest number of the same indicator before ("after") or behind ("before")."""
    return (f"&{place}={role}/{back}/{reach}",)


def beside(place: str, role: str, kin: str, rank: int) -> Names:
    """The figure right before ("prev") or right behind ("n1")."""
    return (f"&{place}={role}/{kin}/{rank}",)


def row_role(place: str, role: str, kin: str) -> Names:
    """The figure at the same place of another row ("row2", "row>2")."""
    return (f"&{place}={role}/{kin}",)


def tie_role(tied: str, role: str) -> Names:
    """An arithmetic tie with another number of the same indicator."""
    return (f"&tie:{tied}={role}",)


def ratio(size: str, role: str) -> Names:
    """How large the number is against the one before of the same indicator."""
    return (f"&ratio{size}/{role}",)


# --- for one role alone, and for no figure


def again(currency: bool, rank: int, value: bool) -> Names:
    """The actual value after the actual value: in another currency, or the same value."""
    name = f"again&{'currency' if currency else 'same'}/{rank}"
    return (name, "again&value") if value else (name,)


def part_fits(what: str, fits: bool) -> Names:
    """Whether a "part" is not larger than its whole, or a "whole" not smaller than its part."""
    return (f"{what} fits={fits}",)


def no_twin(place: str, what: str, rank: int, distance: int) -> Names:
    """As `twin`, against any figure."""
    return (f"0|{place}:{what}/{rank}/{distance}",)


def no_row(place: str, length: int, what: str) -> Names:
    """As `row`, against any figure."""
    return (f"0|{place}{length}:{what}",)


def no_tie(tied: str, role: str) -> Names:
    """As `tie`, against any figure."""
    return (f"0|tie:{tied}={role}",)


def no_figure_ahead(following: str, figures: bool) -> Names:
    """What the number right behind was read as, and whether any behind is a figure."""
    return (f"0|n1={following}", f"0|ahead={figures}")
