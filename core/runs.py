"""A run, from what was read to what is published; it reads as a page (design, section 5).

read -> map -> shape -> link -> check -> log -> reconcile -> outcome. A pure function (law 3): the same
intake and mapping give the same `run` and `result`. Nothing here stores anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from core.decisions import NO_DECISIONS, Decisions
from core.decisions.fitting import refuse_decisions_unfitting
from core.decisions.settling import settled
from core.finishing import Followed, finished, run_id
from core.hands import OWN_HANDS, Hands, ToShape
from core.identity.aliases import Aliases
from core.made_of import Ground, inputs_of
from core.making import Ways, made_of
from core.mapping.fitting import refuse_unfitting
from core.mapping.lookups import looks_up, with_lookups
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import TableMapping
from core.outcome import Outcome
from core.packed import Piece
from core.record.model import ClinicRecord
from core.shape.deciding import with_persons_merged, with_waiting_decided
from core.shape.laid import Laid
from core.shape.linking import linked, standing_ids, with_duplicates_settled
from core.stages import Progress, Stage, silent
from core.tables import Intake, ReadTable

__all__ = ["Progress", "Stage", "migrate", "run_id", "silent"]


def migrate(
    intake: Intake,
    mapping: ColumnMapping,
    *,
    record: ClinicRecord,
    decisions: Decisions = NO_DECISIONS,
    progress: Progress = silent,
    hands: Hands = OWN_HANDS,
) -> Outcome:
    """One run over everything that was read. hands: who does the work that others can do as well.

    Raises MappingInvalid where the mapping does not fit it, and DecisionsInvalid where a decision does not.
    """
    sources = [read.table for read in intake.tables]
    refuse_unfitting(mapping, sources, record)
    followed = with_lookups(settled(mapping, decisions, sources), sources)
    refuse_decisions_unfitting(mapping, decisions, sources, record)
    laid = laid_out(intake.tables, followed, decisions, progress=progress, hands=hands)
    given = given_by(followed)
    laid, aliases = _linked(laid, mapping, record, given, progress=progress)
    progress(Stage.CHECK, 0, 1)
    said = inputs_of(intake.digests, intake.choices, intake.bounds, decisions)
    ground = None if looks_up(followed) else Ground(said, record, mapping, followed, given)
    tables = made_of(laid, Ways(record, mapping, given, aliases, ground))
    del laid
    how = Followed(mapping, followed, decisions, record, aliases, ground.linked if ground else "")
    return finished(intake, tables, how, headers=hands.headers(intake.files), progress=progress)


def given_by(mapping: ColumnMapping) -> frozenset[str]:
    """The entities that some table gives by itself."""
    return frozenset(route.entity for table in mapping.tables for route in table.routes)


def _linked(
    tables: Sequence[Laid],
    mapping: ColumnMapping,
    record: ClinicRecord,
    given: AbstractSet[str],
    *,
    progress: Progress,
) -> tuple[list[Laid], Aliases]:
    """The tables with their records tied to each other, and who stands for whom."""
    progress(Stage.LINK, 0, 1)
    narrow = [table.narrow(record, given) for table in tables]
    apart, aliases = with_persons_merged(with_duplicates_settled(narrow), system=mapping.system)
    del narrow
    tied = linked(apart, record, aliases=aliases)
    del apart
    decided = with_waiting_decided(tied, record, standing_ids(tied), system=mapping.system)
    both = zip(tables, decided, strict=True)
    return [table.with_links(after, record, given).with_words() for table, after in both], aliases


def laid_out(
    reads: Sequence[ReadTable],
    mapping: ColumnMapping,
    decisions: Decisions,
    *,
    progress: Progress,
    hands: Hands,
) -> list[Laid]:
    """Every table shaped, window by window."""
    mappings = [mapping.table(read.table.key) or unmapped(read) for read in reads]
    if reads:
        progress(Stage.SHAPE, 0, len(reads))
    wanted = (
        ToShape(window, own, number)
        for read, own in zip(reads, mappings, strict=True)
        for number, window in enumerate(read.table.windows())
    )
    shaped = hands.shaped(wanted)
    laid = []
    for read, own in zip(reads, mappings, strict=True):
        pieces = tuple(Piece.of(next(shaped)) for _ in read.table.windows())
        laid.append(Laid(read, own, decisions, pieces))
        if len(laid) < len(reads):
            progress(Stage.SHAPE, len(laid), len(reads))
    return laid


def unmapped(read: ReadTable) -> TableMapping:
    """Of a table that nobody has said anything about: every record waits."""
    return TableMapping(read.table.file, read.table.name, key=(), routes=(), rules=(), kept=())
