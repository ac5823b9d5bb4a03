"""From suggestions to a mapping, by a rule that the log names: only the sure ones, or all (contracts, 4).

Everything that decides an outcome is written into the mapping: the order of day and month with its
evidence, decimal marks, whole value maps. What is not accepted waits, column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.mapping import negation
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.profiles import ColumnProfile, DateOrder, TableProfile, profile
from core.profiles.shapes import Shape
from core.record.model import CURRENCY, ID, ClinicRecord, Field, Kind
from core.suggest import Suggestion, Suggestions, TableSuggestion
from core.tables import SourceTable


class Policy(StrEnum):
    """Which suggestions become rules. SURE: those marked so, all else waits. ALL: "no home" too."""

    SURE = "sure"
    ALL = "all"


_DAYS = (
    Shape.DATE_ISO, Shape.DATETIME_ISO, Shape.DATETIME_ZONED, Shape.DATE_SLASHED, Shape.DATE_YEAR_FIRST,
)  # fmt: skip
MOSTLY_DISTINCT = 0.95
"""A number that repeats in more of its cells than the rest names groups of records (an image's study)."""


@dataclass(frozen=True)
class Settings:
    """What the clinic says once: source system slug, currency (ISO 4217), zone (IANA), country (ISO 3166)."""

    system: str = "source"
    currency: str = "USD"
    zone: str = "UTC"
    country: str = "US"


def accept(
    suggestions: Suggestions,
    tables: Sequence[SourceTable],
    record: ClinicRecord,
    *,
    policy: Policy,
    settings: Settings,
    profiles: Sequence[TableProfile] | None = None,
) -> Mapping:
    """The mapping of `tables` that `policy` makes of the suggestions."""
    seen = tuple(profiles) if profiles is not None else tuple(profile(table) for table in tables)
    house_order = _order_of_all(seen)
    made = []
    for table, known in zip(tables, seen, strict=True):
        about = next(t for t in suggestions.tables if (t.file, t.table) == table.key)
        columns = [s for s in suggestions.columns if (s.file, s.table) == table.key]
        made.append(_Accepting(table, known, about, columns, record, policy, settings, house_order).mapping())
    return Mapping(
        tuple(sorted(made, key=lambda t: t.source)),
        system=settings.system,
        currency=settings.currency,
        zone=settings.zone,
        country=settings.country,
    )


def _order_of_all(profiles: Sequence[TableProfile]) -> DateOrder:
    """The order that every column with evidence agrees on: one system writes its dates in one way."""
    orders = {column.date_order for table in profiles for column in table.columns}
    told = orders & {DateOrder.MDY, DateOrder.DMY, DateOrder.MIXED}
    return next(iter(told)) if len(told) == 1 else DateOrder.NONE


@dataclass(frozen=True)
class _Accepting:
    """One table on its way to a mapping."""

    table: SourceTable
    known: TableProfile
    about: TableSuggestion
    columns: Sequence[Suggestion]
    record: ClinicRecord
    policy: Policy
    settings: Settings
    house_order: DateOrder

    @property
    def by(self) -> str:
        return f"rule: accept {self.policy.value} suggestions"

    def taken(self, sure: bool) -> bool:
        return sure or self.policy is Policy.ALL

    def mapping(self) -> TableMapping:
        routes = self._routes()
        settled = bool(routes)
        rules = tuple(self._rules()) if settled else ()
        rules += tuple(negation.companion_rules(rules, self.record, routes, by=self.by))
        key = self._key() if settled else ()
        fed = {column for rule in rules for column in rule.columns} | set(key)
        every = self.policy is Policy.ALL
        return TableMapping(
            file=self.table.file,
            table=self.table.name,
            key=key,
            routes=routes,
            rules=rules,
            kept=tuple(self._kept(s) for s in self.columns if s.column not in fed),
            unparsable=Fate.ARCHIVED if every else Fate.WAITING,
            unparsable_by=self.by if every else "default: waits for a decision",
        )

    def _routes(self) -> tuple[Route, ...]:
        """No route where nothing is settled: then every record waits."""
        if self.about.entity is None or not self.taken(self.about.sure) or self._key_in_doubt():
            return ()
        return negation.routes(self.about.entity, self.columns)

    def _key(self) -> tuple[str, ...]:
        """The suggested key, where its suggestion counts and it names records rather than groups of them."""
        return tuple(c for c in self._called() if self._names_records(c) and not self._in_doubt(c))

    def _key_in_doubt(self) -> bool:
        """Whether there is a key that nobody accepted: later it would change the ids of the records."""
        return any(self._names_records(column) and self._in_doubt(column) for column in self._called())

    def _in_doubt(self, column: str) -> bool:
        """A key may also be a column with a home of its own (an image's UID): its values then tell."""
        suggestion = next(s for s in self.columns if s.column == column)
        return suggestion.field == ID and not self.taken(suggestion.sure)

    def _called(self) -> tuple[str, ...]:
        """The columns called the key: a suggestion leaves out one that repeats, even if whole rows do."""
        own = (s.column for s in self.columns if s.field == ID and s.entity == self.about.entity)
        return self.about.key or tuple(own)

    def _names_records(self, column: str) -> bool:
        """A row that stands there twice, alike in every cell, says nothing against the number in it."""
        known = self.known.column(column)
        if known.distinct >= MOSTLY_DISTINCT * known.filled:
            return True
        rows = self.table.frame.select(self.table.columns).unique()
        filled = rows[column].str.strip_chars().fill_null("") != ""
        return known.distinct >= MOSTLY_DISTINCT * int(filled.sum())

    def _kept(self, suggestion: Suggestion) -> Kept:
        fate = Fate.ARCHIVED if self.policy is Policy.ALL else Fate.WAITING
        return Kept(suggestion.column, fate, self.by, f"{self._why(suggestion)}: {suggestion.reason}")

    def _why(self, suggestion: Suggestion) -> str:
        """Why a column feeds no field, in a few words that go before the suggestion's own reason."""
        if suggestion.field is None or not self.taken(suggestion.sure):
            return "No home" if self.policy is Policy.ALL else "Not sure"
        if not self._routes():
            return "The table is not settled"
        if self._currency_in_doubt(suggestion):
            return "Its currency is not settled"
        return (
            "Not the key, its numbers repeat" if suggestion.field == ID else "Another column feeds its field"
        )

    def _rules(self) -> Iterator[Rule]:
        claimed: set[tuple[str, str]] = set()
        for suggestion in self.columns:
            entity, name = suggestion.entity, suggestion.field
            if entity is None or name is None or name == ID or not self.taken(suggestion.sure):
                continue
            field = self.record.entity(entity).field(name)
            if ((entity, name) in claimed and not field.many) or self._currency_in_doubt(suggestion):
                continue
            claimed.add((entity, name))
            yield self._rule(suggestion.column, entity, field, suggestion)

    def _currency_in_doubt(self, suggestion: Suggestion) -> bool:
        """An amount is not read in the clinic's currency beside a column that may say another (law 6)."""
        entity, name = suggestion.entity, suggestion.field
        if entity is None or name in (None, ID, CURRENCY):
            return False
        amount = self.record.entity(entity).field(str(name)).kind is Kind.MONEY
        saying = [s for s in self.columns if s.field == CURRENCY and s.entity in (entity, self.about.entity)]
        return amount and any(not self.taken(s.sure) for s in saying)

    def _rule(self, column: str, entity: str, field: Field, suggestion: Suggestion) -> Rule:
        steps, evidence = self._steps(field, self.known.column(column))
        reason = f"{suggestion.reason} {evidence}".strip()
        return Rule((column,), entity, field.name, steps, self.by, reason, round(suggestion.confidence, 4))

    def _steps(self, field: Field, column: ColumnProfile) -> tuple[tuple[Step, ...], str]:
        """The steps that read `column` into `field`, and the evidence for what they settle."""
        match field.kind:
            case Kind.DATE | Kind.PARTIAL_DATE:
                order, evidence = self._order(column)
                return (Step(field.kind.value, order),), evidence
            case Kind.DATETIME:
                order, evidence = self._order(column)
                return (Step("datetime", {**order, "zone": self.settings.zone}),), evidence
            case Kind.MONEY:
                mark = self._decimal_mark(column)
                return (Step("money", {**mark, "currency": self.settings.currency}),), ""
            case Kind.CODE if field.name == CURRENCY:
                return (Step("currency"),), ""
            case Kind.DECIMAL:
                return (Step("decimal", self._decimal_mark(column)),), ""
            case Kind.PHONE:
                return (Step("phone", {"country": self.settings.country}),), ""
            case Kind.CODE if field.domain is not None:
                return (Step("value_map", {"map": field.domain.lookup()}),), ""
            case Kind.REFERENCE:
                return (Step("identifier"),), ""
            case Kind.BOOLEAN if column.most(*_DAYS) == 1.0:
                return (Step("filled"),), "A day there says yes."
            case Kind.NOTE:
                return (Step("text"),), ""
            case _:
                return (Step(field.kind.value),), ""

    def _order(self, column: ColumnProfile) -> tuple[dict[str, str], str]:
        told = column.date_order
        names = {DateOrder.MDY: "month", DateOrder.DMY: "day"}
        if told in names:
            return {"order": told.value}, f"Its dates put the {names[told]} first."
        if told is DateOrder.AMBIGUOUS and self.house_order in names:
            order = self.house_order
            return {
                "order": order.value
            }, f"Its dates fit both ways; all others put the {names[order]} first."
        return {}, ""

    def _decimal_mark(self, column: ColumnProfile) -> dict[str, str]:
        """A comma only where cents follow commas and never points."""
        texts = self.table.texts(column.name)[column.name].drop_nulls()
        comma = texts.str.contains(r"\d,\d{1,2}\D*$").any()
        point = texts.str.contains(r"\.\d{1,2}\D*$").any()
        return {"decimal_mark": ","} if comma and not point else {}
