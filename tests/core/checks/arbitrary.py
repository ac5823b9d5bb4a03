"""For each check: arbitrary records of the kinds that it asks, small enough that many of them fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from core.checks.chronology import PAIRS
from core.checks.repeated import ASKED
from core.record import RECORD
from core.record.model import Field, Kind
from tests.core.checks.made import Rows, at
from tests.core.checks.plainly.rows import fields

Values = st.SearchStrategy[object]
Records = st.SearchStrategy[Mapping[str, Rows]]
TIME = (Kind.DATE, Kind.DATETIME, Kind.PARTIAL_DATE)


def one_of(*values: object) -> Values:
    """One of them or, now and then, nothing."""
    return st.sampled_from([*values * 4, None])


def rarely(*values: object) -> Values:
    """One of them now and then."""
    return st.sampled_from([*values, *[None] * 8 * len(values)])


def around(year: int, month: int, day: int) -> list[date]:
    return [date(year, month, day) + timedelta(days=days) for days in range(-3, 4)]


def instants(days: Iterable[date]) -> Values:
    """The first of each day and its last."""
    ends = [datetime(d.year, d.month, d.day, hour, hour * 2, tzinfo=UTC) for d in days for hour in (0, 23)]
    return one_of(*ends)


def rows(values: Mapping[str, Values], size: int = 6) -> st.SearchStrategy[Rows]:
    """Some of them void; two records may come of one row of the source."""
    beside = {"voided": one_of(False, False, True), "source_record": st.sampled_from([1, 7, 8])}
    made = st.fixed_dictionaries(dict(values), optional=beside)
    return st.lists(made, min_size=size // 2, max_size=size)


def records(**of: st.SearchStrategy[Rows]) -> Records:
    """In any order of the entities."""
    return st.permutations(list(of)).flatmap(
        lambda names: st.fixed_dictionaries({name: of[name] for name in names})
    )


def of_some(values: Mapping[str, Mapping[str, Values]]) -> Records:
    """Records of one or two of these entities, beside those that are always there."""
    some = st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=2, unique=True)
    return some.flatmap(lambda names: st.fixed_dictionaries({name: rows(values[name]) for name in names}))


def joined(one: Records, other: Records) -> Records:
    return st.builds(lambda first, second: {**first, **second}, one, other)


def moment(field: Field, days: Iterable[date]) -> Values:
    """A value of a field of time, around these days."""
    wanted = list(days)
    if field.kind is Kind.DATE:
        return one_of(*wanted)
    if field.kind is Kind.DATETIME:
        return instants(wanted)
    said = [day.isoformat()[:letters] for day in wanted for letters in (4, 7, 10)]
    return one_of(*said, *(f"{day}T10:00:00Z" for day in wanted))


PERSON = one_of("patient:main:1", "patient:main:1", "patient:main:2", "patient:main:9")
NEW_YEAR = around(2020, 1, 1)
STATUS = one_of("completed", "completed", "planned", "declined", "cancelled", "no_show", "condition", "void")


def patients(name: str, days: Iterable[date]) -> Records:
    """The second may bear the number of the first."""
    born = rows({name: one_of(*days), "id": st.sampled_from(["patient:main:1", "patient:main:2"])}, 3)
    return records(patient=born)


def in_pairs() -> Records:
    found = {
        entity.name: {
            name: moment(entity.field(name), NEW_YEAR) for pair in PAIRS for name in pair if entity.has(name)
        }
        for entity in RECORD.entities
    }
    return of_some({entity: values for entity, values in found.items() if len(values) > 1})


def of_time(entity: str, days: Iterable[date]) -> dict[str, Values]:
    return {
        name: moment(field, days)
        for name, field in fields(entity).items()
        if field.kind in TIME and not field.many
    }


def of_patients() -> Records:
    some = ("encounter", "appointment", "procedure", "treatment_plan", "condition", "payment")
    return of_some({name: {"patient": PERSON, **of_time(name, NEW_YEAR)} for name in some})


def lives() -> Records:
    living = ("encounter", "appointment", "procedure", "vital_sign", "immunisation")
    each = {name: {"patient": PERSON, **of_time(name, NEW_YEAR)} for name in living}
    held = {
        name: {**values, "status": STATUS} if "status" in fields(name) else values
        for name, values in each.items()
    }
    return of_some(held)


FIGURES = ("0", "0.00", "-1", "1", "1.75", "2.8", "17", "37", "66.3", "98.6", "175", "5000", "high", "0.5")
MEASURED = ("heart_rate", "respiratory_rate", "temperature", "oxygen_saturation", "bmi", "head_circumference")
VITALS = {
    **dict.fromkeys(MEASURED, rarely(*FIGURES)),
    **dict.fromkeys(("height", "weight"), st.one_of(rarely(*FIGURES), one_of(*FIGURES))),
    "height_unit": one_of("cm", " CMS", "inches", "m", "[in_i]", "ell", ""),
    "weight_unit": one_of("kg", "KGS ", "lbs", "g", "[lb_av]", "stone", ""),
    **dict.fromkeys(("systolic", "diastolic"), rarely(-5, 0, 9, 10, 80, 120, 310, 311)),
}
PRESSURES = dict.fromkeys(("systolic", "diastolic"), one_of(-5, 0, 9, 10, 80, 120, 310, 311))
EDGES = [*around(1900, 1, 1), *around(2100, 1, 1), date(2101, 1, 1), date(2000, 1, 1), date(1899, 1, 1)]
AMOUNTS = one_of(0, 5, -100_000_000, 99_999_999, -99_999_999, 100_000_000)
MONEY = {
    entity.name: {field.name: AMOUNTS for field in entity.fields if field.kind is Kind.MONEY}
    for entity in RECORD.entities
    if entity.holds_money()
}
WEEK = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2), date(2020, 1, 3)]
MOUTH = one_of("patient:main:1", "patient:main:1", "patient:main:1", "patient:main:2")
PROCEDURES = {
    "patient": MOUTH,
    "tooth": one_of("3", " 3", "3 ", "3", "A ", ""),
    "code": one_of("D7140", " d7241", "D2391", "d3310", "D7140", "D2391", "D6010", "D23911", "23111"),
    "status": one_of("completed", "completed", "planned", "existing_other", "declined", "referred"),
    "start": instants(WEEK),
    "completed_on": one_of(*WEEK),
    "planned_on": one_of(*WEEK),
}
CHART = {
    "patient": MOUTH,
    "tooth": one_of("3", "a", "14 ", ""),
    "kind": one_of("Missing", "missing tooth ", "Rotated"),
    "date": one_of("2019-12-30", "2020", "2020-01", "2020-01-01T10:00:00Z"),
}
TEETH = one_of("3", " 3", "a", "14", "49", "48", "03", "")
CHILDREN = [date(2016, 1, 1), date(2016, 1, 2), date(2020, 1, 2), date(2016, 2, 29)]
INVOICES = one_of("invoice:main:1", "invoice:main:2", "invoice:main:9")
PAYMENTS = one_of("payment:main:1", "payment:main:2", "payment:main:9")
MOVED = {"amount": one_of(0, 500, -500, 501, -499), "currency": one_of("USD", "CAD")}


def alike() -> Records:
    """Few fields of few values, so that many are alike."""
    narrow = {name: _narrow(name) for name in ASKED}
    of_lists = [name for name in ASKED if any(field.many for field in fields(name).values())]
    return st.one_of(of_some(narrow), of_some({name: narrow[name] for name in of_lists}))


def _narrow(entity: str) -> dict[str, Values]:
    usable = {name: field for name, field in fields(entity).items() if field.kind in _TWO and not field.many}
    lists = [name for name, field in fields(entity).items() if field.many]
    wanted = [*list(usable)[:3], *lists[:1], *(name for name in _BESIDE if name in usable)]
    return {name: _few(fields(entity)[name]) for name in wanted}


_BESIDE = ("entered_at", "currency")
_TWO: dict[Kind, tuple[object, ...]] = {
    Kind.DATE: (date(2020, 1, 1),), Kind.DATETIME: (at(2020), at(2021)), Kind.MONEY: (0, 5),
    Kind.REFERENCE: ("x:main:1",), Kind.TEXT: ("a", "A"), Kind.NOTE: ("a",), Kind.CODE: ("a", "b"),
}  # fmt: skip


def _few(field: Field) -> Values:
    values = (["a", "b"], ["a\nb"], []) if field.many else _TWO[field.kind]
    return st.sampled_from([*values, *values, None])


HOURS = one_of(*(at(2020, 1, day, hour) for day in (1, 1, 1, 2) for hour in range(8, 11)))
BOOKINGS = {
    "operatory": one_of("operatory:main:1", "operatory:main:1", "operatory:main:1", "operatory:main:2"),
    "start": HOURS,
    "end": st.one_of(st.none(), st.none(), st.none(), HOURS),
    "duration": one_of("60", "60 min", " 60.0 ", "0", "1h", "180", "180", "180"),
    "status": one_of(*["scheduled", "arrived", "confirmed"] * 3, "cancelled", "completed"),
}
WORK = {"start": one_of(*(at(2020, 1, day, 23) for day in (1, 1, 1, 2)))}

ARBITRARY: dict[str, Records] = {
    "ends_before_start": in_pairs(),
    "before_birth": joined(patients("birth_date", NEW_YEAR), of_patients()),
    "after_death": joined(patients("death_date", NEW_YEAR), lives()),
    "born_in_future": records(
        patient=rows({"birth_date": one_of(*NEW_YEAR)}),
        **{name: rows({"start": instants(NEW_YEAR)}, 3) for name in ("encounter", "procedure")},
    ),
    "figure_implausible": records(vital_sign=rows(VITALS)),
    "pressures_turned": records(vital_sign=rows(PRESSURES)),
    "date_implausible": of_some({entity.name: of_time(entity.name, EDGES) for entity in RECORD.entities}),
    "amount_implausible": of_some(MONEY),
    "tooth_gone": records(procedure=rows(PROCEDURES, 10), tooth_chart_entry=rows(CHART, 3)),
    "adult_tooth_on_child": joined(
        patients("birth_date", CHILDREN),
        records(procedure=rows({**PROCEDURES, "tooth": TEETH, "dentition": one_of("permanent", "primary")})),
    ),
    "payment_before_invoice": records(
        invoice=rows({"date": one_of(*NEW_YEAR)}, 3),
        payment=rows({"invoice": INVOICES, "date": instants(NEW_YEAR)}),
    ),
    "refund_above_payment": records(payment=rows(MOVED, 3), refund=rows({"payment": PAYMENTS, **MOVED})),
    "stands_twice": alike(),
    "double_booked": records(
        appointment=st.lists(
            st.fixed_dictionaries(BOOKINGS, optional={"voided": one_of(True)}), min_size=6, max_size=9
        ),
        encounter=rows(WORK, 2),
        procedure=rows(WORK, 1),
    ),
}
