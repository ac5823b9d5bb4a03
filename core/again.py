"""A run again, where an earlier one of the same files left what it found: only what changed is done (law 3).

A table counts as changed where anything does that it is made of (core.made_of). Of a changed one only the
columns are made again that the change touches (core.touched), where nothing else hangs on them; of all others
what was published holds, and is opened only where somebody asks for it. Where more depends on the change than
one table's own rows (who stands, whom a row refers to) everything is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.choices import Choices
from core.decisions import Decisions
from core.decisions.fitting import refuse_decisions_unfitting
from core.decisions.settling import settled
from core.earlier import Before, Earlier, TableBefore
from core.finishing import Followed, finished
from core.hands import OWN_HANDS, Hands
from core.identity.aliases import survivors
from core.keeping import finding_of
from core.known import CannotReuse
from core.made_again import made_again
from core.made_of import Ground, inputs_of
from core.made_table import MadeTable
from core.making import Ways, made_of
from core.mapping.fitting import refuse_unfitting
from core.mapping.lookups import looks_up
from core.mapping.model import Mapping as ColumnMapping
from core.outcome import Outcome
from core.record.model import ClinicRecord
from core.runs import given_by, laid_out
from core.stages import Progress, Stage, silent
from core.tables import Intake, ReadTable, SourceTable
from core.touched import Change, Touched, touched

__all__ = ["Earlier", "Inputs", "Reading", "migrate_again", "tables_before"]

Reading = Callable[[str], Sequence[ReadTable]]
"""The tables of one file, by its path, read again."""


@dataclass(frozen=True)
class Inputs:
    """What a run is of. digests: of every upload, by path. choices, bounds: as in an intake."""

    digests: Mapping[str, str]
    choices: Choices
    bounds: str

    def intake(self, findings: Sequence[Any]) -> Intake:
        return Intake((), (), tuple(findings), self.digests, self.choices, self.bounds)


def tables_before(earlier: Earlier) -> list[SourceTable]:
    """The tables of an earlier run, without their rows. Raises CannotReuse where that is not known."""
    return [each.source() for each in Before(earlier).tables]


def migrate_again(
    earlier: Earlier,
    inputs: Inputs,
    mapping: ColumnMapping,
    *,
    record: ClinicRecord,
    decisions: Decisions,
    read: Reading,
    progress: Progress = silent,
    hands: Hands = OWN_HANDS,
) -> Outcome:
    """What `core.runs.migrate` gives, digests and all. read: asked only for files of tables that are made
    again whole.

    Raises CannotReuse where everything has to be done, and what `migrate` raises.
    """
    before = Before(earlier)
    said = inputs_of(inputs.digests, inputs.choices, inputs.bounds, decisions)
    if before.ledger["inputs"] != said or survivors(decisions):
        raise CannotReuse
    sources = [each.source() for each in before.tables]
    refuse_unfitting(mapping, sources, record)
    followed = settled(mapping, decisions, sources)
    refuse_decisions_unfitting(mapping, decisions, sources, record)
    given = given_by(followed)
    ground = Ground(said, record, mapping, followed, given)
    if looks_up(followed) or before.ledger["linked"] != ground.linked:
        raise CannotReuse
    changed = [each for each in before.tables if ground.table(each.key) != each.ledger["made_of"]]
    partly = _partly(changed, ground, decisions)
    ways = Ways(record, mapping, given, {}, ground)
    whole = [each for each in changed if each.key not in partly]
    fresh = {}
    for done, (key, (each, some)) in enumerate(partly.items()):
        progress(Stage.SHAPE, done, len(partly))
        fresh[key] = made_again(each, some, ways=ways, ground=ground, decisions=decisions)
    fresh |= _made(whole, ways, decisions, read, progress=progress, hands=hands)
    tables = [
        fresh[each.key] if each.key in fresh else each.restored(ground, decisions) for each in before.tables
    ]
    how = Followed(mapping, followed, decisions, record, {}, ground.linked)
    intake = inputs.intake([finding_of(each) for each in before.ledger["findings"]])
    return finished(intake, tables, how, headers=(), progress=progress, known=before.known())


def _partly(
    changed: Sequence[TableBefore], ground: Ground, decisions: Decisions
) -> dict[tuple[str, str], tuple[TableBefore, Touched]]:
    """Of the changed tables those of which some columns are enough."""
    found = ((each, _touched(each, ground, decisions)) for each in changed)
    return {each.key: (each, some) for each, some in found if some is not None}


def _touched(before: TableBefore, ground: Ground, decisions: Decisions) -> Touched | None:
    saved, followed = (mapping.table(before.key) for mapping in (ground.mapping, ground.followed))
    was_saved, was_followed = before.ledger["saved"], before.ledger["followed"]
    if saved is None or followed is None or was_saved is None or was_followed is None:
        return None
    columns = before.ledger["columns"]
    change = Change((was_saved, saved), (was_followed, followed), columns, ground.given)
    return touched(change, ground.record, decisions)


def _made(
    changed: Sequence[TableBefore],
    ways: Ways,
    decisions: Decisions,
    read: Reading,
    *,
    progress: Progress,
    hands: Hands,
) -> dict[tuple[str, str], MadeTable]:
    """Those that are made again whole."""
    reads = list(_read_again(changed, read))
    followed = ways.mapping if ways.ground is None else ways.ground.followed
    laid = laid_out(reads, followed, decisions, progress=progress, hands=hands)
    linked = (
        table.with_known_links(each.frame("linked"), ways.record, ways.given).with_words()
        for each, table in zip(changed, laid, strict=True)
    )
    progress(Stage.CHECK, 0, 1)
    return {table.key: table for table in made_of(list(linked), ways)}


def _read_again(changed: Sequence[TableBefore], read: Reading) -> Iterator[ReadTable]:
    """The tables that changed, in their order; they must be what they were."""
    files = {file: list(read(file)) for file in dict.fromkeys(each.key[0] for each in changed)}
    for each in changed:
        found = next((one for one in files[each.key[0]] if one.table.key == each.key), None)
        if found is None or not each.is_as_it_was(found):
            raise CannotReuse
        yield found
