"""The mapping of a project: seen, changed a step at a time, and run. Every change is a version of its own.

A change carries the version that the person had before them. One made against an older version is refused
and overwrites nothing; the same change sent twice is one (design, 10). Storage leaves the audit event of a
version in the transaction that saves it (law 8).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from core.accept import Settings as Clinic
from core.mapping import from_json, negation, to_json
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Rule, TableMapping
from core.mapping.parts import parted
from core.record import RECORD
from core.suggest import Suggestion
from core.transforms import TRANSFORM_NAMES
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.jobs import worth_showing
from portal.services.mapping_blanks import blanks_of
from portal.services.mapping_cells import first_rule, ways
from portal.services.mapping_changes import changed
from portal.services.mapping_elsewhere import Others, no_others, with_others
from portal.services.mapping_evidence import with_evidence, with_parts
from portal.services.mapping_facts import facts_of
from portal.services.mapping_kinds import kind_of, kinds_held, kinds_in
from portal.services.mapping_memory import confirmed_until, suggested_with
from portal.services.mapping_offers import with_offers
from portal.services.mapping_preview import column_view
from portal.services.mapping_split import splits
from portal.services.mapping_standing import Standing, mapping_at, standing
from portal.services.mapping_versions import latest_version, stale
from portal.services.overview import newest_run
from portal.services.quarters import quarter_of
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    Home,
    MappingPage,
    Place,
    Several,
    Source,
    Suggested,
    TableLine,
    TableView,
    together,
)
from portal.viewmodels.mapping_asked import Change
from portal.visit import ProjectChoice
from portal.wording import mapping as words
from storage import AuditEvent, Storage
from storage.unit import absent


def view(
    store: Storage,
    actor: Actor,
    project: ProjectChoice,
    *,
    clinic: Clinic,
    table: str = "",
    others: Others = no_others,
) -> MappingPage:
    """The page with one table opened: the one of this key, else the first that wants a look.

    others: projects that the person is in as well, of which suggestions may remember what was confirmed.
    """
    authorise(actor, Action.SEE_LOG, project.id)
    now = _looked_at_by(store, actor, project.id, clinic, others=others)
    lines = tuple(_line(now, read.key) for read in now.facts.tables)
    chosen = next((line for line in lines if line.key == table), None) or _first(lines)
    with store.read() as work:
        run = newest_run(work, project.id)
        return MappingPage(
            project=project.name,
            version=now.version,
            tables=lines,
            table=_table(now, chosen, values=allowed(actor, Action.SEE_ORIGINALS)) if chosen else None,
            may_map=allowed(actor, Action.MAP),
            may_run=allowed(actor, Action.START_RUN),
            ask=whom_to_ask(Action.MAP),
            job=worth_showing(work, project.id),
            run_version=run.mapping_version if run else None,
            newer=run is not None and run.mapping_version != now.version,
            uploads=len(work.uploads.current(project.id)),
            may_take=now.version > 0 and allowed(actor, Action.SEE_ORIGINALS),
        )


def column(
    store: Storage, actor: Actor, project: ProjectChoice, *, clinic: Clinic, source: Source, name: str
) -> ColumnView:
    """One column with samples, options and the preview; a look at values leaves its event.

    Raises NotStored for a column of no table here.
    """
    authorise(actor, Action.SEE_LOG, project.id)
    now = standing(store, project.id, clinic)
    read = now.facts.table(source)
    if read is None or name not in read.columns:
        raise absent("column")
    values = allowed(actor, Action.SEE_ORIGINALS)
    if values:
        looked_at(store, actor, project.id, source=source, name=name)
    view = column_view(now, source, name, values=values, ask=whom_to_ask(Action.SEE_ORIGINALS))
    table = now.mapping.table(source)
    view = with_evidence(view, now.facts, source, name)
    if table is None:
        return view
    more, rule = ways(now.facts, table, source, name, values=values), first_rule(table, name)
    if more is not None and rule is not None:
        more = with_offers(more, now.facts, source, name, rule=rule)
    blanks = blanks_of(now.facts, source, name, rule) if rule is not None and values else ()
    return replace(with_parts(view, table, name), ways=more, blanks=blanks)


def change(
    store: Storage,
    actor: Actor,
    project: str,
    asked: Change,
    *,
    seen: int,
    clinic: Clinic,
    others: Others = no_others,
) -> int:
    """Save what was asked as a new version; its number. Raises Forbidden, StaleVersion, MappingInvalid.

    others: as the page was given them, so that what is taken is what was suggested.
    """
    authorise(actor, Action.MAP, project)
    facts = facts_of(store, project)
    with store.begin() as work:
        version = latest_version(work, project)
        base = mapping_at(store, project, version, facts, clinic)
        own = confirmed_until(store, project, version, zone=clinic.zone)
        confirmed = with_others(store, project, others, own=own, reader=actor)
        made = changed(base, facts, asked, by=actor.name, clinic=clinic, confirmed=confirmed)
        if seen != version and made != base:
            raise stale()
        if seen != version:
            return version
        text = to_json(made)
        from_json(text, RECORD, TRANSFORM_NAMES)
        return work.mappings.save(project, text, actor.name, saw=seen)


def adopt(store: Storage, actor: Actor, project: str, text: str, *, seen: int) -> int:
    """Take a mapping that was settled elsewhere, whole, as the next version; its number.

    text: a mapping file. Raises Forbidden, StaleVersion, and MappingInvalid where it does not fit the files.
    """
    authorise(actor, Action.MAP, project)
    told = from_json(text, RECORD, TRANSFORM_NAMES)
    refuse_unfitting(told, facts_of(store, project).tables, RECORD)
    with store.begin() as work:
        return work.mappings.save(project, to_json(told), actor.name, saw=seen)


def looked_at(store: Storage, actor: Actor, project: str, *, source: Source, name: str) -> None:
    """The event that a look at values leaves: one a person, column and quarter of an hour."""
    _look(store, project, actor.name, source=source, name=name, quarter=quarter_of(store.clock()))


def _looked_at_by(store: Storage, actor: Actor, project: str, clinic: Clinic, *, others: Others) -> Standing:
    """With what people said before, which the suggestions go by."""
    now = standing(store, project, clinic)
    own = confirmed_until(store, project, now.version, zone=clinic.zone)
    confirmed = with_others(store, project, others, own=own, reader=actor)
    return replace(now, confirmed=confirmed, reader=actor.name)


@lru_cache(maxsize=1024)
def _look(store: Storage, project: str, person: str, *, source: Source, name: str, quarter: int) -> None:
    """Called again with the same words it does nothing."""
    facts = {"file": source[0], "table": source[1], "column": name, "quarter": quarter}
    with store.begin() as work:
        work.audit.append(project, AuditEvent.UPLOAD_OPENED, person, facts)


def _first(lines: tuple[TableLine, ...]) -> TableLine | None:
    """What can be taken as suggested first, then what else wants a look."""
    by_need = sorted(lines, key=lambda line: (not line.offers, not line.open))
    return next(iter(by_need), None)


def _line(now: Standing, source: Source) -> TableLine:
    columns = _columns(now, source)
    kind = kind_of(_of(now, source))
    unsettled = kind is None and now.facts.about(source).entity is not None
    return TableLine(
        source=source,
        records=now.facts.profile(source).rows,
        columns=len(columns),
        open=sum(column.open for column in columns),
        entity=kind,
        offers=unsettled or bool(together(columns)),
    )


def _of(now: Standing, source: Source) -> TableMapping:
    return now.mapping.table(source) or TableMapping(*source, key=(), routes=(), rules=(), kept=())


def _table(now: Standing, line: TableLine, *, values: bool) -> TableView:
    """values: whether this person may see them."""
    about = now.facts.about(line.source)
    columns = _columns(now, line.source)
    known = now.facts.profile(line.source).columns
    return TableView(
        line=line,
        suggested=about.entity,
        level=words.level(about.confidence, sure=about.sure),
        reason=about.reason,
        runner_up=about.runner_up,
        key=_of(now, line.source).key,
        unique=tuple(column.name for column in known if column.key_candidate),
        columns=columns,
        homes=homes(kinds_in(_of(now, line.source))),
        split=splits(now.facts, _of(now, line.source), line.source, values=values),
        mixed=(about.mixed.entity, about.mixed.reason) if about.mixed else None,
    )


def homes(kinds: tuple[str, ...]) -> tuple[Home, ...]:
    """The fields that rows can feed: their own, then those of what else a row may hold."""
    beside = {negation.STATEMENT} if negation.ALLERGY in kinds else set()
    told = (kind for kind in kinds if kind not in beside)
    return tuple(Home(kind, field.name) for kind in told for field in RECORD.entity(kind).fields)


def _columns(now: Standing, source: Source) -> tuple[ColumnLine, ...]:
    table = _of(now, source)
    kind = kind_of(table) or now.facts.about(source).entity
    if kind is None:
        return tuple(_column(table, suggestion) for suggestion in now.facts.columns(source))
    told = suggested_with(now.facts, source, kind, now.confirmed, reader=now.reader)
    return tuple(_column(table, suggestion) for suggestion in told)


def _column(table: TableMapping, told: Suggestion) -> ColumnLine:
    reading = [rule for rule in table.rules if told.column in rule.columns]
    rule = first_rule(table, told.column) or next(iter(reading), None)
    kept = next((k for k in table.kept if k.column == told.column), None)
    key = told.column in table.key
    to: Home | Place = Place.KEY if key else Place.WAITING
    if rule is not None:
        to = Home(rule.entity, rule.field)
    elif kept is not None:
        to = Place(kept.fate.value)
    by = rule.by if rule else kept.by if kept else ""
    person = bool(by) and not words.automatic(by)
    guessed = not key and not person and not told.sure
    return ColumnLine(
        name=told.column,
        to=to,
        by=by,
        reason=rule.reason if rule else kept.reason if kept else "",
        open=to is Place.WAITING or guessed,
        by_person=person,
        in_key=key,
        suggested=_suggested(told),
        also=tuple(Home(r.entity, r.field) for r in _beside(table, told.column) if r is not rule),
    )


def _beside(table: TableMapping, column: str) -> tuple[Rule, ...]:
    """Rules that share a column: each takes a part of its cells, or reads rows of another kind."""
    if len(kinds_held(table)) < 2:
        return tuple(rule for _, rule in parted(table.rules, column))
    return tuple(rule for rule in table.rules if rule.columns[:1] == (column,))


def _suggested(told: Suggestion) -> Suggested:
    home = Home(told.entity, told.field) if told.entity and told.field and told.field != "id" else None
    other = Home(*told.runner_up) if told.runner_up and told.runner_up[1] != "id" else None
    sure_of = told.confidence if told.entity else 0.0
    of = told.several
    several = None if of is None else Several(tuple(Home(*each) for each in of.homes()), of.reason)
    return Suggested(home, words.level(sure_of, sure=told.sure), told.reason, other, several)
