"""A code's text where another table of the same upload holds it: "3" in one table, "Dr. Lee" in another."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.transforms.folding import folded
from core.transforms.model import Keep, Options, Shaped, Transform

LOOKUP = "lookup"
FOUND, TWICE = "found", "twice"
"""Options that the run itself fills in before it reads anything: key -> text, and keys with several texts."""


def _lookup(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    found, twice = options.get(FOUND), options.get(TWICE)
    texts = found if isinstance(found, Mapping) else {}
    key = keep(folded(text))
    told = key.replace_strict(list(texts), list(texts.values()), default=None, return_dtype=pl.String)
    value = keep(told if texts else pl.lit(None, dtype=pl.String))
    several = key.is_in(list(twice if isinstance(twice, tuple) else ()))
    why = pl.when(several).then(pl.lit("found_twice")).otherwise(pl.lit("not_in_the_other_table"))
    return Shaped(value, pl.when(text.is_not_null() & value.is_null()).then(why))


LOOKED_UP = Transform(
    LOOKUP,
    "Puts the text that stands beside a code in another table of the same files in the place of the code.",
    {
        "file": "file of the other table",
        "table": "the other table",
        "key": "its column with the codes",
        "value": "its column with the texts",
    },
    _lookup,
)
