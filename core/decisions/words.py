"""Which words of a column are groups of their own, and which are the rest that is decided about together.

Asked alike by what gathers groups, what follows decisions and what proves them: a decision about the rest
settles no word that people decide about by itself (law 2).
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

MOST_WORDS = 200
"""Words of one column that are groups of their own; the rest of them are one group together."""


def own_words(words: pl.Series, decided: Collection[str]) -> list[str]:
    """Those decided about by themselves and the most frequent others, as many as there is room for.

    words: one for each cell, as groups name them. A word that was given a meaning keeps its room, so that no
    other moves out of the rest for it.
    """
    room = max(0, MOST_WORDS - len(decided))
    others = words.filter(~words.is_in(list(decided))).drop_nulls()
    counted = others.value_counts().sort("count", words.name, descending=[True, False])
    return [*decided, *counted[words.name].head(room)]
