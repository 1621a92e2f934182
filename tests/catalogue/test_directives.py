"""directives.yaml: the central documents that reports cite."""

from datetime import date

from pipeline.catalogue import directives


def test_the_basis_of_the_report() -> None:
    basis = directives()["272-QĐ/TW"]
    assert (basis.short_vi, basis.issued) == ("Quy chế 272", date(2015, 1, 21))


def test_a_guide_that_was_replaced() -> None:
    assert directives()["01-HD/BĐNTW"].replaced_by == "05-HD/BĐNTW"


def test_no_date_is_made_up() -> None:
    assert directives()["04-CT/TW"].issued is None
