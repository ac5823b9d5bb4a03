"""A project whose newest run names groups: published by hand, over files in which they can be found.

The engine's own runs name their groups too; these are few, known and of every kind and class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.decisions import Choice, Group, GroupKind
from core.decisions.found import PART, FoundGroup, to_frame
from core.money import Money
from core.parts import RESTRICTED, Part
from portal.services.overview import newest_run
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.stores import project_in, run_again

_BAD = {3: "some day", 7: "some day", 9: "not known yet"}
_STATUS = {**dict.fromkeys((2, 4, 6, 8), "zz"), 12: "Inactive"}


def _patient(n: int) -> str:
    born = _BAD.get(n, f"19{50 + n}-03-2{n % 9}")
    name, first = ("Twin", "Ada") if n in (11, 12) else (f"Bloggs{n}", "Jo")
    if n in (11, 12):
        born = "1971-02-03"
    phone = "312-555-0142" if n in (11, 12) else f"312-555-02{n:02d}"
    return f"{n},{name},{first},{born},{_STATUS.get(n, 'Active')},{phone},B{n}"


PATIENTS_FILE = "\n".join(
    ["PatNum,LastName,FirstName,Birthdate,PatStatus,Phone,Batch", *map(_patient, range(1, 41)), ""]
).encode()
LEDGER_FILE = (
    b"EntryNum,PatNum,EntryDate,Amount\n"
    b"1,1,2024-01-02,40.00\n2,901,2024-01-03,3400.00\n3,902,2024-01-04,12.50\n"
)
ODD_FILE = b'ZZZ,QQQ\nalpha,beta\n"gamma,delta\n'
APPOINTMENTS_FILE = (
    b"AptNum,PatNum,Start,Status\n1,1,2026-04-01 09:00,Scheduled\n2,2,2026-04-01 10:00,Gone fishing\n"
)
FILES = {
    "appointments.csv": APPOINTMENTS_FILE,
    "patients.csv": PATIENTS_FILE,
    "ledger.csv": LEDGER_FILE,
    "odd.csv": ODD_FILE,
}

TABLE = Group(GroupKind.TABLE, "odd.csv", "odd", finding="no_home")
REJECT = Group(GroupKind.REJECT, "odd.csv", "odd", finding="unclosed_quote")
DUPLICATE = Group(GroupKind.DUPLICATE, "patients.csv", "patients", entity="patient", finding="duplicate_id")
ORPHAN = Group(GroupKind.ORPHAN, "ledger.csv", "ledger", "PatNum", "ledger_entry", "patient", "orphan_record")
INCOMPLETE = Group(
    GroupKind.INCOMPLETE, "ledger.csv", "ledger", "EntryDate", "ledger_entry", "date", "required_missing"
)
PERSON = Group(GroupKind.PERSON, "patients.csv", "patients", entity="patient", value='["11", "12"]')
COLUMN = Group(GroupKind.COLUMN, "patients.csv", "patients", "Batch")
OTHER_COLUMN = Group(GroupKind.COLUMN, "odd.csv", "odd", "QQQ")
DATES = Group(GroupKind.VALUE, "patients.csv", "patients", "Birthdate", "patient", "birth_date", "not_a_date")
WORD = Group(
    GroupKind.VALUE,
    "patients.csv",
    "patients",
    "PatStatus",
    "patient",
    "status",
    "value_without_a_code",
    "zz",
)
APPOINTMENT = Group(
    GroupKind.VALUE,
    "appointments.csv",
    "appointments",
    "Status",
    "appointment",
    "status",
    "value_without_a_code",
    "gone fishing",
)
CLINICAL = Group(
    GroupKind.VALUE,
    "allergies.csv",
    "allergies",
    "Severity",
    "allergy",
    "severity",
    "value_without_a_code",
    "awful",
)

FOUND = (
    FoundGroup(TABLE, "unclassed", records=1, examples=(1,)),
    FoundGroup(REJECT, "unclassed", records=1, examples=(3,)),
    FoundGroup(DUPLICATE, "identity", records=2, examples=(5, 6)),
    FoundGroup(ORPHAN, "financial", records=2, money=(Money(341250, "USD"),), examples=(2, 3)),
    FoundGroup(INCOMPLETE, "financial", records=1, money=(Money(1250, "USD"),), examples=(3,)),
    FoundGroup(PERSON, "identity", records=2, examples=(11, 12)),
    FoundGroup(COLUMN, "unclassed", records=40, cells=40, examples=(1, 2, 3)),
    FoundGroup(OTHER_COLUMN, "unclassed", records=1, cells=1, examples=(1,)),
    FoundGroup(DATES, "identity", records=3, cells=3, examples=(3, 7, 9)),
    FoundGroup(APPOINTMENT, "operational", records=1, cells=1, examples=(2,)),
    FoundGroup(WORD, "identity", records=4, cells=4, examples=(2, 4, 6, 8)),
    FoundGroup(CLINICAL, "clinical", records=9, cells=9),
)


def grouped_project(store: Storage, found: Sequence[FoundGroup] = FOUND) -> ProjectChoice:
    """A project with these groups in its newest run."""
    project = project_in(store, FILES)
    run_again(store, project)
    publish_groups(store, project, found)
    return project


def publish_groups(
    store: Storage, project: ProjectChoice, found: Sequence[FoundGroup] = FOUND, *, decisions: int = 0
) -> str:
    """One more run, as the newest one but for its groups; its name. decisions: the version it followed."""
    with store.read() as work:
        last = newest_run(work, project.id)
        assert last is not None
        log = work.runs.open_part(project.id, last.run, "log", RESTRICTED)
        name = f"{len(work.runs.of(project.id)):064x}"
    with store.begin() as work:
        work.runs.publish(
            project.id,
            run=name,
            result=name,
            parts=[Part("log", RESTRICTED, log), Part(PART, RESTRICTED, to_frame(found))],
            summary={**last.summary, "decisions": decisions},
            mapping_version=last.mapping_version,
            by="Robin",
        )
    return name


def followed(each: FoundGroup, choice: Choice) -> FoundGroup:
    """The group as a run finds it that followed a decision."""
    return replace(each, choice=choice, seen=each.count)
