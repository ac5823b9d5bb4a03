"""Set answers of the Mapping page: a table with every standing that a column can have."""

from __future__ import annotations

from portal.viewmodels.holdings import Held, Lie, Points
from portal.viewmodels.mapping import (
    ColumnLine,
    ColumnView,
    DateEvidence,
    Example,
    Home,
    Level,
    MappingPage,
    OptionName,
    Outcomes,
    Place,
    Several,
    Suggested,
    TableLine,
    TableView,
    Why,
)

SOURCE = ("export/ledger.csv", "ledger")
DATE, ENTERED = Home("ledger_entry", "date"), Home("ledger_entry", "entered_at")
TYPE, NOTE = Home("ledger_entry", "type"), Home("ledger_entry", "note")
RULE = "rule: accept sure suggestions"
WAITING = ColumnLine(
    "EntryDate",
    Place.WAITING,
    RULE,
    "Not sure.",
    open=True,
    by_person=False,
    in_key=False,
    suggested=Suggested(DATE, Level.LIKELY, '"EntryDate" is a usual name for a date.', ENTERED),
)
KEY = ColumnLine(
    "EntryNum",
    Place.KEY,
    "",
    "",
    open=False,
    by_person=False,
    in_key=True,
    suggested=Suggested(None, Level.SURE, '"EntryNum" is how this table numbers each ledger entry.'),
)
SURE = ColumnLine(
    "EntryType",
    TYPE,
    RULE,
    "A usual name.",
    open=False,
    by_person=False,
    in_key=False,
    suggested=Suggested(TYPE, Level.SURE, "A usual name."),
)
YOURS = ColumnLine(
    "Memo <b>",
    NOTE,
    "Robin",
    "The front desk writes notes here.",
    open=False,
    by_person=True,
    in_key=False,
    suggested=Suggested(None, Level.NOT_SURE, "Nothing is called anything like this."),
)
LAST, GIVEN = Home("patient", "last_name"), Home("patient", "first_name")
WHOLE_NAME = ColumnLine(
    "Payer",
    Home("patient", "full_name"),
    RULE,
    "A usual name.",
    open=False,
    by_person=False,
    in_key=False,
    suggested=Suggested(
        Home("patient", "full_name"),
        Level.SURE,
        "A usual name.",
        several=Several((LAST, GIVEN), '"Payer" holds whole names in one cell.'),
    ),
)
LEDGER = TableLine(SOURCE, 581, 4, 1, "ledger_entry")
PATIENTS = TableLine(("export/patients.csv", "patients"), 2004, 19, 0, "patient")
LEDGER_VIEW = TableView(
    LEDGER,
    "ledger_entry",
    Level.SURE,
    'The name "ledger" and the columns both say ledger entry.',
    "payment",
    ("EntryNum",),
    ("EntryNum",),
    (KEY, SURE, WAITING, YOURS),
    (DATE, ENTERED, TYPE, NOTE),
)
MAPPING = MappingPage(
    "Example: Maple Street Dental",
    4,
    (PATIENTS, LEDGER),
    LEDGER_VIEW,
    may_map=True,
    may_run=True,
    ask="the owner or the champion of your clinic",
    run_version=3,
    newer=True,
    may_take=True,
)
HELD = Held(
    "date",
    579,
    579,
    0.99,
    formats=(("99/99/9999", 577), ("99/99/99", 2)),
    rare=(("99/99/99", 2),),
    names=False,
    points=(Points("appointments", "AptDate", 0.97),),
    lie=Lie(
        "4 Jan 2021",
        "9 Jan 2021",
        "16 Jan 2021",
        tuple((f"{n} Jan 2021", f"{n + 1} Jan 2021", 30 + 7 * (n % 5)) for n in range(4, 16)),
        above=1,
        far=(("01/04/2203", 1),),
    ),
)
COLUMN = ColumnView(
    samples=(("12/22/2023", 11), ("31/31/2023", 2)),
    distinct=261,
    filled=579,
    rows=581,
    values_shown=True,
    ask="the owner or the champion of your clinic",
    held=HELD,
)
DATED = ColumnView(
    held=HELD,
    samples=COLUMN.samples,
    distinct=261,
    filled=579,
    rows=581,
    values_shown=True,
    ask=COLUMN.ask,
    options=((OptionName.ORDER, "mdy"),),
    evidence=DateEvidence(337, 0, 205),
    examples=(
        Example(Why.FAILING, "31/31/2023", None, "not_a_date", 2),
        Example(Why.TYPICAL, "12/22/2023", "22 Dec 2023", "", 11),
    ),
    outcomes=Outcomes(read=577, absent=0, failed=(("not_a_date", 2),), empty=2),
)
CODED = ColumnView(
    samples=(("CHG", 398), ("ZZ", 3)),
    distinct=4,
    filled=581,
    rows=581,
    values_shown=True,
    ask=COLUMN.ask,
    outcomes=Outcomes(read=578, failed=(("value_without_a_code", 3),)),
)
NAMED = ColumnView(
    samples=(("Lee, Ana M.", 1), ("Bo Ek", 1)),
    distinct=2,
    filled=2,
    rows=2,
    values_shown=True,
    ask=COLUMN.ask,
    options=((OptionName.NAME_ORDER, ""), (OptionName.WORDS_BETWEEN, "")),
    outcomes=Outcomes(read=1, failed=(("name_order_unsettled", 1),)),
)
COLUMNS = {"EntryDate": COLUMN, "Memo <b>": COLUMN, "EntryNum": COLUMN, "EntryType": CODED}
