"""What was said of words in other columns that go to the same field: offered, never taken by itself (law 2).

Made once a version of the mapping, since a value map can be as long as a column.
"""

from __future__ import annotations

import polars as pl

from core.values import given_to, is_coded
from core.values.reusing import reusable
from portal.services.judged_values import values_of
from portal.services.mapping_standing import Standing
from portal.services.remembered import remembered
from portal.services.value_changes import elsewhere, vocabulary
from portal.viewmodels.mapping import Source
from portal.viewmodels.values import Reuse


@remembered(most=8)
def offers(now: Standing, source: Source, column: str) -> tuple[Reuse, ...]:
    """Columns whose words, said by people, would settle some that nobody settled here; most rows first."""
    made = values_of(now, source, column)
    if made is None:
        return ()
    frame, known = made.frame.select("word", "count"), vocabulary(made.rule)
    found = []
    for of, other_column, other in elsewhere(now.mapping, source, column):
        told = pl.Series(list(reusable(made.rule, other, known, words=frame["word"])), dtype=pl.String)
        if len(told):
            rows = frame.filter(pl.col("word").is_in(told.implode()))["count"].sum()
            found.append(Reuse(of, other_column, len(told), int(rows)))
    return tuple(sorted(found, key=lambda each: -each.rows))


@remembered(most=8)
def told_elsewhere(now: Standing, source: Source, column: str) -> dict[str, str]:
    """Word -> code, as people said in other columns; of a word with two opinions, none."""
    made = values_of(now, source, column)
    if made is None:
        return {}
    found: dict[str, str] = {}
    for _, _, other in elsewhere(now.mapping, source, column):
        for word, code in given_to(other, vocabulary(made.rule)).items() if is_coded(other) else ():
            found[word] = code if found.get(word, code) == code else ""
    return {word: code for word, code in found.items() if code}
