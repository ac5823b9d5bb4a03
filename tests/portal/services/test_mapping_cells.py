"""Full names, dates beside times, amounts of a ledger: settled, run, and every cell accounted for."""

from __future__ import annotations

from pathlib import Path

from core.accept import Settings as Clinic
from portal.services import mapping, overview, runs
from portal.viewmodels.mapping import (
    Home,
    OptionName,
    Place,
)
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetOption,
    TakeSeveral,
)
from portal.viewmodels.mapping_cells import JoinColumns, SetOnly
from portal.viewmodels.uploads import Accept
from tests.portal.stores import OWNER, project_in, store_in, work_all

CLINIC = Clinic()
PEOPLE, ENTRIES = ("patients.csv", "patients"), ("ledger.csv", "ledger")
NAMES = ("Lee, Ana M.", "Cruz, Eva", "Bo Ek", "Ana & Bo Ek", "Dr. Jo Ng Jr.", "N/A", "")
PATIENTS = "PatNum,PatientName,LastSeenOn,LastSeenAt\n" + "".join(
    f'{number},"{name}",2024-01-0{number},09:0{number}\n' for number, name in enumerate(NAMES, start=1)
)
LEDGER = "EntryNum,PatNum,EntryType,Amount,EntryDate\n" + "".join(
    f"{number},{1 + number % 7},{'CHG' if number % 2 else 'PMT'},{number}.00 CR,2024-02-01\n"
    for number in range(1, 15)
)
CHANGES: tuple[Change, ...] = (
    TakeSeveral(PEOPLE, "PatientName"),
    SetOption(PEOPLE, "PatientName", OptionName.NAME_ORDER, "given_first"),
    MoveColumn(PEOPLE, "LastSeenOn", Home("patient", "entered_at")),
    JoinColumns(PEOPLE, "LastSeenOn", ("LastSeenAt",)),
    MoveColumn(ENTRIES, "Amount", Home("ledger_entry", "amount")),
    SetOption(ENTRIES, "Amount", OptionName.CREDITS, "negative"),
    SetOnly(ENTRIES, "Amount", "EntryType", ("PMT",)),
)


def test_what_is_settled_about_cells_is_run_and_nothing_is_lost(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS.encode(), "ledger.csv": LEDGER.encode()})
    for seen, asked in enumerate(CHANGES):
        mapping.change(store, OWNER, project.id, asked, seen=seen, clinic=CLINIC)
    page = mapping.view(store, OWNER, project, clinic=CLINIC, table="\t".join(PEOPLE))
    assert page.table is not None
    to = {line.name: (line.to, len(line.also)) for line in page.table.columns}
    assert to["PatientName"] == (Home("patient", "last_name"), 4)
    assert to["LastSeenAt"] == (Home("patient", "entered_at"), 0)
    assert Place.WAITING not in {place for place, _ in to.values()}
    amount = mapping.column(store, OWNER, project, clinic=CLINIC, source=ENTRIES, name="Amount")
    assert dict(amount.options)[OptionName.CREDITS] == "negative"
    assert amount.ways is not None and amount.ways.only is not None
    runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=CLINIC, seen=len(CHANGES))
    work_all(store)
    shown = overview.view(store, OWNER, project)
    assert shown.run is not None and shown.run.sums.closes
    assert shown.run.sums.records.missing == shown.run.sums.cells.missing == 0
