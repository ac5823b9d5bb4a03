"""The grid of a column's values: a screenful of what each becomes, and what a change of them would do.

Values are for whoever may see originals; others see shapes, and search finds them nothing (law 7). What would
change is counted over all rows before anything is saved; saving is `mapping.change`, as for every change.
"""

from __future__ import annotations

from math import ceil

import polars as pl

from core.accept import Settings as Clinic
from core.transforms.folding import folded_words
from core.values import Origin, is_coded, is_generic
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.judged_values import FAILED, OPEN, READ, Ruled, values_of
from portal.services.mapping import looked_at
from portal.services.mapping_preview import shapes
from portal.services.mapping_standing import standing
from portal.services.value_lines import Seen, codes_of, lines_of
from portal.services.value_reuse import offers
from portal.viewmodels.values import PAGE_SIZE, Show, ValuesPage, ValuesQuery
from portal.visit import ProjectChoice
from storage import Storage
from storage.unit import absent

_CHANGED = (Origin.PERSON.value, Origin.CORRECTED.value, Origin.DECIDED.value)


def view(
    store: Storage, actor: Actor, project: ProjectChoice, query: ValuesQuery, *, clinic: Clinic
) -> ValuesPage:
    """Raises NotStored for a column that feeds no field here. A look at values leaves its event."""
    authorise(actor, Action.SEE_LOG, project.id)
    now = standing(store, project.id, clinic)
    made = values_of(now, query.source, query.column)
    if made is None:
        raise absent("column")
    values, money = allowed(actor, Action.SEE_ORIGINALS), allowed(actor, Action.SEE_MONEY)
    if values:
        looked_at(store, actor, project.id, source=query.source, name=query.column)
    return _page(actor, Seen(now, made, query, values=values, money=values and money))


def _page(actor: Actor, seen: Seen) -> ValuesPage:
    frame, query, rule = seen.made.frame, seen.query, seen.made.rule
    found = _found(frame, query) if seen.values else _shapes(frame)
    pages = max(1, ceil(found.height / PAGE_SIZE))
    page = min(max(1, query.page), pages)
    return ValuesPage(
        lines=tuple(lines_of(seen, found.slice((page - 1) * PAGE_SIZE, PAGE_SIZE))),
        matching=found.height,
        total=frame.height,
        page=page,
        pages=pages,
        **_sums(frame),
        generic=_generic(seen.made),
        coded=is_coded(rule),
        codes=codes_of(seen) if seen.values else (),
        values_shown=seen.values,
        money_shown=seen.money,
        may_map=allowed(actor, Action.MAP),
        ask=whom_to_ask(Action.SEE_ORIGINALS),
        reuse=offers(seen.now, query.source, query.column) if seen.values else (),
    )


def _found(frame: pl.DataFrame, query: ValuesQuery) -> pl.DataFrame:
    wanted: list[pl.Expr] = []
    if query.show is Show.UNREAD:
        wanted.append(pl.col("origin").is_in(OPEN))
    if query.show is Show.CHANGED:
        wanted.append(pl.col("origin").is_in(_CHANGED))
    if query.search.strip():
        wanted.append(pl.col("word").str.contains(folded_words([query.search])[0], literal=True))
    return frame.filter(wanted) if wanted else frame


def _shapes(frame: pl.DataFrame) -> pl.DataFrame:
    """The values as shapes, with the counts of all that have the same."""
    told = frame.group_by(shapes(pl.col("text")), "origin", maintain_order=True)
    return told.agg(pl.col("count").sum(), pl.col("finding").first())


def _sums(frame: pl.DataFrame) -> dict[str, int]:
    unread, astray = pl.col("fate") == FAILED, pl.col("origin") == Origin.ASTRAY.value
    return frame.select(
        unread=unread.sum(),
        unread_rows=pl.col("count").filter(unread).sum(),
        astray=astray.sum(),
        astray_rows=pl.col("count").filter(astray).sum(),
        read=pl.col("count").filter(pl.col("fate") == READ).sum(),
    ).row(0, named=True)


def _generic(made: Ruled) -> int:
    """Cells whose code says only that something was there."""
    if not is_coded(made.rule):
        return 0
    by_code = made.frame.group_by("value").agg(pl.col("count").sum())
    return sum(count for code, count in by_code.iter_rows() if code is not None and is_generic(str(code)))
