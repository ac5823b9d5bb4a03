"""`chartbridge demo`: a dental group that does not exist, to be shown and to be measured against.

Writes its export, the truth beside it and the mapping under which it is read. The same command writes the
same bytes, and nothing that stands in the folder already is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from core.demonstration import (
    BLEMISHES,
    NAME,
    SMALL,
    WHOLE,
    Group,
    counted,
    demonstration_mapping,
    dental_group,
    export_of,
    intake_of,
    truth_files,
    truth_of,
)
from core.errors import WrongUsage
from core.mapping import to_json
from core.tables import Intake
from portal.cli.demo_complete import play, say
from portal.cli.saying import Voice
from portal.settings import read_settings

EXPORT, TRUTH, MAPPING = "export", "truth", "mapping.json"
SEED = 7


def demo(folder: Path, *, small: bool, complete: bool, as_json: bool) -> int:
    """Writes everything under `folder` and says what is wrong with it on purpose; 0.

    complete: also plays the whole journey with it, in a project of its own.
    """
    voice = Voice(as_json)
    _refuse_used(folder)
    voice.progress("Inventing a dental group")
    group = dental_group(SEED, SMALL if small else WHOLE)
    export = export_of(group)
    voice.progress("Writing its export")
    _write(folder / EXPORT, export)
    voice.progress("Writing the truth beside it")
    _write(folder / TRUTH, truth_files(truth_of(group)))
    voice.progress("Settling its mapping")
    intake = intake_of(export)
    mapping = demonstration_mapping([read.table for read in intake.tables])
    _write(folder, {MAPPING: to_json(mapping).encode()})
    played = play(voice, folder, export, to_json(mapping), settings=read_settings()) if complete else None
    if as_json:
        told = {"journey": played.record()} if played else {}
        voice.result({**_record(group, intake), **told})
        return 0
    _say(voice, folder, group, intake)
    if played:
        say(voice, folder, played)
    return 0


def _refuse_used(folder: Path) -> None:
    """Raises WrongUsage where the folder holds anything, or is none."""
    if folder.exists() and not folder.is_dir():
        raise WrongUsage(place=str(folder), found="This is a file.", do="Name a new or empty folder.")
    if folder.is_dir() and any(folder.iterdir()):
        raise WrongUsage(
            place=str(folder), found="This folder is not empty.", do="Name a new or empty folder."
        )


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        place = folder / PurePosixPath(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _tables(intake: Intake) -> dict[str, int]:
    return {f"{read.table.file}: {read.table.name}": read.counted for read in intake.tables}


def _record(group: Group, intake: Intake) -> dict[str, Any]:
    times = counted(group)
    wrong = [{"name": b.name, "file": b.where, "what": b.what, "count": times[b.name]} for b in BLEMISHES]
    return {"schema": 1, "group": NAME, "tables": _tables(intake), "wrong_on_purpose": wrong}


def _say(voice: Voice, folder: Path, group: Group, intake: Intake) -> None:
    times = counted(group)
    voice.table(
        f"{NAME}: what was written", ("Table", "Records"), [(n, f"{c:,}") for n, c in _tables(intake).items()]
    )
    voice.table(
        "What is wrong with it on purpose",
        ("File", "What", "Times"),
        [(b.where, b.what, f"{times[b.name]:,}") for b in BLEMISHES],
    )
    voice.say(f"The export is in {folder / EXPORT}, the truth about it in {folder / TRUTH}.")
    read_whole = f"chartbridge migrate {folder / EXPORT} --mapping {folder / MAPPING} --out OUT"
    voice.say(f"It is read whole with: {read_whole}")
