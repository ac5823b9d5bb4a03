"""`read --to-csv`: each source table as a CSV of its own, exactly as parsed (contracts, section 4).

Values are written as they stood, formulas of spreadsheets included: this is a copy of the source and not
an export for people. `migrate` writes those, and says how it treats such cells.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from core.errors import WrongUsage
from core.tables import ReadTable
from reports.file_names import safe_path


def refuse_unusable(folder: Path) -> None:
    """Raises WrongUsage where the folder for the tables is a file."""
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(
            place=str(folder),
            found="This is a file and not a folder.",
            do="Name a folder for the tables; it is made where it does not exist.",
        )


def write_tables(folder: Path, tables: Sequence[ReadTable]) -> tuple[str, ...]:
    """Writes `<stem>.csv` and `<stem>.rejects.csv` for each table; the paths written, relative.

    Raises WrongUsage, before anything is written, where a file of one of these names is there already.
    """
    refuse_unusable(folder)
    named = names_of_tables(tables)
    contents = {path: content for read in tables for path, content in _written(named[read.table.key], read)}
    for path in contents:
        _refuse_existing(folder, path)
    for path, content in contents.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return tuple(contents)


def _refuse_existing(folder: Path, path: str) -> None:
    if (folder / path).exists():
        raise WrongUsage(
            place=str(folder),
            found=f"{path} is there already, and nothing is written over.",
            do="Name another folder, or move the file away.",
        )


def names_of_tables(tables: Sequence[ReadTable]) -> Mapping[tuple[str, str], str]:
    """Table -> output name without ".csv": the file's stem, ".2" and so on for its further tables.

    Where two outputs would have one name, all tables of those files are named by the whole file name.
    """
    short = _numbered(tables, {read.table.file: PurePosixPath(read.table.file).stem for read in tables})
    taken = Counter(output.casefold() for name in short.values() for output in _outputs(name))
    whole = {
        file: file if any(taken[o.casefold()] > 1 for o in outputs) else PurePosixPath(file).stem
        for file, outputs in _outputs_by_file(short).items()
    }
    return _told_apart({key: safe_path(name) for key, name in _numbered(tables, whole).items()})


def _told_apart(names: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], str]:
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


def _numbered(tables: Sequence[ReadTable], bases: Mapping[str, str]) -> dict[tuple[str, str], str]:
    seen: Counter[str] = Counter()
    names = {}
    for read in tables:
        base = bases[read.table.file]
        seen[read.table.file] += 1
        number = seen[read.table.file]
        names[read.table.key] = base if number == 1 else f"{base}.{number}"
    return names


def _outputs(name: str) -> tuple[str, str]:
    return (f"{name}.csv", f"{name}.rejects.csv")


def _outputs_by_file(names: Mapping[tuple[str, str], str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for (file, _), name in names.items():
        found.setdefault(file, []).extend(_outputs(name))
    return found


def _written(name: str, read: ReadTable) -> Iterator[tuple[str, bytes]]:
    tables, rejects = _outputs(name)
    yield tables, _table_csv(read)
    yield rejects, _rejects_csv(read)


def _table_csv(read: ReadTable) -> bytes:
    frame = read.table.frame.select(read.table.columns)
    if frame.width == 1:
        # Nothing at all on a line would be no record.
        frame = frame.fill_null("")
    return frame.write_csv(line_terminator="\n").encode()


def _rejects_csv(read: ReadTable) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("line", "reason", "raw"))
    writer.writerows((reject.line, reject.reason, reject.raw) for reject in read.rejects)
    return text.getvalue().encode()
