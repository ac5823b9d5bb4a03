"""Codes: one system's words for things, turned into ours by a map that anyone can read."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.transforms.folding import folded, folded_words
from core.transforms.model import NO_FINDING, Keep, Options, Shaped, Transform, unread


def _value_map(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    given = options["map"]
    if not isinstance(given, Mapping):
        raise TypeError("the option map must be a table of words and codes")
    words = dict(zip(folded_words(given), given.values(), strict=True))
    value = folded(text).replace_strict(
        list(words), list(words.values()), default=None, return_dtype=pl.String
    )
    return unread(keep(value), text, "value_without_a_code")


def _correct(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    given = options["map"]
    if not isinstance(given, Mapping):
        raise TypeError("the option map must be a table of texts")
    told = folded(text).replace_strict(
        folded_words(given), list(given.values()), default=None, return_dtype=pl.String
    )
    return Shaped(keep(pl.coalesce(told, text)), NO_FINDING)


def _identifier(text: pl.Expr, options: Options, keep: Keep) -> Shaped:
    """As text, leading zeros kept; "123.0" from a workbook is 123, with a finding (contracts, section 2).

    With a tool it is "billing:123", so that the 123 of another tool is somebody else's number.
    """
    floated = keep(text.str.contains(r"^\d+\.0$"))
    value = pl.when(floated).then(text.str.strip_suffix(".0")).otherwise(text)
    if tool := options.get("tool"):
        value = pl.concat_str(pl.lit(f"{tool}:"), value)
    return Shaped(value, pl.when(floated).then(pl.lit("number_from_a_workbook")))


def _code(text: pl.Expr, _: Options, __: Keep) -> Shaped:
    return Shaped(text, NO_FINDING)


VALUE_MAP = Transform(
    "value_map",
    "Turns each of the old system's words into a code of the clinic record; a word not in the map waits.",
    {"map": "word -> code; compared trimmed and without regard to case"},
    _value_map,
)
CORRECT = Transform(
    "correct",
    "Reads a text as if another had stood there, where somebody said so; all others stay as they are.",
    {"map": "text as it stood -> text to read; compared trimmed and without regard to case"},
    _correct,
)
CODE = Transform("code", "Keeps a code as it stood.", {}, _code, plain=True)
IDENTIFIER = Transform(
    "identifier",
    "Keeps an identifier as text, with its leading zeros.",
    {"tool": "of several tools that each count for themselves, the one whose number it is"},
    _identifier,
    plain=True,
)
