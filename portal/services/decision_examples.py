"""What a group looks like: records, texts and persons as they stood, read again from the uploads.

Rows are for whoever sees originals. Values of a field that has a class are also for whoever decides about
that class, since nobody can decide about a word unseen (ADR 18); others see shapes. Of persons, the few
fields that tell them apart. Each look leaves one event a person, group and quarter of an hour (laws 7, 8).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from core.decisions import Group, GroupKind
from core.decisions.found import FoundGroup
from core.decisions.settling import settled
from core.errors import DecisionsInvalid
from core.identity.aliases import ids_of
from core.mapping import from_json
from core.mapping.model import Mapping, Rule
from core.record import RECORD
from core.record.model import Sensitivity
from core.shape.row_tests import is_one_of
from core.tables import LINE, ReadTable
from core.tables import RECORD as NUMBER
from core.transforms import TRANSFORM_NAMES, applied
from core.transforms.lookups import LOOKUP
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.decision_groups import DECISIONS, found_groups
from portal.services.group_rights import whose
from portal.services.log_entries import entries
from portal.services.looking import belongs
from portal.services.mapping_preview import shape
from portal.services.originals import pinned
from portal.services.overview import newest_run
from portal.services.quarters import quarter_of
from portal.services.read_alike import as_read_by
from portal.services.remembered import remembered
from portal.viewmodels.decisions import Examples, Person, Row
from portal.visit import ProjectChoice
from portal.wording import decisions as words
from storage import AuditEvent, RunRow, Storage

_TEXTS, _LONGEST, _PERSONS, _FIELDS = 12, 160, 6, 8
"""At most so many of each on a screen."""


@dataclass(frozen=True, eq=False)
class Original:
    """The source table of a group as its run read it, and the rules that the run had for it."""

    read: ReadTable
    rules: tuple[Rule, ...]

    def rule_of(self, group: Group) -> Rule | None:
        told = ((rule.columns, rule.entity, rule.field) for rule in self.rules)
        wanted = ((group.column,), group.entity, group.field)
        found = (rule for rule, said in zip(self.rules, told, strict=True) if said == wanted)
        # What a lookup finds stands in another table, which is not read here.
        return next((r for r in found if all(step.transform != LOOKUP for step in r.steps)), None)


def examples(store: Storage, actor: Actor, project: ProjectChoice, group: str) -> Examples:
    """Up to five records, the texts or the persons of a group, as far as this person may see them."""
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        run = newest_run(work, project.id)
    found = (found_groups(store, project.id, run.run) or {}).get(group) if run else None
    if run is None or found is None:
        raise no_such_group()
    rows, values, persons = sees_rows(actor), sees_values(actor, found), sees_persons(actor, found)
    if not (rows or values or persons):
        return _without_rows(store, project.id, run, found)
    quarter = quarter_of(store.clock())
    _look(store, project.id, actor.name, found.group, len(found.examples), quarter=quarter)
    if found.group.kind is GroupKind.PERSON:
        return Examples(persons=_persons(store, project.id, run.run, found))
    original = original_of(store, project.id, run.run, source_of(found.group))
    if original is None:
        return Examples(why_not=words.NOT_FOUND_AGAIN)
    texts = texts_of(original, found.group) if values and not found.group.value else ()
    return Examples(
        rows=tuple(_rows(original, found)) if rows else (),
        texts=texts[:_TEXTS],
        more_texts=max(0, len(texts) - _TEXTS),
        why_not="" if rows else words.ROWS_NOT_SHOWN.format(whom_to_ask(Action.SEE_ORIGINALS)),
    )


def source_of(group: Group) -> tuple[str, str]:
    return (group.file, group.table)


def sees_rows(actor: Actor) -> bool:
    return allowed(actor, Action.SEE_ORIGINALS)


def sees_values(actor: Actor, found: FoundGroup) -> bool:
    """Whether this person may see the values of a group of values."""
    decides = allowed(actor, whose(found.group, found.sensitivity))
    return found.group.kind is GroupKind.VALUE and (sees_rows(actor) or decides)


def sees_persons(actor: Actor, found: FoundGroup) -> bool:
    """Whether this person may see who the persons of a group are."""
    decides = allowed(actor, Action.DECIDE_IDENTITY) and allowed(actor, Action.SEE_IDENTITY)
    return found.group.kind is GroupKind.PERSON and (sees_rows(actor) or decides)


@remembered(most=4)
def original_of(store: Storage, project: str, run: str, source: tuple[str, str]) -> Original | None:
    """None where the table is not found again. Read by one who has been let in."""
    mapping = _followed(store, project, run)
    with store.read() as work:
        row = work.runs.get(project, run)
        decisions = work.decisions.at_version(project, row.summary.get(DECISIONS, 0))
    uploads = [u for u in pinned(store, project, row.summary["uploads"]) if belongs(source[0], u.path)]
    tables = as_read_by(store, project, row.summary).read(uploads).tables
    read = next((each for each in tables if each.table.key == source), None)
    if read is None:
        return None
    table = settled(mapping, decisions, [read.table]).table(source) if mapping else None
    return Original(read, table.rules if table else ())


@remembered(most=4)
def _followed(store: Storage, project: str, run: str) -> Mapping | None:
    """The mapping of a run, as people saved it."""
    with store.read() as work:
        version = work.runs.get(project, run).mapping_version
        text = work.mappings.get(project, version).text if version else None
    return from_json(text, RECORD, TRANSFORM_NAMES) if text else None


def texts_of(original: Original, group: Group) -> tuple[tuple[str, int], ...]:
    """The distinct texts of a group of values that could not be read, the most frequent first."""
    rule, frame = original.rule_of(group), original.read.table.frame
    if rule is None or group.column not in frame.columns:
        return ()
    if rule.only is not None:
        frame = frame.filter(is_one_of(rule.only.column, rule.only.values))
    trimmed = frame.select(pl.col(group.column).str.strip_chars().alias("text")).filter(pl.col("text") != "")
    counts = (
        trimmed.group_by("text").agg(pl.len().alias("count")).sort("count", "text", descending=[True, False])
    )
    made = applied(counts["text"], tuple((step.transform, step.options) for step in rule.steps))
    lost = pl.col("value").is_null() & (pl.col("finding") == group.finding)
    return tuple(counts.hstack(made).filter(lost).select("text", "count").iter_rows())


def readable(original: Original, group: Group, text: str) -> bool:
    """Whether `text` can be read into the field of the group."""
    rule = original.rule_of(group)
    if rule is None:
        return False
    made = applied(pl.Series([text]), tuple((step.transform, step.options) for step in rule.steps))
    return made["value"][0] is not None


def no_such_group() -> DecisionsInvalid:
    found, do = words.NO_SUCH_GROUP
    return DecisionsInvalid(place="decisions", found=found, do=do)


def _without_rows(store: Storage, project: str, run: RunRow, found: FoundGroup) -> Examples:
    """Shapes of the texts, and whom to ask for more."""
    persons = found.group.kind is GroupKind.PERSON
    ask = whom_to_ask(Action.DECIDE_IDENTITY if persons else Action.SEE_ORIGINALS)
    why = (words.PERSONS_NOT_SHOWN if persons else words.ROWS_NOT_SHOWN).format(ask)
    if found.group.kind is not GroupKind.VALUE or found.group.value:
        return Examples(why_not=why)
    original = original_of(store, project, run.run, source_of(found.group))
    sums: dict[str, int] = {}
    for text, count in texts_of(original, found.group) if original else ():
        sums[shape(text)] = sums.get(shape(text), 0) + count
    return Examples(texts=tuple(sums.items())[:_TEXTS], shapes=True, why_not=why)


@lru_cache(maxsize=1024)
def _look(store: Storage, project: str, person: str, group: Group, count: int, *, quarter: int) -> None:
    """Called again with the same words it does nothing: one event a person, group and quarter of an hour."""
    facts = {
        "file": group.file,
        "table": group.table,
        "group": group.id,
        "examples": count,
        "quarter": quarter,
    }
    with store.begin() as work:
        work.audit.append(project, AuditEvent.UPLOAD_OPENED, person, facts)


def _rows(original: Original, found: FoundGroup) -> Iterator[Row]:
    """The column that the group is about stands first; empty cells are left out."""
    if found.group.kind is GroupKind.REJECT:
        rejects = [reject for reject in original.read.rejects if reject.line in found.examples]
        yield from (Row(None, each.line, (("", each.raw[:_LONGEST]),)) for each in rejects)
        return
    columns = sorted(original.read.table.columns, key=lambda column: column != found.group.column)
    for row in _records(original, found.examples):
        cells = ((column, str(row[column] or "")[:_LONGEST]) for column in columns)
        yield Row(
            int(str(row[NUMBER])), int(str(row[LINE])), tuple(cell for cell in cells if cell[1].strip())
        )


def _records(original: Original, numbers: tuple[int, ...]) -> Iterator[dict[str, object]]:
    yield from original.read.table.frame.filter(pl.col(NUMBER).is_in(list(numbers))).iter_rows(named=True)


def _persons(store: Storage, project: str, run: str, found: FoundGroup) -> tuple[Person, ...]:
    """In the order of the group, each with the columns that feed who somebody is, of whatever table."""
    ids = ids_of(found.group.value)[:_PERSONS]
    told: dict[str, Person] = {}
    for source in _tables_of(store, project, run, found.group):
        original = original_of(store, project, run, source)
        rows = _numbered(store, project, run, source, ids) if original else {}
        for source_id, number in rows.items():
            if original and source_id not in told:
                told[source_id] = _person(original, source_id, number)
    return tuple(told[source_id] for source_id in ids if source_id in told)


def _tables_of(store: Storage, project: str, run: str, group: Group) -> list[tuple[str, str]]:
    """The tables that give records of the group's kind, its own first."""
    mapping = _followed(store, project, run)
    tables = mapping.tables if mapping else ()
    giving = [table.source for table in tables if any(r.entity == group.entity for r in table.routes)]
    return sorted(giving, key=lambda source: source != source_of(group))


def _numbered(
    store: Storage, project: str, run: str, source: tuple[str, str], ids: tuple[str, ...]
) -> dict[str, int]:
    """Source id -> the record that has it."""
    own = (pl.col("file") == source[0]) & (pl.col("table") == source[1])
    rows = entries(store, project, run).filter(own & pl.col("source_id").is_in(list(ids)))
    found: dict[str, int] = {}
    for source_id, number in rows.select("source_id", "record").drop_nulls().iter_rows():
        found.setdefault(source_id, number)
    return found


def _person(original: Original, source_id: str, number: int) -> Person:
    told = [rule.columns[0] for rule in original.rules if rule.columns and _identifies(rule)]
    columns = [column for column in original.read.table.columns if column in told][:_FIELDS]
    row = next(_records(original, (number,)))
    return Person(source_id, tuple((c, str(row[c] or "")[:_LONGEST]) for c in columns))


def _identifies(rule: Rule) -> bool:
    return RECORD.entity(rule.entity).field(rule.field).sensitivity is Sensitivity.IDENTITY
