"""Set answers of the grid of values: every origin that a value can have."""

from __future__ import annotations

from core.money import Money
from core.values import Hint, Origin
from portal.viewmodels.mapping_asked import SetValues
from portal.viewmodels.values import Reuse, Trial, TriedLine, ValueLine, ValuesPage
from tests.portal.fake_mapping import SOURCE

LINES = (
    ValueLine(
        "zz <b>",
        3,
        None,
        Origin.UNREAD,
        "value_without_a_code",
        hint=Hint("payment", True, "zz", "told"),
        worth=(Money(12550, "USD"), Money(900, "CAD")),
    ),
    ValueLine("CHG", 398, "charge", Origin.KNOWN, code="charge", worth=(Money(5_000_000, "USD"),)),
    ValueLine("PP", 12, "payment", Origin.PERSON, code="payment"),
    ValueLine("n/a", 4, None, Origin.ABSENT, "read_as_absent"),
)
VALUES = ValuesPage(
    LINES,
    matching=4,
    total=4,
    page=1,
    pages=1,
    unread=1,
    unread_rows=3,
    read=410,
    generic=41,
    coded=True,
    codes=(("charge", "charge"), ("payment", "payment")),
    values_shown=True,
    money_shown=True,
    may_map=True,
    ask="the owner or the champion of your clinic",
    reuse=(Reuse(("export/bills.csv", "bills"), "Kind", 2, 20),),
)
HIDDEN = ValuesPage(
    (ValueLine("a", 401, "a", Origin.KNOWN), ValueLine("a <a>", 3, None, Origin.UNREAD)),
    matching=2,
    total=4,
    page=1,
    pages=1,
    unread=1,
    unread_rows=3,
    read=410,
    generic=0,
    coded=True,
    codes=(),
    values_shown=False,
    money_shown=False,
    may_map=True,
    ask="the owner or the champion of your clinic",
)
TRIAL = Trial(
    SetValues(SOURCE, "EntryType", (("zz <b>", "payment"),)),
    (TriedLine("zz <b>", 3, None, "payment"),),
    values=1,
    rows=3,
    now_read=3,
    no_longer=0,
    still_unread=0,
)
