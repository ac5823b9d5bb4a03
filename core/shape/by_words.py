"""What is asked of every row, asked once of each different text where a column repeats its texts.

Codes, days, providers and statuses are few beside the rows that hold them, and a rule is a pure function of
the cells that it reads: what it makes of a text it makes of all its like. So the different texts of those
cells are found, the rule is worked on them alone, and each row is given what became of its own. Which way is
taken changes nothing of a result (law 3); where most texts stand once, every row is asked as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from core.transforms import Layers, with_layers
from core.transforms.apart import FEWEST, Coded

_SAMPLE = 4_096
_REPEATED = 32
"""One row in so many of a sample repeats an earlier text, where each text of a whole window stands twice."""


@dataclass(frozen=True)
class Question:
    """Named expressions over the cells of `reads` and nothing else, row by row.

    chains: what they keep on the way. plain: so little is asked that to look for a text's like costs as much.
    """

    reads: tuple[str, ...]
    answers: tuple[pl.Expr, ...]
    chains: tuple[Layers, ...] = ()
    plain: bool = False


def answered(frame: pl.DataFrame, questions: Sequence[Question]) -> pl.DataFrame:
    """The answers alone, a column each, for every row of `frame` in its order."""
    reads = dict.fromkeys(each.reads for each in questions if each.reads and not each.plain)
    words = _Words(frame)
    coded = {read: found for read in reads if (found := words.of(read)) is not None}
    told = _asked(frame, [each for each in questions if each.reads not in coded]).get_columns()
    for read, (few, places) in coded.items():
        answers = _asked(few, [each for each in questions if each.reads == read])
        told += [answer.gather(places) for answer in answers.get_columns()]
    return pl.DataFrame(told)


def _asked(rows: pl.DataFrame, questions: Sequence[Question]) -> pl.DataFrame:
    chains = [chain for each in questions for chain in each.chains]
    answers = [answer for each in questions for answer in each.answers]
    names = [answer.meta.output_name() for answer in answers]
    return with_layers(rows.lazy(), chains).with_columns(answers).select(names).collect(engine="in-memory")


class _Words:
    """The different cells of the columns of a frame, looked for once each."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._columns: dict[str, Coded | None] = {}

    def of(self, columns: tuple[str, ...]) -> tuple[pl.DataFrame, pl.Series] | None:
        """Rows of different cells, and at which of them each row stands; None where they are not few."""
        if self._frame.height < FEWEST:
            return None
        found = [each for column in columns if (each := self._column(column)) is not None]
        if len(found) < len(columns):
            return None
        places = found[0].places
        rows = found[0].words.to_frame()
        for each in found[1:]:
            both = Coded.of(places.cast(pl.UInt64) * len(each.words) + each.places)
            if not self._few(len(both.words)):
                return None
            rows = rows.select(pl.all().gather(both.words // len(each.words)))
            rows = rows.with_columns(each.words.gather(both.words % len(each.words)))
            places = both.places
        return rows, places

    def _column(self, name: str) -> Coded | None:
        if name not in self._columns:
            self._columns[name] = self._coded(self._frame[name])
        return self._columns[name]

    def _coded(self, texts: pl.Series) -> Coded | None:
        sample = texts.gather_every(max(1, len(texts) // _SAMPLE))
        if (len(sample) - sample.n_unique()) * _REPEATED < len(sample):
            return None
        return Coded.of(texts) if self._few(texts.n_unique()) else None

    def _few(self, words: int) -> bool:
        return 2 * words <= self._frame.height
