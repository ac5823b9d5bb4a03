"""Telephone numbers that need no thought: what libphonenumber says of them follows from their digits alone.

The library takes some 50 microseconds a number. Of a number in plain form its parser strips nothing, so that
only the length is left to look at (`phonenumbers.parse` and `is_possible_number_with_reason` in the version
that is pinned). Plain is a number in ASCII digits and the usual marks whose digits do not begin with a zero,
the region's own country code, the prefix of a call abroad or the prefix of a call within the country, and are
as many as its numbers have. All others go to the library.
"""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
import polars as pl

_NATIONAL = r"^[ (]*[1-9][0-9 ().\-/]*$"
_INTERNATIONAL = r"^\+[1-9][0-9 ().\-/]*$"
_LOOKS_AROUND = ("(?=", "(?!", "(?<")
_LONGEST = 60
"""Characters of a text; the library refuses very long ones."""


def plain_e164(texts: pl.Series, region: str) -> pl.Series:
    """Text by text the number in E.164, or null where the library has to be asked."""
    known = _rules(region)
    if known is None:
        return pl.Series(texts.name, [None] * texts.len(), dtype=pl.String)
    own, main, code, lengths = known
    text, digits, rest = pl.col("text"), pl.col("digits"), pl.col("rest")
    cut = texts.to_frame("text").with_columns(digits=text.str.replace_all(r"[^0-9]", ""))
    cut = cut.with_columns(rest=digits.str.slice(len(code)))
    short = text.str.len_chars() <= _LONGEST
    national = short & text.str.contains(_NATIONAL) & _stands(digits, lengths, own)
    national = national & ~digits.str.starts_with(code)
    abroad = short & text.str.contains(_INTERNATIONAL) & digits.str.starts_with(code)
    abroad = abroad & _stands(rest, lengths, main) & ~rest.str.starts_with("0")
    found = pl.when(national).then(pl.concat_str(pl.lit(f"+{code}"), digits)).when(abroad).then("+" + digits)
    return cut.select(found).to_series().alias(texts.name)


def _stands(digits: pl.Expr, lengths: tuple[int, ...], begins: str) -> pl.Expr:
    """As many digits as a whole number has, none of which the parser would take for a prefix."""
    taken = digits.str.contains(begins) if begins else pl.lit(False)
    return digits.str.len_bytes().is_in(list(lengths)) & ~taken


@lru_cache(maxsize=64)
def _rules(region: str) -> tuple[str, str, str, tuple[int, ...]] | None:
    """(what the prefixes of a number of the region look like, the same after its country code, that code,
    how many digits there are); None where the library alone can tell.
    """
    own = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    if own is None or own.country_code is None:
        return None
    first = phonenumbers.region_code_for_country_code(own.country_code)
    main = phonenumbers.PhoneMetadata.metadata_for_region(first, None)
    if main is None or own.general_desc is None or main.general_desc is None:
        return None
    prefixes = [(each.international_prefix, each.national_prefix_for_parsing) for each in (own, main)]
    at_home, after_code = (_beginning(each) for each in prefixes)
    if any(mark in at_home + after_code for mark in _LOOKS_AROUND):
        return None
    lengths = set(own.general_desc.possible_length) & set(main.general_desc.possible_length)
    local = {*own.general_desc.possible_length_local_only, *main.general_desc.possible_length_local_only}
    return at_home, after_code, str(own.country_code), tuple(sorted(lengths - local))


def _beginning(prefixes: tuple[str | None, ...]) -> str:
    patterns = [each for each in prefixes if each]
    return "^(?:" + "|".join(f"(?:{re.sub(r'[ ]', '', each)})" for each in patterns) + ")" if patterns else ""
