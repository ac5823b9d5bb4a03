"""Each rule of a real mapping changed or taken out, each column kept otherwise: a run that takes over the
rest is the whole run (ADR 65).
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.accept import Policy, Settings, accept
from core.again import Inputs, migrate_again
from core.choices import NO_CHOICES
from core.decisions import NO_DECISIONS
from core.errors import MappingInvalid
from core.keeping import kept_of
from core.known import CannotReuse
from core.made_of import inputs_of
from core.made_table import Standing
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Fate, Kept, Mapping, Only, Rule, TableMapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.sources.intake import read_uploads
from core.suggest import suggest_all
from core.tables import Intake, ReadTable, Upload
from tests.core.test_again import Stored
from tests.shared_data import shared_data

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
TABLES = ("appointments", "ledger", "patients", "procedures")


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Intake:
    made = tmp_path_factory.mktemp("legacy")
    generator = shared_data("../bench/legacy_export.py")
    subprocess.run([sys.executable, str(generator), str(made), "0.0005"], check=True, capture_output=True)
    return read_uploads([_upload(made / f"{name}.csv") for name in TABLES])


def _upload(path: Path) -> Upload:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return Upload(path.name, digest, len(content), lambda: content, lambda: iter([content]))


def others(mapping: TableMapping, columns: tuple[str, ...]) -> Iterator[tuple[str, TableMapping]]:
    """Every mapping of the table that differs in one rule or in what becomes of one column."""
    for at, rule in enumerate(mapping.rules):
        before, after = mapping.rules[:at], mapping.rules[at + 1 :]
        yield f"{rule.entity}.{rule.field} out", replace(mapping, rules=(*before, *after))
        for said, other in _changed(rule, columns):
            yield f"{rule.entity}.{rule.field} {said}", replace(mapping, rules=(*before, other, *after))
    taken = {name for rule in mapping.rules for name in rule.columns} | {*mapping.key}
    for column in columns:
        for fate in (Fate.ARCHIVED, Fate.DECLINED, Fate.WAITING):
            if column not in taken:
                kept = tuple(each for each in mapping.kept if each.column != column)
                yield f"{column} {fate}", replace(mapping, kept=(*kept, Kept(column, fate, "Ann", "so")))


def _changed(rule: Rule, columns: tuple[str, ...]) -> Iterator[tuple[str, Rule]]:
    for at, step in enumerate(rule.steps):
        words = step.options.get("map")
        if isinstance(words, dict) and words:
            some, *rest = sorted(words)
            fewer = replace(step, options={**step.options, "map": {word: words[word] for word in rest}})
            yield f"without {some!r}", replace(rule, steps=(*rule.steps[:at], fewer, *rule.steps[at + 1 :]))
        blank = replace(step, options={**step.options, "blank": ("1", "hygiene", "main")})
        yield "other blanks", replace(rule, steps=(*rule.steps[:at], blank, *rule.steps[at + 1 :]))
    if rule.only is None:
        yield "for some rows", replace(rule, only=Only(columns[-2], ("MAIN", "EAST")))


def fits(mapping: Mapping, intake: Intake) -> bool:
    try:
        refuse_unfitting(mapping, [read.table for read in intake.tables], RECORD)
    except MappingInvalid:
        return False
    return True


@dataclass(frozen=True)
class Project:
    intake: Intake
    mapping: Mapping
    first: Stored

    @property
    def inputs(self) -> Inputs:
        return Inputs(self.intake.digests, NO_CHOICES, "")

    def again(self, mapping: Mapping) -> Outcome:
        def read(file: str) -> list[ReadTable]:
            return [each for each in self.intake.tables if each.table.file == file]

        return migrate_again(
            self.first, self.inputs, mapping, record=RECORD, decisions=NO_DECISIONS, read=read
        )


@pytest.fixture(scope="module")
def project(intake: Intake) -> Project:
    tables = [read.table for read in intake.tables]
    mapping = accept(suggest_all(tables, RECORD), tables, RECORD, policy=Policy.ALL, settings=Settings())
    done = migrate(intake, mapping, record=RECORD)
    said = inputs_of(intake.digests, NO_CHOICES, "", NO_DECISIONS)
    kept = {name: content for name, content in kept_of(done, said) if content is not None}
    parts = {(part.name, part.sensitivity): part.frame for part in done.parts}
    return Project(intake, mapping, Stored(kept, parts))


@pytest.mark.parametrize("file", TABLES)
def test_whatever_changes_of_a_table_a_run_that_takes_over_the_rest_is_the_whole_run(
    project: Project, file: str
) -> None:
    """How many changes were made of some columns, of a whole table, and of everything is told at the end."""
    old = next(each for each in project.mapping.tables if each.table == file)
    columns = next(read.table.columns for read in project.intake.tables if read.table.key == old.source)
    seen: Counter[str] = Counter()
    for said, new in others(old, columns):
        mapping = project.mapping.with_table(new)
        if not fits(mapping, project.intake):
            continue
        whole = migrate(project.intake, mapping, record=RECORD)
        try:
            made = project.again(mapping)
        except CannotReuse:
            seen["all"] += 1
            continue
        (standing,) = [each.standing for each in made.tables if each.key == old.source]
        seen[standing] += 1
        assert (made.run, made.result) == (whole.run, whole.result), said
        assert (made.sums, made.summary()) == (whole.sums, whole.summary()), said
    print(file, dict(seen))
    assert seen[Standing.TOUCHED]
