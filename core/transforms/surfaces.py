"""Surfaces of a tooth: "MOD", "M,O,D", "mesio-occlusal", in whatever order, as one set of letters.

They are written as dentists say them: M O D where both sides are there, D O where M is not.
"""

from __future__ import annotations

import polars as pl

from core.transforms.model import Keep, Options, Shaped, Transform, unread

LETTERS = "MODIBFLPV"
_WORDS = {
    "M": ("mesial", "mesio"),
    "O": ("occlusal", "occluso", "oclusal", "okklusal", "occlusale"),
    "D": ("distal", "disto"),
    "I": ("incisal", "inciso", "inzisal"),
    "B": ("buccal", "bucco", "bukkal", "bucal"),
    "F": ("facial", "facio", "labial"),
    "L": ("lingual", "linguo"),
    "P": ("palatinal", "palatal", "palatino", "palato"),
    "V": ("vestibular", "vestibulär", "vestibulaire"),
}
_LETTER_OF = {word: letter for letter, words in _WORDS.items() for word in words}


def _surfaces(text: pl.Expr, _: Options, keep: Keep) -> Shaped:
    words = text.str.to_lowercase().str.replace_many(
        list(_LETTER_OF), list(_LETTER_OF.values()), leftmost=True
    )
    letters = keep(words.str.replace_all(r"[\s,;/.+-]", "").str.to_uppercase())
    known = letters.str.contains(rf"^[{LETTERS}]+$")
    once = pl.all_horizontal(letters.str.count_matches(letter) <= 1 for letter in LETTERS)
    has = {letter: letters.str.contains(letter, literal=True) for letter in LETTERS}
    value = pl.concat_str(
        _if(has["M"], "M"),
        _if(has["D"] & ~has["M"], "D"),
        _if(has["O"], "O"),
        _if(has["I"], "I"),
        _if(has["D"] & has["M"], "D"),
        *(_if(has[letter], letter) for letter in "BFVLP"),
    )
    return unread(keep(pl.when(known & once).then(value)), text, "not_surfaces")


def _if(there: pl.Expr, letter: str) -> pl.Expr:
    return pl.when(there).then(pl.lit(letter)).otherwise(pl.lit(""))


SURFACES = Transform(
    "surfaces",
    "Reads the surfaces of a tooth, letters or words in any order, into letters in the usual one.",
    {},
    _surfaces,
)
