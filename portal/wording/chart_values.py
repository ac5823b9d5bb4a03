"""Values of a chart as people read them: dates that cannot be misread, codes in words, money exact."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.charts import Chart, Entry, Section
from core.charts.assembling import when
from core.charts.teeth import Tooth
from core.money import Money
from core.record import RECORD
from core.record.model import Kind
from portal.wording.figures import day, moment
from portal.wording.mapping import kind, plain

_TITLES = (
    *("substance", "name", "description", "text", "title", "type", "procedure_code", "code", "statement"),
    *("relationship", "file_name", "line1", "mobile_phone", "home_phone", "payer", "plan", "status"),
)
"""What a record is called by, the first that is filled."""
_LONGEST = 90
_IDENTITY = ("chart_number", "birth_date", "sex", "status")
_CALLED = {
    "ssn": "Social security number",
    "sms_consent": "Consent to texts",
    "line1": "Street",
    "line2": "Street, second line",
}
"""Labels that the name of a field does not make by itself."""
_OWN = {"appointment", "encounter", "procedure", "coverage", "treatment_plan", "consent_form", "payment_plan"}
"""References within a chart: numbers that tell a reader nothing."""


def label(name: str) -> str:
    return _CALLED.get(name) or plain(name).capitalize()


def value(entity: str, name: str, given: object, *, zone: ZoneInfo, currency: object = None) -> str:
    """ "" for a reference to another record of the same chart."""
    declared = RECORD.entity(entity)
    field = declared.field(name) if declared.has(name) else None
    if field is not None and field.kind is Kind.REFERENCE:
        return "" if set(field.reference) & _OWN else _referred(str(given))
    if field is not None and field.kind is Kind.MONEY and isinstance(given, int):
        return str(Money(given, str(currency))) if currency else f"{given} in the smallest unit"
    if field is not None and field.kind is Kind.PARTIAL_DATE:
        return _partly_known(str(given), zone)
    if field is not None and field.domain is not None:
        return ", ".join(plain(each) for each in given) if isinstance(given, tuple) else plain(str(given))
    return _bare(given, zone)


def _bare(given: object, zone: ZoneInfo) -> str:
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, datetime):
        return _clock(given, zone)
    if isinstance(given, date):
        return day(given)
    return ", ".join(str(each) for each in given) if isinstance(given, tuple) else str(given)


def _clock(at: datetime, zone: ZoneInfo) -> str:
    """A day alone where no time was ever told."""
    local = at.astimezone(zone)
    return moment(at, zone) if (local.hour, local.minute) != (0, 0) else day(local)


def _partly_known(text: str, zone: ZoneInfo) -> str:
    """ "2000", "Mar 2000" or "12 Mar 2000"; what is none of these stays as it is."""
    try:
        if len(text) == len("2000-03"):
            return day(date.fromisoformat(f"{text}-01")).split(" ", 1)[1]
        if "T" in text:
            return _clock(datetime.fromisoformat(text), zone)
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _referred(given: str) -> str:
    """A name; of a record that has none, its number in the old system."""
    parts = given.split(":", 2)
    return parts[2] if len(parts) == 3 and RECORD.has(parts[0]) else given


def title(entry: Entry, zone: ZoneInfo) -> str:
    """What a record is called by and when it was, in one line."""
    person = _name(entry)
    filled = ((name, entry.value(name)) for name in _TITLES)
    said = next((value(entry.entity, n, v, zone=zone) for n, v in filled if v is not None), "")
    named = person or said or kind(entry.entity)
    at = _when(entry, zone)
    return f"{_short(named)}, {at}" if at and at != named else _short(named)


def _when(entry: Entry, zone: ZoneInfo) -> str:
    at = when(entry)
    return _partly_known(at, zone).split(", ")[0] if at else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _name(entry: Entry) -> str:
    parts = [entry.value(name) for name in ("first_name", "middle_name", "last_name")]
    return " ".join(str(part) for part in parts if part) or str(entry.value("full_name") or "")


def who(chart: Chart) -> str:
    """The patient's name, "" where there is none."""
    return next((_name(each) for each in chart.entries(Section.WHO) if each.entity == "patient"), "")


def identity(chart: Chart, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """What tells this patient from another at a glance."""
    patient = next((each for each in chart.entries(Section.WHO) if each.entity == "patient"), None)
    known = [(name, patient.value(name)) for name in _IDENTITY] if patient else []
    return tuple((label(n), value("patient", n, v, zone=zone)) for n, v in known if v is not None)


def marks(tooth: Tooth) -> tuple[str, ...]:
    """What is marked on a tooth and done to it, in few words."""
    return tuple(dict.fromkeys(_mark(each) for each in tooth.entries))


def _mark(entry: Entry) -> str:
    told = (entry.value(name) for name in ("kind", "description", "code", "title"))
    said = next((str(each) for each in told if each), kind(entry.entity))
    state = entry.value("status")
    return f"{_short(plain(said))} ({plain(str(state))})" if state else _short(plain(said))
