"""`chartbridge demo`: a dental group that does not exist, to be shown and to be measured against.

Writes its export, the truth beside it and the mapping under which it is read. The same command writes the
same bytes, and nothing that stands in the folder already is touched.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from core.demonstration import (
    NAME,
    SMALL,
    WHOLE,
    Demonstration,
    Kind,
    Plant,
    demonstration,
    demonstration_mapping,
    intake_of,
    kind_named,
    truth_files,
)
from core.errors import WrongUsage
from core.mapping import to_json
from core.tables import Intake
from portal.cli.demo_complete import Played, play, say
from portal.cli.saying import Voice
from portal.settings import read_settings

EXPORT, TRUTH, MAPPING, PLANTS = "export", "truth", "mapping.json", "plants.json"
SEED = 7
JOURNEY = "legacy"


@dataclass(frozen=True)
class Wanted:
    """What was asked for. kind, plants: by name. complete: also play the whole journey with it."""

    kind: str
    plants: tuple[str, ...] = ()
    small: bool = False
    complete: bool = False


@dataclass(frozen=True)
class _Made:
    """What was written."""

    shown: Demonstration
    intake: Intake
    played: Played | None


def demo(folder: Path, wanted: Wanted, *, as_json: bool) -> int:
    """Writes everything under `folder` and says what is wrong with it on purpose; 0."""
    voice = Voice(as_json)
    kind = _kind(wanted)
    _refuse_used(folder)
    voice.progress("Inventing a dental group")
    planted = [Plant(name) for name in wanted.plants]
    shown = demonstration(kind, SEED, SMALL if wanted.small else WHOLE, planted)
    made = _made(voice, folder, shown, complete=wanted.complete)
    if as_json:
        told = {"journey": made.played.record()} if made.played else {}
        voice.result({**_record(made), **told})
        return 0
    _say(voice, folder, made)
    if made.played:
        say(voice, folder, made.played)
    return 0


def _made(voice: Voice, folder: Path, shown: Demonstration, *, complete: bool) -> _Made:
    export = shown.kind.export(shown.group)
    voice.progress("Writing its export")
    _write(folder / EXPORT, export)
    voice.progress("Writing the truth beside it")
    truth = truth_files(shown.kind.truth(shown.group))
    _write(folder / TRUTH, {**truth, PLANTS: shown.plants_file()})
    voice.progress("Settling its mapping")
    intake = intake_of(export)
    mapping = to_json(demonstration_mapping([read.table for read in intake.tables], shown.kind.book))
    _write(folder, {MAPPING: mapping.encode()})
    played = play(voice, folder, export, mapping, settings=read_settings()) if complete else None
    return _Made(shown, intake, played)


def _kind(wanted: Wanted) -> Kind:
    """Raises WrongUsage for what there is no export or no journey of."""
    kind = kind_named(wanted.kind)
    if kind is None:
        raise WrongUsage(
            place="--kind", found="There is no such export.", do="See `chartbridge demo --help`."
        )
    if wanted.complete and (wanted.kind != JOURNEY or wanted.plants):
        raise WrongUsage(
            place="--complete",
            found="The whole journey is played with the on-premise export as it is, and with no other.",
            do="Leave out --kind and --plant, or leave out --complete.",
        )
    for name in wanted.plants:
        if Plant(name) not in kind.plants:
            raise WrongUsage(
                place="--plant",
                found=f"The export {kind.title} has no place for {name}.",
                do=f"It can have {', '.join(sorted(plant.value for plant in kind.plants))}.",
            )
    return kind


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


def _record(made: _Made) -> dict[str, Any]:
    kind, group = made.shown.kind, made.shown.group
    return {
        "schema": 1,
        "group": NAME,
        "kind": kind.name,
        "tables": _tables(made.intake),
        "wrong_on_purpose": [
            {"name": b.name, "file": b.where, "what": b.what, "count": b.count(group)} for b in kind.blemishes
        ],
        "planted": [each.plant.value for each in made.shown.planted],
    }


def _say(voice: Voice, folder: Path, made: _Made) -> None:
    kind, group = made.shown.kind, made.shown.group
    tables = [(name, f"{count:,}") for name, count in _tables(made.intake).items()]
    voice.table(f"{NAME}, {kind.title}: what was written", ("Table", "Records"), tables)
    voice.table(
        "What is wrong with it on purpose",
        ("File", "What", "Times"),
        [(b.where, b.what, f"{b.count(group):,}") for b in kind.blemishes],
    )
    if made.shown.planted:
        planted = [(kind.plants[each.plant].file, each.what) for each in made.shown.planted]
        voice.table("What was planted", ("File", "What"), planted)
    voice.say(f"The export is in {folder / EXPORT}, the truth about it in {folder / TRUTH}.")
    read_whole = f"chartbridge migrate {folder / EXPORT} --mapping {folder / MAPPING} --out OUT"
    voice.say(f"It is read whole with: {read_whole}")
