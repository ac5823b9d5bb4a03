"""One part of a name that stands whole in its cell: "Lee, Ana M.", "Dr. Ana Lee Jr." (law 2).

A comma says which word is the family name. Without one the order is an option of the column, and so is what
full words between the first and the last are: nobody can see whether "Ana Lopez Garcia" has a middle name.
Until that is settled such a name waits. Parts are given as they stand, so that together they are the cell.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from core.transforms.finding_kinds import PART_NOT_THERE
from core.transforms.model import Keep, Options, Shaped, Transform
from core.transforms.name_words import AFTER, BEFORE, BEFORE_LAST, INITIALS, JOINING, SEVERAL_PEOPLE

PARTS = ("family", "given", "middle", "prefix", "suffix")
ORDERS = ("family_first", "given_first")
BETWEEN = ("middle", "given", "family")
_LETTERS = r"^[\p{L}\p{M}'’‘`.\- ]+$"


@dataclass(frozen=True)
class _Around:
    """A name without what stands around it. bare: "Lee, Ana M." or "Ana M. Lee"."""

    prefix: pl.Expr
    suffix: pl.Expr
    bare: pl.Expr


@dataclass(frozen=True)
class _Sides:
    """family and given side; null where the bare name could not be cut in two. comma: which a comma cut."""

    family: pl.Expr
    given: pl.Expr
    comma: pl.Expr


def _name_part(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    around = _around(text, keep)
    sides = _sides(around.bare, options.get("name_order"), keep)
    between = options.get("words_between")
    parts, unclear = _inner(sides, between, keep, order=options.get("name_order"))
    why = keep(_why(text, around.bare, sides, unclear, keep))
    found = {"prefix": around.prefix, "suffix": around.suffix, **parts}[str(options["part"])]
    value = keep(pl.when(why.is_null() & (found.str.strip_chars() != "")).then(found.str.strip_chars()))
    missing = pl.when(text.is_not_null() & value.is_null()).then(pl.lit(PART_NOT_THERE))
    return Shaped(value, pl.coalesce(why, missing))


def _around(text: pl.Expr, keep: Keep) -> _Around:
    """Forms of address are taken off at the start, after the comma and at the end; the rest likewise."""
    whole = keep(text.str.replace_all(r"\s+", " "))
    first = whole.str.extract(rf"(?i)^({BEFORE})", 1)
    body = keep(whole.str.replace(rf"(?i)^{BEFORE}", ""))
    end = body.str.extract(rf"(?i)({AFTER})$", 1)
    body = keep(body.str.replace(rf"(?i){AFTER}$", ""))
    inner = rf"(?i)^([^,]*?[^,\s])({AFTER}),\s*(.+)$"
    middle = body.str.extract(inner, 2)
    body = keep(body.str.replace(inner, "${1}, ${3}"))
    second = body.str.extract(rf"(?i),\s*({BEFORE})", 1)
    body = keep(body.str.replace(rf"(?i),\s*{BEFORE}", ", "))
    last = body.str.extract(rf"(?i)({BEFORE_LAST})", 1)
    return _Around(
        prefix=keep(_one_of(first, second, last)),
        suffix=keep(_one_of(middle, end)),
        bare=keep(body.str.replace(rf"(?i){BEFORE_LAST}", "").str.strip_chars(" ,")),
    )


def _one_of(*found: pl.Expr) -> pl.Expr:
    """All that was found, in the order of the cell, without the marks around each."""
    return pl.concat_str([each.str.strip_chars(" ,") for each in found], separator=" ", ignore_nulls=True)


def _sides(bare: pl.Expr, order: object, keep: Keep) -> _Sides:
    comma = keep(bare.str.contains(r"^[^,]+,[^,]+$"))
    plain = ~bare.str.contains(",", literal=True)
    family, given = bare.str.extract(r"^([^,]+),", 1), bare.str.extract(r",\s*([^,]+)$", 1)
    if order == "family_first":
        cut = rf"(?i)^({JOINING}*\S+) (.+)$"
        rest = (bare.str.extract(cut, 1), bare.str.extract(cut, 2))
    elif order == "given_first":
        joined, last = rf"(?i)^(.*?\S) ({JOINING}+\S+)$", r"^(.*\S) (\S+)$"
        rest = (
            pl.coalesce(bare.str.extract(joined, 2), bare.str.extract(last, 2)),
            pl.coalesce(bare.str.extract(joined, 1), bare.str.extract(last, 1)),
        )
    else:
        nothing = pl.lit(None, dtype=pl.String)
        rest = (nothing, nothing)
    family, given = (
        keep(pl.when(comma).then(told.str.strip_chars()).when(plain).then(untold))
        for told, untold in zip((family, given), rest, strict=True)
    )
    return _Sides(family, given, comma)


def _inner(
    sides: _Sides, between: object, keep: Keep, *, order: object
) -> tuple[dict[str, pl.Expr], pl.Expr]:
    """family, given and middle; and whether full words leave it open which of them they belong to.

    The given side is a first word, initials, full words, initials; each but the first may be missing.
    """
    cut = rf"^(\S+)((?: {INITIALS})*)((?: \S+)*?)((?: {INITIALS})*)$"
    first, before, words, after = (keep(sides.given.str.extract(cut, i).fill_null("")) for i in range(1, 5))
    full = keep(words != "")
    middle = pl.concat_str(before, words, after)
    initials = keep(pl.when(full).then(after if between == "given" else before).otherwise(middle))
    plain = {"family": sides.family, "given": first, "middle": initials}
    if between == "middle":
        return {**plain, "middle": middle}, pl.lit(False)
    if between is None:
        return plain, full
    taken = pl.concat_str(first, words)
    if between == "given":
        return {**plain, "given": taken}, full & (before != "")
    # Behind a comma no word is a family name, so that there the words belong to the given name.
    both = pl.concat_str(words.str.strip_chars(), pl.lit(" "), sides.family)
    family = pl.when(full & ~sides.comma).then(both).otherwise(sides.family)
    given = pl.when(full & sides.comma).then(taken).otherwise(first)
    rest = pl.when(full & sides.comma).then(after).otherwise(initials)
    # Where the family name stands first without a comma, nobody can see where it ends.
    endless = pl.lit(order == "family_first")
    astray = pl.when(sides.comma).then(before != "").otherwise((after != "") | endless)
    return {"family": family, "given": given, "middle": rest}, full & astray


def _why(text: pl.Expr, bare: pl.Expr, sides: _Sides, unclear: pl.Expr, keep: Keep) -> pl.Expr:
    """Why the name cannot be told apart; null where it can."""
    known = bare.str.replace(",", " ", literal=True).str.contains(_LETTERS)
    readable = keep(known & ~bare.str.contains(SEVERAL_PEOPLE))
    return (
        pl.when(text.is_null())
        .then(None)
        .when(~readable | (bare.str.count_matches(",") > 1))
        .then(pl.lit("name_not_read"))
        .when(~bare.str.contains(" ", literal=True) & ~sides.comma)
        .then(pl.lit("name_of_one_word"))
        .when(sides.family.is_null() | sides.given.is_null())
        .then(pl.lit("name_order_unsettled"))
        .when(unclear)
        .then(pl.lit("name_words_unclear"))
    )


NAME_PART = Transform(
    "name_part",
    "Takes one part of a name that stands whole in its cell.",
    {
        "part": '"family", "given", "middle", "prefix" or "suffix"',
        "name_order": '"family_first" or "given_first", of names without a comma; without it they wait',
        "words_between": '"middle", "given" or "family": what full words between first and last are; '
        "without it such names wait",
    },
    _name_part,
    part="part",
)
