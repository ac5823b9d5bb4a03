"""`chartbridge profile`: what every column holds, so that a person can decide about it. Nothing is stored.

Values are in what is printed only where they were asked for; formats, counts and kinds say how things are
written and not what (law 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from core.profiles import Formats, Holding, Key, Reference, Spread, TableHoldings, holdings
from core.progress import Going
from core.tables import SourceTable
from portal.cli.beside import Beside
from portal.cli.gathering import gather
from portal.cli.read import read_gathered
from portal.cli.saying import Voice
from portal.cli.watching import Watch, watched

FORMATS_SAID = 3


def profile(sources: Sequence[Path], *, values: bool, beside: Beside, as_json: bool) -> int:
    """Profiles every table of the files, every row and value of it; 0. values: print some of them."""
    voice = Voice(as_json)
    gathered = gather(sources, apart=beside.places())
    tables = [read.table for read in read_gathered(voice, gathered, beside).tables]
    with watched(voice) as watch:
        found = holdings(tables, _telling(watch, tables))
    if as_json:
        voice.result({"schema": 1, "tables": [_table(each, values=values) for each in found]})
    else:
        for each in found:
            _say(voice, each, values=values)
    return 0


def _telling(watch: Watch, tables: Sequence[SourceTable]) -> Callable[[SourceTable], None]:
    """Says how far it is as each table is begun."""
    whole = sum(table.height for table in tables)
    heights = accumulate((table.height for table in tables), initial=0)
    done = {table.key: rows for table, rows in zip(tables, heights, strict=False)}
    return lambda table: watch.told(Going(f"Profiling {table.name}", rows=done[table.key], rows_total=whole))


def _table(each: TableHoldings, *, values: bool) -> dict[str, Any]:
    return {
        "file": each.file,
        "table": each.table,
        "rows": each.rows,
        "keys": [_key(key) for key in each.keys],
        "references": [_reference(one) for one in each.points],
        "columns": [_column(column, values=values) for column in each.columns],
    }


def _key(key: Key) -> dict[str, Any]:
    return {"columns": list(key.columns), "repeated": key.repeated, "empty": key.empty}


def _reference(one: Reference) -> dict[str, Any]:
    return {
        "column": one.column,
        "file": one.target[0],
        "table": one.target[1],
        "key": one.key,
        "distinct": one.distinct,
        "found": round(one.contained, 4),
    }


def _column(column: Holding, *, values: bool) -> dict[str, Any]:
    known = column.profile
    order = known.order
    return {
        "column": column.name,
        "rows": known.rows,
        "filled": known.filled,
        "distinct": known.distinct,
        "kind": column.kind.kind.value,
        "fits": column.kind.fits,
        "confidence": round(column.kind.confidence, 4),
        "shortest": known.shortest,
        "longest": known.longest,
        "leading_zeros": known.leading_zeros,
        "day_and_month": {
            "order": order.order.value,
            "month_first_only": order.mdy_only,
            "day_first_only": order.dmy_only,
            "either": order.both,
            "neither": order.neither,
            "two_digit_year": order.short_year,
        },
        "formats": _formats(column.formats),
        "spread": None if column.spread is None else _spread(column.spread, values=values),
        **({"top": [{"value": text, "cells": cells} for text, cells in known.top]} if values else {}),
    }


def _formats(formats: Formats) -> dict[str, Any]:
    return {
        "named": [{"form": each.form, "cells": each.cells} for each in formats.named],
        "others": formats.others,
        "other_cells": formats.other_cells,
        "rare": [each.form for each in formats.rare],
    }


def _spread(spread: Spread, *, values: bool) -> dict[str, Any]:
    """Every figure of it is the value of some cell, so that without values only counts are told."""
    told: dict[str, Any] = {
        "of": "days" if spread.days else "numbers",
        "cells": spread.cells,
        "far_below": spread.below,
        "far_above": spread.above,
    }
    if not values:
        return told
    figures = ("low", "quarter", "middle", "three_quarters", "high")
    far = [{"value": text, "cells": cells} for text, cells in spread.far]
    return {**told, **{name: spread.told(getattr(spread, name)) for name in figures}, "far": far}


def _say(voice: Voice, each: TableHoldings, *, values: bool) -> None:
    more = ("Most frequent",) if values else ()
    voice.table(
        f"{each.table} in {each.file}, {each.rows:,} rows",
        ("Column", "Filled", "Different", "Holds", "Sure", "Written as", *more),
        [_row(column, values=values) for column in each.columns],
    )
    for line in (*_keys_said(each.keys), *_references_said(each.points)):
        voice.say(line)


def _row(column: Holding, *, values: bool) -> Sequence[object]:
    known = column.profile
    written = ", ".join(f"{one.form} ({one.cells:,})" for one in column.formats.named[:FORMATS_SAID])
    more = len(column.formats.named) + column.formats.others - FORMATS_SAID
    said = f"{written} and {more:,} more" if more > 0 else written
    top = (", ".join(f"{text} ({cells:,})" for text, cells in known.top[:FORMATS_SAID]),) if values else ()
    filled = f"{known.fill:.1%}" if known.rows else "-"
    sure = f"{column.kind.confidence:.0%}" if known.filled else "-"
    return (column.name, filled, known.distinct, column.kind.kind.value, sure, said, *top)


def _keys_said(keys: Iterable[Key]) -> Iterable[str]:
    for key in keys:
        names = " and ".join(key.columns)
        most = f"nearly every record; {key.repeated:,} repeat one, {key.empty:,} have none"
        yield f"  {names}: names {'every record' if key.whole else most}."


def _references_said(points: Iterable[Reference]) -> Iterable[str]:
    for one in points:
        yield f"  {one.column}: {one.contained:.1%} of its values are found in {one.key} of {one.target[1]}."
