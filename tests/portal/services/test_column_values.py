"""The grid of a column's values: what each becomes, who sees what, and a change tried before it is saved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.decisions import Choice, Decision, Group, GroupKind
from core.errors import ChartbridgeError
from core.money import Money
from core.values import Origin
from portal.permissions import Actor, Forbidden, Grant, Role
from portal.services import column_values, mapping, value_trial
from portal.viewmodels.mapping import Home, Source
from portal.viewmodels.mapping_asked import (
    Change,
    MoveColumn,
    SetKind,
    SetValues,
    UseValues,
)
from portal.viewmodels.values import Show, ValueLine, ValuesPage, ValuesQuery
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import NotStored, StaleVersion
from tests.portal.stores import AUDITOR, OWNER, project_in, store_in

CLINIC = Clinic()
LEDGER, BILLS = ("ledger.csv", "ledger"), ("bills.csv", "bills")
CHAMPION, VENDOR = Actor("Chris", Role.CHAMPION), Actor("Vera", Role.VENDOR)
TYPES = ("QRS", "Payment", "payment", "payment.", "Zelle", "n/a", "")
ROWS = b"EntryNum,EntryDate,Amount,EntryType,Memo\n" + b"".join(
    f"{n},{day},-10.50,{TYPES[n % len(TYPES)]},Smth {n % 40}\n".encode()
    for n, day in ((n, "31/31/2023" if n == 5 else f"12/{n % 28 + 1}/2023") for n in range(70))
)
MORE = b"BillNum,Kind,Note\n" + b"".join(f"{n},{'zelle' if n % 2 else 'qrs'},\n".encode() for n in range(20))


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    return store_in(tmp_path)


@pytest.fixture
def project(store: Storage) -> ProjectChoice:
    """A ledger of which each column has its field, and bills with words of the same kind."""
    made = project_in(store, {"ledger.csv": ROWS, "bills.csv": MORE})
    for source in (LEDGER, BILLS):
        settle(store, made, SetKind(source, "ledger_entry"))
    fields = {"EntryDate": "date", "Amount": "amount", "EntryType": "type", "Memo": "note"}
    for column, field in fields.items():
        settle(store, made, MoveColumn(LEDGER, column, Home("ledger_entry", field)))
    settle(store, made, MoveColumn(BILLS, "Kind", Home("ledger_entry", "type")))
    return made


def settle(store: Storage, project: ProjectChoice, asked: Change) -> int:
    seen = mapping.view(store, OWNER, project, clinic=CLINIC).version
    return mapping.change(store, OWNER, project.id, asked, seen=seen, clinic=CLINIC)


def grid(
    store: Storage,
    project: ProjectChoice,
    column: str,
    source: Source = LEDGER,
    actor: Actor = OWNER,
    **asked: object,
) -> ValuesPage:
    query = ValuesQuery(source, column, **asked)  # type: ignore[arg-type]
    return column_values.view(store, actor, project, query, clinic=CLINIC)


def lines(page: ValuesPage) -> dict[str, ValueLine]:
    return {line.text: line for line in page.lines}


def test_each_value_says_what_it_becomes_on_whose_word_and_what_nobody_can_read_stands_first(
    store: Storage, project: ProjectChoice
) -> None:
    page = grid(store, project, "EntryType")
    told = [(line.text, line.count, line.becomes, line.origin) for line in page.lines]
    assert told == [
        ("QRS", 10, None, Origin.UNREAD),
        ("Zelle", 10, None, Origin.UNREAD),
        ("payment.", 10, None, Origin.UNREAD),
        ("Payment", 20, "payment", Origin.KNOWN),
        ("n/a", 10, None, Origin.ABSENT),
    ]
    assert (page.total, page.matching, page.pages, page.coded) == (len(told), len(told), 1, True)
    assert ("write_off", "write off") in page.codes


def test_a_word_without_a_code_has_a_suggestion_with_its_reason_and_keeps_waiting(
    store: Storage, project: ProjectChoice
) -> None:
    line = lines(grid(store, project, "EntryType"))["payment."]
    assert line.hint is not None and (line.hint.code, line.hint.sure) == ("payment", True)
    assert line.origin is Origin.UNREAD and line.becomes is None


def test_the_money_behind_a_value_is_shown_to_whoever_may_see_money(
    store: Storage, project: ProjectChoice
) -> None:
    assert lines(grid(store, project, "EntryType"))["Zelle"].worth == (Money(10500, "USD"),)
    without = grid(store, project, "EntryType", actor=CHAMPION)
    assert not without.money_shown and all(not line.worth for line in without.lines)
    granted = Actor("Chris", Role.CHAMPION, frozenset({Grant.MONEY}))
    assert lines(grid(store, project, "EntryType", actor=granted))["Zelle"].worth == (Money(10500, "USD"),)


def test_whoever_may_not_see_values_sees_shapes_and_finds_nothing_by_searching(
    store: Storage, project: ProjectChoice
) -> None:
    page = grid(store, project, "EntryDate", actor=AUDITOR)
    assert {line.text for line in page.lines} == {"99/9/9999", "99/99/9999"}
    assert not page.values_shown and not page.reuse
    assert grid(store, project, "EntryDate", actor=AUDITOR, search="31/31") == page


def test_values_are_searched_filtered_and_paged(store: Storage, project: ProjectChoice) -> None:
    page = grid(store, project, "Memo")
    assert (page.total, page.pages, len(page.lines)) == (40, 2, 25)
    assert len(grid(store, project, "Memo", page=2).lines) == 15
    assert lines(grid(store, project, "Memo", search=" SMTH 3")).keys() >= {"Smth 3", "Smth 39"}
    assert [*lines(grid(store, project, "EntryDate", show=Show.UNREAD))] == ["31/31/2023"]
    assert grid(store, project, "EntryDate", show=Show.CHANGED).lines == ()
    settle(store, project, SetValues(LEDGER, "EntryDate", (("31/31/2023", "12/31/2023"),)))
    (line,) = grid(store, project, "EntryDate", show=Show.CHANGED).lines
    assert (line.becomes, line.origin, line.code) == ("31 Dec 2023", Origin.CORRECTED, "12/31/2023")


def test_a_change_is_tried_first_and_counted_over_all_rows(store: Storage, project: ProjectChoice) -> None:
    asked = SetValues(LEDGER, "EntryType", (("zelle", "payment"), ("PAYMENT", "refund"), ("QRS", "charge")))
    told = value_trial.tried(store, OWNER, project, asked, clinic=CLINIC)
    assert (told.values, told.rows, told.now_read, told.no_longer, told.still_unread) == (3, 40, 20, 0, 0)
    assert {(line.text, line.before, line.after) for line in told.lines} >= {("Zelle", None, "payment")}
    assert mapping.view(store, OWNER, project, clinic=CLINIC).version == 7


def test_what_was_tried_is_saved_as_one_version_with_the_reason(
    store: Storage, project: ProjectChoice
) -> None:
    asked = SetValues(LEDGER, "EntryType", (("zelle", "payment"), ("QRS", "charge")), "The desk said so.")
    version = settle(store, project, asked)
    assert version == 8
    with store.read() as work:
        told = json.loads(work.mappings.get(project.id, version).text)
    rule = next(r for t in told["tables"] for r in t["rules"] if r["columns"] == ["EntryType"])
    assert (rule["by"], rule["reason"]) == ("Robin", "The desk said so.")
    assert lines(grid(store, project, "EntryType"))["Zelle"].origin is Origin.PERSON


def test_a_correction_that_cannot_be_read_either_is_seen_before_it_is_saved(
    store: Storage, project: ProjectChoice
) -> None:
    asked = SetValues(LEDGER, "EntryDate", (("31/31/2023", "32/32/2023"), ("12/1/2023", "nonsense")))
    told = value_trial.tried(store, OWNER, project, asked, clinic=CLINIC)
    assert (told.still_unread, told.now_read) == (1, 0) and told.no_longer > 0
    assert [line.after for line in told.lines] == [None]


def test_what_was_said_of_one_column_is_offered_where_the_same_words_stand(
    store: Storage, project: ProjectChoice
) -> None:
    assert grid(store, project, "EntryType").reuse == ()
    settle(store, project, SetValues(BILLS, "Kind", (("ZELLE", "payment"), ("qrs", "charge"))))
    (offer,) = grid(store, project, "EntryType").reuse
    assert (offer.source, offer.column, offer.values, offer.rows) == (BILLS, "Kind", 2, 20)
    hint = lines(grid(store, project, "EntryType"))["Zelle"].hint
    assert hint is not None and (hint.code, hint.sure, hint.why) == ("payment", True, "told")
    asked = UseValues(LEDGER, "EntryType", BILLS, "Kind")
    assert value_trial.tried(store, OWNER, project, asked, clinic=CLINIC).rows == 20
    settle(store, project, asked)
    page = grid(store, project, "EntryType")
    assert lines(page)["Zelle"].becomes == "payment" and page.reuse == ()


def test_a_word_that_was_decided_is_read_so_until_the_mapping_says_otherwise(
    store: Storage, project: ProjectChoice
) -> None:
    group = Group(
        GroupKind.VALUE, *LEDGER, "EntryType", "ledger_entry", "type", "value_without_a_code", "zelle"
    )
    with store.begin() as work:
        made = Decision(group, Choice.REPLACE, "Robin", "owner", "It is a payment.", to="payment", count=10)
        work.decisions.made(project.id, [made], by="Robin", saw=0)
    page = grid(store, project, "EntryType")
    line = lines(page)["Zelle"]
    assert (line.becomes, line.origin, line.code) == ("payment", Origin.DECIDED, "")
    assert page.unread == 2
    asked = SetValues(LEDGER, "EntryType", (("zelle", "refund"),))
    told = value_trial.tried(store, OWNER, project, asked, clinic=CLINIC)
    assert [(each.before, each.after) for each in told.lines] == [("payment", "refund")]
    settle(store, project, asked)
    assert lines(grid(store, project, "EntryType"))["Zelle"].origin is Origin.PERSON


def test_a_word_for_yes_is_said_to_be_one(store: Storage, project: ProjectChoice) -> None:
    settle(store, project, MoveColumn(LEDGER, "EntryType", Home("ledger_entry", "voided")))
    page = grid(store, project, "EntryType")
    assert page.codes == (("yes", "yes"), ("no", "no")) and not page.coded
    settle(store, project, SetValues(LEDGER, "EntryType", (("zelle", "yes"),)))
    line = lines(grid(store, project, "EntryType"))["Zelle"]
    assert (line.becomes, line.origin) == ("yes", Origin.CORRECTED)


def test_a_trial_is_for_whoever_may_change_the_mapping_and_see_values(
    store: Storage, project: ProjectChoice
) -> None:
    asked = SetValues(LEDGER, "EntryType", (("zelle", "payment"),))
    for actor in (AUDITOR, VENDOR):
        with pytest.raises(Forbidden):
            value_trial.tried(store, actor, project, asked, clinic=CLINIC)


def test_a_column_that_feeds_no_field_has_no_grid(store: Storage, project: ProjectChoice) -> None:
    with pytest.raises(NotStored):
        grid(store, project, "BillNum", BILLS)


def test_what_was_asked_about_a_column_that_there_is_not_is_never_quoted(
    store: Storage, project: ProjectChoice
) -> None:
    for asked in (
        SetValues(LEDGER, "Mrs Secret", (("a", "b"),)),
        SetValues(("Mrs Secret", "x"), "Memo", (("a", "b"),)),
        UseValues(LEDGER, "Memo", LEDGER, "Mrs Secret"),
    ):
        with pytest.raises(ChartbridgeError) as refused:
            value_trial.tried(store, OWNER, project, asked, clinic=CLINIC)
        told = refused.value
        assert "Secret" not in f"{told} {told.place} {told.found} {told.do}"


def test_an_empty_column_has_no_values(store: Storage, project: ProjectChoice) -> None:
    settle(store, project, MoveColumn(BILLS, "Note", Home("ledger_entry", "note")))
    page = grid(store, project, "Note", BILLS)
    assert (page.lines, page.total, page.unread, page.read) == ((), 0, 0, 0)


def test_a_change_to_an_older_version_saves_nothing(store: Storage, project: ProjectChoice) -> None:
    asked = SetValues(LEDGER, "EntryType", (("zelle", "payment"),))
    with pytest.raises(StaleVersion):
        mapping.change(store, OWNER, project.id, asked, seen=3, clinic=CLINIC)
    with pytest.raises(ChartbridgeError):
        settle(store, project, SetValues(LEDGER, "EntryType", (("zelle", "no such code"),)))
    assert lines(grid(store, project, "EntryType"))["Zelle"].origin is Origin.UNREAD


PROVIDERS = b"ProvNum,LName,FName\n1,Smith,Laura\n2,Okoro,Ben\n3,Smith,Adam\n"
VISITS = b"AptNum,PatNum,AptDate,Provider\n" + b"".join(
    f"{n},1,2025-03-1{n % 10},{('1', 'Ben OKORO', 'SMITH', 'Nobody')[n % 4]}\n".encode() for n in range(40)
)


def test_a_name_where_a_number_should_lead_to_a_record_is_found_once_and_settled_once(
    store: Storage,
) -> None:
    project = project_in(store, {"providers.csv": PROVIDERS, "visits.csv": VISITS})
    providers, visits = ("providers.csv", "providers"), ("visits.csv", "visits")
    settle(store, project, SetKind(providers, "provider"))
    settle(store, project, SetKind(visits, "appointment"))
    settle(store, project, MoveColumn(visits, "Provider", Home("appointment", "provider")))
    page = grid(store, project, "Provider", visits)
    assert (page.astray, page.astray_rows, page.unread) == (3, 30, 0)
    assert ("2", "2 · Ben · Okoro") in page.codes
    told = lines(page)
    assert told["1"].origin is Origin.READ and told["Nobody"].hint is None and told["SMITH"].hint is None
    hint = told["Ben OKORO"].hint
    assert hint is not None and (hint.code, hint.sure) == ("2", False)
    settle(store, project, SetValues(visits, "Provider", (("ben okoro", "2"), ("Nobody", "9"))))
    page = grid(store, project, "Provider", visits)
    assert lines(page)["Ben OKORO"].origin is Origin.CORRECTED
    assert lines(page)["Nobody"].origin is Origin.ASTRAY and page.astray_rows == 20


def test_money_behind_a_value_is_never_added_across_currencies(store: Storage) -> None:
    rows = b"EntryNum,Amount,Currency,EntryType,Memo\n" + b"".join(
        f"{n},{amount},{code},{word},{'long ' * 300 if n == 0 else 'x'}\n".encode()
        for n, (amount, code, word) in enumerate(
            [("1.50", "USD", "QRS"), ("-2", "USD", "qrs"), ("700", "JPY", "QRS"), ("9", "??", "QRS")] * 4
        )
    )
    project = project_in(store, {"ledger.csv": rows})
    settle(store, project, SetKind(LEDGER, "ledger_entry"))
    fields = {"Amount": "amount", "Currency": "currency", "EntryType": "type", "Memo": "note"}
    for column, field in fields.items():
        settle(store, project, MoveColumn(LEDGER, column, Home("ledger_entry", field)))
    (line,) = grid(store, project, "EntryType").lines
    assert (line.count, line.worth) == (16, (Money(2800, "JPY"), Money(1400, "USD")))
    long = next(each for each in grid(store, project, "Memo").lines if not each.whole)
    assert long.text.startswith("long long") and len(long.text) < 200
