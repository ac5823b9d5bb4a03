"""Keys and references: which records share a number, and whom each one belongs to.

A record whose required reference leads nowhere waits; an optional one that leads nowhere is taken out of
its field, flagged, and its cell keeps the text. Runs until nothing more waits, since a record that comes to
wait takes away what others point to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import polars as pl

from core.identity.aliases import Aliases
from core.mapping.model import Rule
from core.record.model import ClinicRecord, Kind
from core.shape.compiling import HOLD, ROUTE, SKIP, SOURCE_ID, Worked, finding_column, value_column
from core.shape.contested import KIND as TWO_LISTS
from core.shape.contested import Contests, contests, in_doubt, of_another
from core.shape.ids import target_id
from core.side_by_side import side_by_side
from core.tables import RECORD

Ids = Mapping[str, pl.Series]
"""Entity -> source ids of its records that stand so far; no entry where no table gives that entity."""
LookedUp = dict[tuple[str, str, int, str], tuple[int, pl.Series]]


def with_duplicates_settled(tables: Sequence[Worked]) -> list[Worked]:
    """Later records of one entity and number wait, or are skipped where their row is alike in every cell."""
    claimed: dict[str, pl.Series] = {}
    settled = []
    for table in tables:
        settled.append(_first_in_table(_after(table, claimed)))
        _claim(settled[-1], claimed)
    return settled


def _claim(table: Worked, claimed: dict[str, pl.Series]) -> None:
    for route in dict.fromkeys(route.entity for route in table.mapping.routes):
        ids = _standing(table, route)
        claimed[route] = pl.concat([claimed[route], ids]) if route in claimed else ids


def _after(table: Worked, claimed: Mapping[str, pl.Series]) -> Worked:
    taken = pl.lit(False)
    for entity in dict.fromkeys(route.entity for route in table.mapping.routes):
        if entity in claimed:
            taken = taken | ((pl.col(ROUTE) == entity) & pl.col(SOURCE_ID).is_in(claimed[entity].implode()))
    hold = pl.coalesce(HOLD, pl.when(taken).then(pl.lit("duplicate_id")))
    return table.with_frame(table.frame.with_columns(hold.alias(HOLD)))


def _first_in_table(table: Worked) -> Worked:
    if not table.mapping.key:
        return table
    again = table.frame.select(table.published() & ~_numbered(table).is_first_distinct()).to_series()
    if not again.any():
        return table
    alike = _identical_to_first(table, table.frame[SOURCE_ID].filter(again))
    same = again & table.frame[RECORD].is_in(alike.implode())
    return table.with_frame(
        table.frame.with_columns(
            pl.coalesce(HOLD, pl.when(again & ~same).then(pl.lit("duplicate_id"))).alias(HOLD),
            pl.coalesce(SKIP, pl.when(same).then(pl.lit("identical_row"))).alias(SKIP),
        )
    )


def _numbered(table: Worked) -> pl.Expr:
    """What no two records of a table may have alike: the number alone, where all are of one kind."""
    if len({route.entity for route in table.mapping.routes}) == 1:
        return pl.when(pl.col(ROUTE).is_not_null()).then(pl.col(SOURCE_ID))
    return pl.struct(ROUTE, SOURCE_ID)


def _identical_to_first(table: Worked, ids: pl.Series) -> pl.Series:
    """Records, among those whose number is in `ids`, that are alike in every cell to an earlier one."""
    of_ids = table.frame.select(RECORD, SOURCE_ID).filter(pl.col(SOURCE_ID).is_in(ids.unique().implode()))
    windows = table.source.windows()
    same_ids = side_by_side(lambda window: window.records_at(of_ids[RECORD]), windows)
    cells = pl.concat(same_ids).select(RECORD, pl.struct(table.source.columns).alias("row"))
    rows = of_ids.join(cells, on=RECORD, maintain_order="left")
    first = rows.group_by(SOURCE_ID, maintain_order=True).first()
    paired = rows.join(first, on=SOURCE_ID, suffix=" first", maintain_order="left")
    same = pl.col("row").eq_missing(pl.col("row first")) & (pl.col(RECORD) != pl.col(f"{RECORD} first"))
    return paired.filter(same)[RECORD]


def points_column(index: int) -> str:
    """Which of the kinds of record that rule `index` may refer to it does: its place among them, or null."""
    return f"#points {index}"


def named(number: pl.Expr, entity: str, aliases: Aliases) -> pl.Expr:
    """The number, or that of the record which stands for the one that bore it."""
    into = {own: alias.into for own, alias in aliases.get(entity, {}).items()}
    return number.replace(list(into), list(into.values())) if into else number


@dataclass(frozen=True)
class _Known:
    """What references are looked up in. ids: of what stands. aliases: of what was merged into it. contests:
    numbers that two lists use. looked_up: what was found the last time, by table, rule and entity, with how
    many of that stood: records only ever come to wait, so that as many are the same ones.
    """

    record: ClinicRecord
    ids: Ids
    aliases: Aliases
    contests: Contests
    looked_up: LookedUp

    def there(self, table: Worked, index: int, entity: str, number: pl.Expr) -> pl.Series:
        """Cell by cell whether the record that is meant stands."""
        place, standing = (*table.source.key, index, entity), len(self.ids[entity])
        known = self.looked_up.get(place)
        if known is not None and known[0] == standing:
            return known[1]
        columns = table.mapping.rules[index].columns
        stands = self.stands(number, entity, columns[0] if columns else "")
        found = table.frame.select(stands.alias(f"#stands {entity}")).to_series()
        self.looked_up[place] = (standing, found)
        return found

    def stands(self, number: pl.Expr, entity: str, column: str) -> pl.Expr:
        """Whether the record that is meant by `number` in `column` is there."""
        there = number.is_in(self.ids[entity].implode())
        return there & ~of_another(number, column, self.contests.get(entity, ()))


def linked(tables: Sequence[Worked], record: ClinicRecord, *, aliases: Aliases | None = None) -> list[Worked]:
    """References looked up (`points_column`), orphans waiting or flagged. aliases: of records merged before.

    tables: with the columns that `core.shape.laid.needed_to_link` names.
    """
    current = list(tables)
    wanted_twice = contests(current)
    looked_up: LookedUp = {}
    while True:
        known = _Known(record, standing_ids(current), aliases or {}, wanted_twice, looked_up)
        resolved = [_resolved(table, known) for table in current]
        held = [_held_with_orphans(table, after) for table, after in zip(current, resolved, strict=True)]
        if all(
            a.frame[HOLD].null_count() == b.frame[HOLD].null_count()
            for a, b in zip(current, held, strict=True)
        ):
            return resolved
        current = held


def _held_with_orphans(before: Worked, after: Worked) -> Worked:
    return before.with_frame(before.frame.with_columns(after.frame[HOLD]))


def standing_ids(tables: Sequence[Worked]) -> Ids:
    found: dict[str, pl.Series] = {}
    for table in tables:
        _claim(table, found)
    return found


def _standing(table: Worked, entity: str) -> pl.Series:
    stands = table.frame.select(table.published() & (pl.col(ROUTE) == entity)).to_series()
    return table.frame[SOURCE_ID].filter(stands)


def _resolved(table: Worked, known: _Known) -> Worked:
    frame = table.frame
    for index, rule in enumerate(table.mapping.rules):
        field = known.record.entity(rule.entity).field(rule.field)
        if field.kind is Kind.REFERENCE and known.ids.keys() & set(field.reference):
            frame = _with_reference(table.with_frame(frame), index, rule, known)
    return table.with_frame(_with_required(table.with_frame(frame), known.record))


def _with_reference(table: Worked, index: int, rule: Rule, known: _Known) -> pl.DataFrame:
    """With `points_column` and a finding where the number leads nowhere; the number itself stays."""
    field = known.record.entity(rule.entity).field(rule.field)
    text = pl.col(value_column(index))
    given = [entity for entity in field.reference if entity in known.ids]
    numbers = {entity: named(text, entity, known.aliases) for entity in given}
    column = rule.columns[0] if rule.columns else ""
    # Looked up once: an expression that stands several times in a query is worked out as often.
    there = pl.DataFrame([known.there(table, index, each, numbers[each]) for each in given])
    entities = _meant(there.rename(lambda name: name.removeprefix("#stands ")), given)
    standing = {entity: pl.col(f"#stands {entity}").fill_null(False) for entity in entities}
    several = pl.sum_horizontal(stands.cast(pl.UInt8) for stands in standing.values()) > 1
    kind = "orphan_record" if field.required else "orphan_reference"
    lost = (
        pl.when(several)
        .then(pl.lit("reference_ambiguous"))
        .when(text.is_not_null() & ~pl.any_horizontal(standing.values()))
        .then(pl.lit(kind))
        .when(_in_doubt(numbers, column, known))
        .then(pl.lit(TWO_LISTS))
    )
    place = {entity: pl.lit(field.reference.index(entity), dtype=pl.UInt8) for entity in entities}
    found = pl.coalesce(pl.when(stands).then(place[entity]) for entity, stands in standing.items())
    resolved = table.frame.hstack(there).with_columns(
        pl.when(~several).then(found).alias(points_column(index)),
        pl.coalesce(lost, finding_column(index)).alias(finding_column(index)),
    )
    return resolved.drop(there.columns)


def with_targets(
    table: Worked, record: ClinicRecord, given: AbstractSet[str], *, system: str, aliases: Aliases
) -> Worked:
    """Rows with the ids of the records that they refer to in place of numbers (`points_column`).

    What points to a kind of record that no table gives can be looked up nowhere: nothing is lost of it.
    """
    pointed = []
    for index, rule in enumerate(table.mapping.rules):
        field, text = record.entity(rule.entity).field(rule.field), pl.col(value_column(index))
        if field.kind is not Kind.REFERENCE:
            continue
        if given & set(field.reference):
            ids = {each: target_id(each, system, named(text, each, aliases)) for each in field.reference}
            points = pl.col(points_column(index))
            found = [pl.when(points == at).then(ids[each]) for at, each in enumerate(field.reference)]
            pointed.append(pl.coalesce(found).alias(value_column(index)))
        else:
            pointed.append(target_id(field.reference[0], system, text).alias(value_column(index)))
    return table.with_frame(table.frame.with_columns(pointed))


def _in_doubt(numbers: Mapping[str, pl.Expr], column: str, known: _Known) -> pl.Expr:
    return pl.any_horizontal(
        in_doubt(number, column, known.contests.get(entity, ())) for entity, number in numbers.items()
    )


def _meant(stands: pl.DataFrame, known: Sequence[str]) -> Sequence[str]:
    """The kinds of record that a column may point to: one where it alone explains every number that any does.

    Two tables that both count from 1 share numbers; the column tells which is meant, never the single cell.
    stands: a column an entity, whether the number is that of a record of it that stands.
    """
    told = stands.select(pl.all().fill_null(False))
    some = told.select(pl.any_horizontal(pl.all())).to_series()
    whole = [entity for entity in known if bool((told[entity] == some).all())]
    return whole if len(whole) == 1 else known


def _with_required(table: Worked, record: ClinicRecord) -> pl.DataFrame:
    """Records of a route's entity without something required wait, saying which way it is missing."""
    hold: list[pl.Expr] = [pl.col(HOLD)]
    for entity in dict.fromkeys(route.entity for route in table.mapping.routes):
        for field in record.entity(entity).fields:
            if field.required:
                feeding = [i for i, rule in table.rules_of(entity) if rule.field == field.name]
                hold.append(_missing(table, entity, feeding))
    return table.frame.with_columns(pl.coalesce(hold).alias(HOLD))


def _told_by(frame: pl.DataFrame, index: int) -> str:
    """Whether rule `index` found something: a reference where it leads somewhere, anything else its value."""
    points = points_column(index)
    return points if points in frame.columns else value_column(index)


def _missing(table: Worked, entity: str, feeding: list[int]) -> pl.Expr:
    present = (
        pl.any_horizontal(pl.col(_told_by(table.frame, i)).is_not_null() for i in feeding)
        if feeding
        else pl.lit(False)
    )
    orphan = (
        pl.any_horizontal((pl.col(finding_column(i)) == "orphan_record").fill_null(False) for i in feeding)
        if feeding
        else pl.lit(False)
    )
    why = pl.when(orphan).then(pl.lit("orphan_record")).otherwise(pl.lit("required_missing"))
    return pl.when(table.applies(entity) & table.published() & ~present).then(why)
