"""Every way of losing a record or a cell that we could think of, planted in a copy of the engine, is caught.

Each row changes one line of the engine's source so that it loses something without saying so. The copy then
runs in a process of its own, and the proof of conservation must leave the run open.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PLANTED = (
    ("a row is lost while shaping", "shape/compiling.py", "hstack(told).lazy()", "hstack(told).lazy().head(1)"),
    ("a row is shaped twice", "shape/compiling.py", "settled.collect(), decisions)", "settled.collect().pipe(lambda f: f.vstack(f[-1:])), decisions)"),
    ("the last record of an entity is lost", "shape/entities.py", "*named, *whence).collect()", "*named, *whence).collect()[:-1]"),
    ("satellites are lost", "shape/entities.py", "if not frame.is_empty()}", "if not frame.is_empty() and table.is_route(name)}"),
    ("waiting records are published", "shape/entities.py", "rows = table.published() & table.applies(entity.name)", "rows = pl.col(SOURCE_ID).is_not_null() & table.applies(entity.name)"),
    ("a list keeps only its first value", "shape/entities.py", ".list.drop_nulls() if feeding", ".list.drop_nulls().list.head(1) if feeding"),
    ("one field is never filled", "shape/entities.py", "return pl.coalesce(feeding)", "return pl.coalesce(feeding) if field.name != 'last_name' else pl.lit(None)"),
    ("keys are renumbered", "shape/ids.py", 'return pl.concat_str(pl.lit(f"{entity}:{system}:"), source_id)', 'return pl.concat_str(pl.lit(f"{entity}:{system}:"), source_id.str.slice(0, 1))'),
    ("an archived row is lost", "shape/fates.py", ".then(pl.col(name)).alias(name) for name in used)", ".then(pl.col(name)).alias(name) for name in used)[1:]"),
    ("archived text is cut", "shape/fates.py", ".then(pl.col(name)).alias(name)", ".then(pl.col(name).str.slice(0, 2)).alias(name)"),
    ("unmapped columns are forgotten", "shape/fates.py", "outcomes += [_code(fate) for fate in settled]", "outcomes += [_code(Fate.MAPPED) for _ in settled]"),
    ("values that cannot be read are dropped", "shape/fates.py", "read = pl.when(value.is_not_null() | absent)", "read = pl.when(pl.lit(True))"),
    ("cells of skipped rows are dropped", "shape/fates.py", ".then(_code(skipped))", ".then(_code(Fate.MAPPED))"),
    ("cells of waiting records are dropped", "shape/fates.py", ".then(_code(Fate.WAITING))\n        .when(pl.col(SKIP)", ".then(_code(Fate.DECLINED))\n        .when(pl.col(SKIP)"),
    ("duplicates vanish", "shape/linking.py", "return table.with_frame(\n        table.frame.with_columns(\n            pl.coalesce(HOLD, pl.when(again & ~same)", "return table.with_frame(\n        table.frame.filter(~again).with_columns(\n            pl.coalesce(HOLD, pl.when(again & ~same)"),
    ("orphans vanish", "shape/linking.py", "return table.with_frame(_with_required(table.with_frame(frame), known.record))", "return table.with_frame(_with_required(table.with_frame(frame), known.record).filter(pl.col(HOLD).is_null()))"),
    ("a dangling reference is dropped", "shape/fates.py", "absent = finding.is_in(list(ABSENT_WORD_KINDS))", "absent = finding.is_in([*ABSENT_WORD_KINDS, 'orphan_reference'])"),
    ("everything is read as absent", "transforms/text.py", "absent = keep(text.is_in(", "absent = keep((text.str.len_bytes() > 2) | text.is_in("),
    ("text is cut short", "transforms/text.py", "return Shaped(text, NO_FINDING)", "return Shaped(text.str.slice(0, 1), NO_FINDING)"),
    ("the log loses an entry", "migration_log.py", ".then(pl.lit(Disposition.WAITING.value))", ".then(pl.lit(None))\n        .when(False).then(pl.lit(''))"),
    ("the log loses its last entries", "migration_log.py", "        .cast(ENTRIES)\n", "        .cast(ENTRIES)[:-1]\n"),
    ("the log repeats an entry", "migration_log.py", "        .cast(ENTRIES)\n", "        .cast(ENTRIES).pipe(lambda f: pl.concat([f, f[:1]]))\n"),
    ("the log forgets rejects", "migration_log.py", "for reject in read.rejects:\n", "for reject in read.rejects[1:]:\n"),
    ("the log calls orphans imported", "migration_log.py", ".then(pl.lit(Disposition.WAITING.value))", ".then(pl.lit(Disposition.IMPORTED.value))"),
    ("the log names a target that does not exist", "migration_log.py", 'pl.col("id").str.join(", ")', '(pl.col("id").str.join(", ") + "0")'),
    ("the log forgets what one row became", "migration_log.py", 'return named[0].rename({"id": "targets"})', 'return named[0].rename({"id": "targets"})[1:]'),
    ("the log says what the next row became", "migration_log.py", 'return named[0].rename({"id": "targets"})', 'return named[0].rename({"id": "targets"}).with_columns(pl.col("targets").shift(1))'),
    ("a class of fields is not sealed", "parts.py", "        if names:\n", "        if names and sensitivity is not Sensitivity.FINANCIAL:\n"),
    ("archives are not sealed", "parts.py", 'for kind, kept in (("archive", published.archive), ("waiting", published.waiting)):', 'for kind, kept in (("waiting", published.waiting),):'),
    ("waiting cells are not sealed", "parts.py", 'for kind, kept in (("archive", published.archive), ("waiting", published.waiting)):', 'for kind, kept in (("archive", published.archive),):'),
    ("every skipped record is declined", "shape/fates.py", ".when(pl.col(SKIP).is_not_null() & declined)", ".when(pl.col(SKIP).is_not_null())"),
    ("declined records are dropped without a word", "conservation/declining.py", "about = (pl.col(\"decision\") == position)", "about = (pl.col(\"decision\") == position + 1)"),
    ("cells of merged records are dropped", "shape/fates.py", ".when(pl.col(MERGED).is_not_null())\n        .then(_code(Fate.ARCHIVED))", ".when(pl.col(MERGED).is_not_null())\n        .then(_code(Fate.MAPPED))"),
    ("records are merged into nothing", "shape/deciding.py", "about & _survives(table, ids)", "about"),
    ("records are merged on nobody's word", "migration_log.py", 'pl.col(DECIDED).alias("decision")', 'pl.lit(None, dtype=pl.UInt32).alias("decision")'),
    ("a decision about orphans takes others along", "shape/deciding.py", "held = (pl.col(HOLD) == group.finding) & (pl.col(\"#column\") == group.column)", "held = pl.col(HOLD).is_not_null()"),
    ("a decision about one value takes all of its column", "shape/choosing.py", "(finding == kind) & text.is_in(those)", "(finding == kind)"),
    ("notes that people had made are lost", "shape/notes.py", "return there.select(named, *fields, *whence).collect()", "return there.select(named, *fields, *whence).collect()[:-1]"),
    ("the words of a note are cut", "shape/notes.py", "pl.concat_list(pl.col(column))", "pl.concat_list(pl.col(column).str.slice(0, 1))"),
    ("a note is nobody's", "shape/notes.py", "return patient_of(table, system=system)", "return pl.lit(None)"),
    ("a note is called after nothing", "shape/notes.py", "return pl.lit(title_of(column))", "return pl.lit('')"),
    ("a note is in no entry of the log", "making.py", "(*table.entities(), *note_entities(table))", "table.entities()"),
    ("a window is made twice", "making.py", "windows = (window for table in tables for window in table.windows())", "windows = (window for table in tables for window in [*table.windows()][:1] * len(table.shaped))"),
    ("entries of another window are told", "whole_log.py", "pieces = [next(told) for _ in _entries(table).pieces]", "pieces = [next(told) for _ in _entries(table).pieces][::-1][:1]"),
    ("records of a window are lost", "making.py", "[window.records[name] for window in windows if name in window.records]", "[window.records[name] for window in windows if name in window.records][:1]"),
)  # fmt: skip


Verdict = Callable[[Path], str]


@pytest.fixture(scope="module")
def verdict() -> Iterator[Verdict]:
    """What the copy of the engine under a folder says of a project that exercises everything."""
    command = [sys.executable, str(Path(__file__).with_name("judging.py")), str(ROOT)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as judge:
        assert judge.stdin is not None and judge.stdout is not None
        asked, told = judge.stdin, judge.stdout

        def said(engine: Path) -> str:
            print(engine, file=asked, flush=True)
            return str(json.loads(told.readline()))

        yield said
        asked.close()


def _copied(folder: Path) -> Path:
    """With what Python has compiled, which counts for every file but the one that is changed."""
    shutil.copytree(ROOT / "core", folder / "core")
    return folder


def test_the_engine_as_it_is_closes(verdict: Verdict, tmp_path: Path) -> None:
    assert verdict(_copied(tmp_path)).startswith("closes")


@pytest.mark.parametrize(("loss", "file", "sound", "broken"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_planted_loss_is_caught(
    verdict: Verdict, tmp_path: Path, loss: str, file: str, sound: str, broken: str
) -> None:
    changed = _copied(tmp_path) / "core" / file
    source = changed.read_text()
    assert source.count(sound) >= 1, "the line to break has moved: bring this row up to date"
    changed.write_text(source.replace(sound, broken))
    said = verdict(tmp_path)
    assert not said.startswith("closes"), loss
    assert (
        said.startswith("open:") or "polars.exceptions" in said or "ShapeError" in said or "zip()" in said
    ), said


def test_the_engine_closes_after_one_that_lost_something_was_asked(verdict: Verdict, tmp_path: Path) -> None:
    """Nothing of a broken copy is left to the next one."""
    file, sound, broken = PLANTED[0][1:]
    changed = _copied(tmp_path / "broken") / "core" / file
    changed.write_text(changed.read_text().replace(sound, broken))
    assert not verdict(tmp_path / "broken").startswith("closes")
    assert verdict(_copied(tmp_path / "whole")).startswith("closes")
