"""One text for each transform with what becomes of it, and where it matters one that waits: for the docs.

A test runs every one of them, so that what the docs show is what the program does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.transforms.options import Option


@dataclass(frozen=True)
class Example:
    """text read by `transform` with `options`. value: as written, None where it waits. finding: a kind."""

    transform: str
    text: str
    value: str | None
    options: Mapping[str, Option] = field(default_factory=dict)
    finding: str | None = None


_OTHER = {"file": "providers.csv", "table": "providers", "key": "ProvNum", "value": "Name"}
_HOME = "12 Main St, Apt 4, Springfield, IL 62704"
_NAME = {"name_order": "given_first"}

EXAMPLES = (
    Example("text", "  Front desk called ", "Front desk called"),
    Example("text", "none", None, {"blank": ("none",)}, "read_as_absent"),
    Example("text", "-", "-", {"not_blank": ("-",)}),
    Example("email", "ana@example.com", "ana@example.com"),
    Example("email", "ana at example", "ana at example", finding="email_unusual"),
    Example("boolean", "Y", "yes"),
    Example("boolean", "maybe", None, finding="not_yes_or_no"),
    Example("filled", "2024-05-01", "yes"),
    Example("constant", "anything", "home", {"value": "home"}),
    Example("code", "D1110", "D1110"),
    Example("value_map", "F", "female", {"map": {"f": "female", "m": "male"}}),
    Example("value_map", "Q", None, {"map": {"f": "female", "m": "male"}}, "value_without_a_code"),
    Example("correct", "Smiht", "Smith", {"map": {"smiht": "Smith"}}),
    Example("identifier", "00123", "00123"),
    Example("identifier", "123.0", "123", finding="number_from_a_workbook"),
    Example("date", "03/04/2021", "2021-03-04", {"order": "mdy"}),
    Example("date", "03/04/2021", None, finding="date_order_unsettled"),
    Example("partial_date", "2019-07", "2019-07"),
    Example("datetime", "2024-01-15 09:30", "2024-01-15 14:30:00+00:00", {"zone": "America/New_York"}),
    Example("integer", "42", "42"),
    Example("integer", "1,200 mm", "1200", {"decimal_mark": ".", "unit": "mm"}),
    Example("decimal", "1.234,5", "1234.5", {"decimal_mark": ","}),
    Example("decimal", "1'234.5", "1234.5", {"grouping": "apostrophe"}),
    Example("decimal", "12.5 %", "12.5", {"unit": "%"}),
    Example("money", "$1,234.50", "123450", {"currency": "USD"}),
    Example("money", "(20.00)", "-2000", {"currency": "USD"}),
    Example("money", "20.00-", "-2000", {"currency": "USD"}),
    Example("money", "20.00 CR", "-2000", {"currency": "USD", "credits": "negative"}),
    Example("money", "20.00 CR", None, {"currency": "USD"}, "not_an_amount"),
    Example("money", "-20.00", "2000", {"currency": "USD", "sign": "turned"}),
    Example("currency", "usd", "USD"),
    Example("phone", "(202) 555-0123", "+12025550123", {"country": "US"}),
    Example("name_part", "Lee, Ana M.", "Lee", {"part": "family"}),
    Example("name_part", "Dr. Ana M. Lee Jr.", "Ana", {"part": "given", **_NAME}),
    Example("name_part", "Ana M. Lee", "M.", {"part": "middle", **_NAME}),
    Example("name_part", "Ana Lee", None, {"part": "family"}, "name_order_unsettled"),
    Example("name_part", "Ana Lopez Garcia", None, {"part": "family", **_NAME}, "name_words_unclear"),
    Example("address_part", _HOME, "12 Main St", {"piece": "line"}),
    Example("address_part", _HOME, "Apt 4", {"piece": "line2"}),
    Example("address_part", _HOME, "Springfield", {"piece": "city"}),
    Example("address_part", _HOME, "IL", {"piece": "region"}),
    Example("address_part", _HOME, "62704", {"piece": "postal_code"}),
    Example("address_part", "Hauptstr. 5, 10115 Berlin", "Berlin", {"piece": "city"}),
    Example("address_part", "12 Main St Springfield", None, {"piece": "city"}, "address_not_read"),
    Example("tooth", "3", "16", {"notation": "universal", "into": "fdi"}),
    Example("tooth", "16", "3", {"notation": "fdi", "into": "universal"}),
    Example("tooth", "UR6", "3", {"notation": "palmer", "into": "universal"}),
    Example("tooth", "#3, #14", "3,14", {"notation": "universal", "into": "universal"}),
    Example("tooth", "16", None, {"into": "universal"}, "tooth_notation_unsettled"),
    Example("tooth", "39", None, {"notation": "fdi", "into": "universal"}, "not_a_tooth"),
    Example("surfaces", "D, O, M", "MOD"),
    Example("surfaces", "disto-occlusal", "DO"),
    Example("surfaces", "crown", None, finding="not_surfaces"),
    Example("split", "ABC-12", "12", {"number": 2, "separator": "-"}),
    Example("split", "19820704F", "F", {"number": 2, "widths": "8"}),
    Example("split", "ABC", None, {"number": 2, "separator": "-"}, "part_not_there"),
    Example("lookup", "3", "Dr. Lee", {**_OTHER, "found": {"3": "Dr. Lee"}}),
    Example("lookup", "9", None, {**_OTHER, "found": {"3": "Dr. Lee"}}, "not_in_the_other_table"),
    Example("join", "2024-01-15", "2024-01-15", {"with": " "}),
)
