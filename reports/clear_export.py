"""The clear export: a run as files that any program opens, for whoever asked for them by name.

Here and in the handover records leave their seals on purpose (law 7); README.txt in the folder and the
command line say so. It never deletes or overwrites what it did not write: `manifest.json` lists the
files of an earlier export with their digests, and only those are replaced.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from core.errors import WrongUsage
from reports.csv_text import csv_bytes
from reports.file_names import safe_path

MANIFEST = "manifest.json"
UNFINISHED = ".unfinished"
"""Where an export is written before it is moved into place in one go; left behind only by a stop."""
IN_CLEAR = "These files are in clear: whoever can open this folder can read every record in it."
README = f"""{IN_CLEAR}
Keep the folder where only those may look who may see every chart and every balance,
and delete it when it is no longer needed. What Chartbridge itself keeps stays sealed.

records/        the clinic record, one table an entity: .parquet (exact) and .csv
archive/        cells that have no field of their own, by source file and table
waiting/        cells that wait for a decision, by source file and table
rejects/        stretches that became no record, as they stood
repairs/        rows that were repaired, as they stood and as they were read then
log             one entry for every source record: what became of it and why
findings.csv    everything noticed, by kind and place
groups.csv      what did not map, in the groups that people decide about
files.csv       every file that was received, and what it was taken for
mapping.json    which column feeds which field, on whose word; --mapping takes it again
decisions.json  what people decided about what did not map; --decisions takes it again
choices.json    what people said of how files are read; --choices takes it again
summary.json    the sums, and the digests of the run and of its result
manifest.json   the digest of every file here

Amounts are whole minor units (cents) beside a currency. Instants are in UTC.
In .csv files a cell that a spreadsheet would run as a formula has an apostrophe in front:
take one away to have the value. The .parquet files have every value as it is.
"""
_SAID_IN_FULL = "decisions"
"""The part whose content stands in decisions.json."""


@dataclass(frozen=True)
class Export:
    """What is written. frames: part name ("entity/patient", "archive/<file>/<table>", "log") -> rows."""

    frames: Mapping[str, pl.DataFrame] = field(repr=False)
    mapping: str = field(repr=False)
    decisions: str = field(repr=False)
    choices: str = field(repr=False)
    summary: Mapping[str, object] = field(repr=False)


def refuse_unusable(out: Path) -> None:
    """Raises WrongUsage where `out` cannot take an export, before any work is done."""
    if out.exists() and not out.is_dir():
        raise _refused(out, "This is a file and not a folder.", "Name a folder that is new or empty.")
    if out.is_dir():
        _refuse_others(out, _earlier(out))


def write_clear_export(out: Path, export: Export) -> tuple[str, ...]:
    """Writes the files under `out` and gives their paths, relative and sorted.

    Raises WrongUsage where `out` is a file, or holds anything that an earlier export did not write.
    """
    refuse_unusable(out)
    # Only its owner may look into a folder that we make.
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = out / UNFINISHED
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    digests = {path: _put(aside / path, content) for path, content in _files(export)}
    _put(aside / MANIFEST, _manifest(digests))
    _replace(out, aside, earlier=_earlier(out))
    return tuple(sorted((*digests, MANIFEST)))


def _files(export: Export) -> Iterator[tuple[str, bytes]]:
    yield "README.txt", README.encode()
    yield "mapping.json", export.mapping.encode()
    yield "decisions.json", export.decisions.encode()
    yield "choices.json", export.choices.encode()
    yield "summary.json", _json(export.summary)
    shown = {name: frame for name, frame in export.frames.items() if name != _SAID_IN_FULL}
    places = _places(shown)
    for name, frame in shown.items():
        if not _only_csv(name):
            yield f"{places[name]}.parquet", _parquet(frame)
        yield f"{places[name]}.csv", csv_bytes(frame)


def _only_csv(name: str) -> bool:
    return name in ("findings", "files", "groups")


def _places(names: Iterable[str]) -> dict[str, str]:
    """Part name -> path without its ending, no two alike even where case does not count."""
    taken: set[str] = set()
    places = {}
    for name in names:
        place, again = _place(name), 2
        while place.casefold() in taken:
            place, again = f"{_place(name)} ({again})", again + 1
        taken.add(place.casefold())
        places[name] = place
    return places


def _place(name: str) -> str:
    """A part's path: "entity/" becomes "records/", and no piece of it leads out or offends a file system."""
    known = f"records/{name.removeprefix('entity/')}" if name.startswith("entity/") else name
    return safe_path(known)


def _parquet(frame: pl.DataFrame) -> bytes:
    written = io.BytesIO()
    frame.write_parquet(written)
    return written.getvalue()


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def _put(place: Path, content: bytes) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def _manifest(digests: Mapping[str, str]) -> bytes:
    return _json({"schema": 1, "files": dict(sorted(digests.items()))})


def _earlier(out: Path) -> dict[str, str]:
    """path -> digest of what an earlier export wrote here; empty where there was none."""
    try:
        listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in listed["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _refuse_others(out: Path, earlier: Mapping[str, str]) -> None:
    for place in sorted(p for p in out.rglob("*") if not p.is_dir() or p.is_symlink()):
        path = place.relative_to(out).as_posix()
        if path.startswith(f"{UNFINISHED}/") or (path == MANIFEST and earlier):
            continue
        if path not in earlier:
            raise _refused(out, "This folder holds other files.", "Name a folder that is new or empty.")
        if place.is_symlink() or hashlib.sha256(place.read_bytes()).hexdigest() != earlier[path]:
            raise _refused(
                out,
                f"{path} was changed since it was exported here.",
                "Name another folder, or move it away.",
            )


def _replace(out: Path, aside: Path, *, earlier: Mapping[str, str]) -> None:
    """Takes away what an earlier export wrote, and moves the new files to their places, the list last."""
    # Only what lies here: a list from elsewhere could name a file outside of the folder.
    for place in [p for p in out.rglob("*") if p.relative_to(out).as_posix() in {*earlier, MANIFEST}]:
        place.unlink()
        _drop_empty(place.parent, within=out)
    moved = sorted((p for p in aside.rglob("*") if p.is_file()), key=lambda p: (p.name == MANIFEST, p))
    for place in moved:
        target = out / place.relative_to(aside)
        target.parent.mkdir(parents=True, exist_ok=True)
        place.replace(target)
    shutil.rmtree(aside)


def _drop_empty(folder: Path, *, within: Path) -> None:
    while folder != within and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _refused(out: Path, found: str, do: str) -> WrongUsage:
    return WrongUsage(place=str(out), found=found, do=do)
