"""What the project knows before it reads a report: units, indicators, periods, issuers, rates, spellings.

Knowledge is data in this folder (YAML, CSV), validated when it is first asked for; a mistake raises
`CatalogueError` with the file and the entry. Code here loads and looks up; it reads no report.
"""

from pipeline.catalogue.directives import Directive, directives
from pipeline.catalogue.entries import CatalogueError
from pipeline.catalogue.indicators import (
    QUALIFIERS,
    ROLES,
    Indicator,
    indicator_of,
    indicators,
    qualifiers,
    roles,
    topics,
    units,
)
from pipeline.catalogue.issuers import IssuingBody, issuing_bodies, issuing_body
from pipeline.catalogue.names import find_provinces, resolve_province, vietnamese_sort_key
from pipeline.catalogue.periods import Expected, Period, Request, expected
from pipeline.catalogue.provinces import (
    Lineage,
    Province,
    Region,
    lineage,
    map_of,
    predecessors,
    province,
    provinces,
    provinces_on,
    region_of,
    regions,
    regions_on,
)
from pipeline.catalogue.rates import Rate, exchange_rate, exchange_rates
from pipeline.catalogue.spelling import collation_key, fold, unaccent

__all__ = [
    "QUALIFIERS",
    "ROLES",
    "CatalogueError",
    "Directive",
    "Expected",
    "Indicator",
    "IssuingBody",
    "Lineage",
    "Period",
    "Province",
    "Rate",
    "Region",
    "Request",
    "collation_key",
    "directives",
    "exchange_rate",
    "exchange_rates",
    "expected",
    "find_provinces",
    "fold",
    "indicator_of",
    "indicators",
    "issuing_bodies",
    "issuing_body",
    "lineage",
    "map_of",
    "predecessors",
    "province",
    "provinces",
    "provinces_on",
    "qualifiers",
    "region_of",
    "regions",
    "regions_on",
    "resolve_province",
    "roles",
    "topics",
    "unaccent",
    "units",
    "vietnamese_sort_key",
]
