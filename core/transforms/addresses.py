"""One part of an address that stands whole in its cell: "12 Main St, Apt 4, Springfield, IL 62704".

Only shapes that leave no choice are read: the town is set off by a comma or a new line, and a
postal code says where the address ends. All others wait, for where a street ends and a town
begins nobody can see (law 2). Parts are given as they stand, so that together they are the cell.
"""

from __future__ import annotations

import polars as pl

from core.transforms.finding_kinds import PART_NOT_THERE
from core.transforms.model import Keep, Options, Shaped, Transform

PARTS = ("line", "line2", "city", "region", "postal_code", "country")

_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|"
    "OH|OK|OR|PA|PR|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|GU|VI"
)
_PROVINCES = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT"
_AUSTRALIAN = "NSW|VIC|QLD|WA|SA|TAS|ACT|NT"
_NAMED = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|"
    "Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|"
    "Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|"
    "North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|"
    "Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Alberta|Manitoba|"
    "British Columbia|New Brunswick|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan"
)
_ZIP, _CANADIAN = r"\d{5}(?:-\d{4})?", r"[A-Z]\d[A-Z] ?\d[A-Z]\d"
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"
_MARK = r" ?[,\n] ?"
_LINES = r"(?P<lines>\S.*?\S)"
_CITY = r"(?P<city>[^,\n\d()]*[^,\n\d() ])"
_COUNTRY = rf"(?:{_MARK}(?P<country>[^,\n\d]+))?"

_SHAPES = (
    # Town, state, postal code. Without the code "DE" may be a state or a country.
    rf"(?is)^{_LINES}{_MARK}{_CITY}(?:{_MARK}| )(?P<region>{_STATES}|{_PROVINCES}|{_NAMED})"
    rf"(?:{_MARK}| )(?P<postal_code>{_ZIP}|{_CANADIAN}){_COUNTRY}$",
    rf"(?is)^{_LINES}{_MARK}{_CITY}(?:{_MARK}| )(?P<region>{_AUSTRALIAN}) (?P<postal_code>\d{{4}})"
    rf"{_COUNTRY}$",
    # Postal code, then town, as on the continent of Europe; Spain adds the province.
    rf"(?is)^{_LINES}{_MARK}(?P<postal_code>(?:[A-Z]{{1,2}}-)?\d{{4,5}}) {_CITY}"
    rf"(?: \((?P<region>[^()\d]+)\))?{_COUNTRY}$",
    # Town, then a British code.
    rf"(?is)^{_LINES}{_MARK}{_CITY}(?:{_MARK}| )(?P<region>\x00)?(?P<postal_code>{_BRITISH}){_COUNTRY}$",
)
"""Each with the same names of groups; the first that fits an address is the only one that does."""
_FIRST_LINE = r"(?s)^(?P<line>\d+\w? ?, ?[^,\n]+|[^,\n]+?)(?: ?[,\n] ?(?P<line2>.+))?$"


def _address_part(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    # New lines stay: they are where people ended a line.
    plain = keep(text.str.replace_all(r"[^\S\n]+", " ").str.replace_all(r" *\n\s*", "\n"))
    read = keep(pl.coalesce(_fitting(plain, shape) for shape in _SHAPES))
    part = str(options["piece"])
    if part in ("line", "line2"):
        lines = read.struct.field("lines").str.extract_groups(_FIRST_LINE)
        found = lines.struct.field(part)
    else:
        found = read.struct.field(part)
    value = keep(found.str.replace_all(r"\s+", " ").str.strip_chars())
    why = (
        pl.when(text.is_not_null() & read.is_null())
        .then(pl.lit("address_not_read"))
        .when(text.is_not_null() & value.is_null())
        .then(pl.lit(PART_NOT_THERE))
    )
    return Shaped(value, why)


def _fitting(text: pl.Expr, shape: str) -> pl.Expr:
    groups = text.str.extract_groups(shape)
    wanted = ("lines", "city", "region", "postal_code", "country")
    named = pl.struct(groups.struct.field(name) for name in wanted)
    return pl.when(text.str.contains(shape)).then(named)


ADDRESS_PART = Transform(
    "address_part",
    "Takes one part of an address that stands whole in its cell.",
    {"piece": '"line", "line2", "city", "region", "postal_code" or "country"'},
    _address_part,
    part="piece",
)
