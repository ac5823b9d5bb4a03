"""`read --to-csv` and `--to-parquet`: each source table as a file of its own, exactly as parsed.

Contracts, section 4. Values are written as they stood, formulas of spreadsheets included: this is a copy
of the source and not an export for people. `migrate` writes those, and says how it treats such cells.
Large tables are written part after part; a file bears its name only once it is whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

import polars as pl

from core.errors import WrongUsage
from core.tables import LINE, RECORD, Part, ReadTable
from portal.cli.table_forms import AsCsv, AsParquet, Form, Listed, Writer
from reports.file_names import safe_path

Key = tuple[str, str]
REJECTS, LINES = ".rejects.csv", ".lines.csv"


class Parts(Protocol):
    """A table that is given out in parts, as often as it is asked for."""

    @property
    def key(self) -> Key:
        """What names it."""
        ...

    def parts(self) -> Iterator[Part]:
        """Its records in order."""
        ...


@dataclass(frozen=True)
class Whole:
    """A table that was read whole, as one part."""

    read: ReadTable

    @property
    def key(self) -> Key:
        return self.read.table.key

    def parts(self) -> Iterator[Part]:
        yield Part(self.read.table.frame, self.read.rejects, self.read.aside)


@dataclass(frozen=True)
class Copies:
    """Where tables are copied to, and in which form."""

    folder: Path
    form: Form


def copies_to(*, csv: Path | None, parquet: Path | None) -> Copies | None:
    """What was asked for. Raises WrongUsage where that is both, or where the folder is a file."""
    if csv is not None and parquet is not None:
        raise WrongUsage(
            place="--to-parquet",
            found="It was given together with --to-csv.",
            do="Ask for one of the two, and for the other in a second command.",
        )
    folder = csv or parquet
    if folder is None:
        return None
    refuse_unusable(folder)
    return Copies(folder, AsCsv() if parquet is None else AsParquet())


def refuse_unusable(folder: Path) -> None:
    """Raises WrongUsage where the folder for the tables is a file."""
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(
            place=str(folder),
            found="This is a file and not a folder.",
            do="Name a folder for the tables; it is made where it does not exist.",
        )


@dataclass(frozen=True)
class _Places:
    """Where a table goes. lines: only written where the table has such lines."""

    records: Path
    rejects: Path
    lines: Path

    def unfinished(self) -> _Places:
        """Where it stands until it is whole."""
        return _Places(*(place.with_name(f"{place.name}.part") for place in self.every()))

    def every(self) -> tuple[Path, Path, Path]:
        return (self.records, self.rejects, self.lines)


def write_tables(copies: Copies, tables: Sequence[Parts]) -> tuple[str, ...]:
    """Writes `<stem>.csv` (or `.parquet`), `<stem>.rejects.csv` and, for a table with lines that stand in
    neither of them as they are, `<stem>.lines.csv`; the paths that were written, relative.

    Raises WrongUsage, before anything is written, where a file of one of these names is there already.
    """
    refuse_unusable(copies.folder)
    named = names_of_tables([table.key for table in tables])
    places = [_places(copies, named[table.key]) for table in tables]
    for one in places:
        _refuse_existing(copies.folder, one.every())
    for table, place in zip(tables, places, strict=True):
        place.records.parent.mkdir(parents=True, exist_ok=True)
        _copy(table, place, copies.form)
    written = (place for one in places for place in one.every() if place.exists())
    return tuple(place.relative_to(copies.folder).as_posix() for place in written)


def _places(copies: Copies, name: str) -> _Places:
    endings = (copies.form.ending, REJECTS, LINES)
    return _Places(*(copies.folder / f"{name}{ending}" for ending in endings))


def _refuse_existing(folder: Path, places: Sequence[Path]) -> None:
    there = next((place for place in places if place.exists()), None)
    if there is not None:
        raise WrongUsage(
            place=str(folder),
            found=f"{there.relative_to(folder).as_posix()} is there already, and nothing is written over.",
            do="Name another folder, or move the file away.",
        )


def _copy(table: Parts, places: _Places, form: Form) -> None:
    """Where a later part has more columns than the first one, all is written anew with as many."""
    last = _attempt(table, places, form, ())
    if last:
        _attempt(table, places, form, last)


def _attempt(table: Parts, places: _Places, form: Form, columns: Sequence[str]) -> Sequence[str]:
    """The columns of the widest part where there are more of them than `columns`, else none."""
    unfinished = places.unfinished()
    with ExitStack() as opened:
        for place in unfinished.every():
            opened.callback(place.unlink, missing_ok=True)
        widest = _written(table, unfinished, form, columns)
        if not widest:
            for place, whole in zip(unfinished.every(), places.every(), strict=True):
                if place.exists():
                    place.replace(whole)
        return widest


def _written(table: Parts, places: _Places, form: Form, columns: Sequence[str]) -> Sequence[str]:
    writer: Writer | None = None
    widest: Sequence[str] = ()
    with ExitStack() as opened:
        refused = opened.enter_context(Listed(places.rejects, ("line", "reason", "raw")))
        refused.begin()
        apart = opened.enter_context(Listed(places.lines, ("line", "what", "raw")))
        for part in table.parts():
            own = [name for name in part.frame.columns if name not in (RECORD, LINE)]
            columns = columns or own
            frame = _fitted(part.frame, own, columns)
            if writer is None:
                writer = form.begin(places.records, frame)
                opened.callback(writer.close)
            if len(own) > len(columns):
                widest = own
            elif not widest:
                writer.write(frame)
                refused.add((one.line, one.reason, one.raw) for one in part.rejects)
                apart.add((one.line, one.what.value, one.raw) for one in part.aside)
    return widest


def _fitted(frame: pl.DataFrame, own: Sequence[str], columns: Sequence[str]) -> pl.DataFrame:
    """With every column that the file has; those that a later part brought are absent here."""
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in columns[len(own) :]]
    return frame.select(*own, *absent)


def names_of_tables(keys: Sequence[Key]) -> Mapping[Key, str]:
    """Table -> output name without ".csv": the file's stem, ".2" and so on for its further tables.

    Where two outputs would have one name, all tables of those files are named by the whole file name.
    """
    short = _numbered(keys, {file: PurePosixPath(file).stem for file, _ in keys})
    taken = Counter(output.casefold() for name in short.values() for output in _outputs(name))
    whole = {
        file: file if any(taken[o.casefold()] > 1 for o in outputs) else PurePosixPath(file).stem
        for file, outputs in _outputs_by_file(short).items()
    }
    return _told_apart({key: safe_path(name) for key, name in _numbered(keys, whole).items()})


def _told_apart(names: Mapping[Key, str]) -> dict[Key, str]:
    """Names that only became alike when they were made harmless get a number, so that none is lost."""
    taken: set[str] = set()
    apart = {}
    for key, name in names.items():
        own, number = name, 2
        while taken & {output.casefold() for output in _outputs(own)}:
            own, number = f"{name} ({number})", number + 1
        taken |= {output.casefold() for output in _outputs(own)}
        apart[key] = own
    return apart


def _numbered(keys: Sequence[Key], bases: Mapping[str, str]) -> dict[Key, str]:
    seen: Counter[str] = Counter()
    names = {}
    for file, table in keys:
        base = bases[file]
        seen[file] += 1
        number = seen[file]
        names[(file, table)] = base if number == 1 else f"{base}.{number}"
    return names


def _outputs(name: str) -> tuple[str, ...]:
    return (f"{name}.csv", f"{name}{REJECTS}", f"{name}{LINES}")


def _outputs_by_file(names: Mapping[Key, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (file, _), name in names.items():
        found.setdefault(file, []).extend(_outputs(name))
    return found
