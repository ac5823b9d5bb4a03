"""Every record against its entry in the log, every entry against the new records that it names (law 1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

import numpy as np
import polars as pl

from core.conservation.masks import rising
from core.packed import Packed, Piece
from core.said_alike import said_alike


class Ids:
    """The ids of all published records."""

    def __init__(self, records: Mapping[str, Packed], unique: AbstractSet[str] = frozenset()) -> None:
        """unique: entities of which it is known that no two records have one id."""
        self._records = records
        self.twice = {
            name: set[str]() if name in unique else _twice(rows.column("id"))
            for name, rows in records.items()
        }
        """Entity -> the ids that more than one of its records have."""

    def holds(self, ids: pl.Series) -> pl.Series:
        """Of each, whether some record has it."""
        found = pl.repeat(False, ids.len(), eager=True)
        for rows in self._records.values():
            found = found | ids.is_in(rows.column("id").implode())
        return found


def _twice(ids: pl.Series) -> set[str]:
    """Numbers are sorted far quicker than texts: where no two hashes are equal, no two ids are."""
    hashes = np.sort(ids.hash().to_numpy())
    return set(ids.filter(ids.is_duplicated())) if (hashes[1:] == hashes[:-1]).any() else set()


def dispositions_of(log: Packed) -> dict[tuple[str, str], dict[str, int]]:
    """Table -> how many of its entries, rejects among them, met each fate."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for piece in log.pieces:
        for (file, table), fates in _fates(piece):
            found.setdefault((file, table), Counter()).update(fates)
    return {key: dict(counts) for key, counts in found.items()}


def _fates(piece: Piece) -> Iterator[tuple[tuple[str, str], dict[str, int]]]:
    """Those of the tables whose entries are in a piece; a table may come several times."""
    said = said_alike(piece, ("file", "table"))
    if len(said) == 2:
        fates = piece.frame(["disposition"])["disposition"].value_counts()
        yield (str(said["file"]), str(said["table"])), dict(fates.rows())
    else:
        names = ("file", "table", "disposition")
        for file, table, fate, count in piece.frame(names).group_by(names).len().rows():
            yield (file, table), {fate: count}


def records_amiss(
    read_records: pl.Series,
    entries: pl.DataFrame,
    own: Mapping[str, pl.DataFrame],
    twice: Mapping[str, set[str]],
) -> Counter[str]:
    """Records of a window without an entry or with several, and entries that lead nowhere.

    read_records: RECORD of the window's rows. entries, own: the log and the records that say they are of it.
    """
    logged = entries["record"].drop_nulls()
    one_by_one = rising(logged) and logged.equals(read_records)
    imported = (entries["disposition"] == "imported") | (entries["disposition"] == "flagged")
    stands = entries.select("record", "targets").filter(imported)
    made = (
        pl.concat([frame["source_record"] for frame in own.values()])
        if own
        else pl.Series([], dtype=pl.UInt32)
    )
    found = {
        **({} if one_by_one else _entries_amiss(read_records, logged)),
        **({} if rising(made) and made.equals(stands["record"]) else _made_amiss(stands["record"], made)),
        "target_id_twice": sum(
            int(frame["id"].is_in(list(twice[name])).sum()) for name, frame in own.items() if twice[name]
        ),
    }
    return Counter({kind: int(n) for kind, n in {**found, **_targets_amiss(stands, own)}.items()})


def _entries_amiss(read_records: pl.Series, logged: pl.Series) -> dict[str, int]:
    return {
        "record_without_entry": read_records.len() - int(read_records.is_in(logged.implode()).sum()),
        "record_entered_twice": logged.len() - logged.n_unique(),
        "entry_without_record": logged.len() - int(logged.is_in(read_records.implode()).sum()),
    }


def _made_amiss(stands: pl.Series, made: pl.Series) -> dict[str, int]:
    """stands: records that are called imported. made: those of which there are new records."""
    own = made.unique()
    return {
        "imported_without_target": stands.len() - int(stands.is_in(own.implode()).sum()),
        "target_of_unimported": int((~own.is_in(stands.implode())).sum()),
    }


def _targets_amiss(stands: pl.DataFrame, own: Mapping[str, pl.DataFrame]) -> dict[str, int]:
    """The ids in the log against the ids of the records, both ways.

    A list of ids is never taken apart, since an id may hold ", " itself: every id must stand in the list of
    its record, and the list may be no longer than its ids together.
    """
    made = [frame.select(pl.col("source_record").alias("record"), "id") for frame in own.values()]
    ids = pl.concat(made) if made else pl.DataFrame(schema={"record": pl.UInt32, "id": pl.String})
    lists = stands.select("record", "targets")
    if rising(ids["record"]) and ids.equals(lists.rename({"targets": "id"}), null_equal=False):
        return {}
    both = ids.join(lists, on="record", how="left")
    # A list that is one id has room for it and for nothing else: most are, and only the others are searched.
    alone = (pl.col("id") == pl.col("targets")).fill_null(False)
    bounded = [pl.concat_str(pl.lit(", "), name, pl.lit(", ")) for name in ("targets", "id")]
    named = bounded[0].str.contains(bounded[1], literal=True).fill_null(False)
    unlogged = both.filter(~alone).filter(~named)
    several = lists.filter(~pl.col("record").is_in(both.filter(alone)["record"].implode()))
    theirs = ids.filter(pl.col("record").is_in(several["record"].implode()))
    room = theirs.group_by("record").agg((pl.col("id").str.len_bytes() + 2).sum().alias("room"))
    longer = pl.col("targets").str.len_bytes() + 2 > pl.col("room").fill_null(2)
    unpublished = several.join(room, on="record", how="left").filter(longer)
    return {"target_not_published": unpublished.height, "target_not_logged": unlogged.height}
