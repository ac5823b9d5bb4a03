"""Totals typed by the accountant beside ours, and the way from a difference to what caused it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.errors import WrongUsage
from core.finances import Asked, Basis, Report
from core.readiness import Verdict
from portal.permissions import Forbidden, Role
from portal.services import finance_drill, finance_totals, finances
from portal.services.acting import PEOPLE
from portal.services.finance_names import Names, told_apart
from portal.viewmodels.finances import Drill, FinancesPage, Pasted, Typed
from reports.readiness import NamesAPatient
from tests.portal.clinics import ACCOUNTANT, OWNER, Clinic, receivables

DAY = "2026-06-26"
DUES = Typed(Report.BALANCE, "USD", "", period=DAY)


def shown(clinic: Clinic) -> FinancesPage:
    return finances.view(clinic.store, ACCOUNTANT, clinic.project)


def types(clinic: Clinic, typed: Typed) -> int:
    return finance_totals.type_total(clinic.store, ACCOUNTANT, clinic.project.id, typed, seen=clinic.seen)


def pastes(clinic: Clinic, text: str, like: Typed) -> Pasted:
    return finance_totals.paste_totals(
        clinic.store, ACCOUNTANT, clinic.project.id, text, like, seen=clinic.seen
    )


def behind(clinic: Clinic, asked: Asked, page: int = 1) -> Drill:
    return finance_drill.drill(clinic.store, ACCOUNTANT, clinic.project, asked, page=page)


def major(units: int) -> str:
    return f"{units / 100:,.2f}"


def verdicts(clinic: Clinic) -> dict[str, Verdict]:
    return {line.name: line.result.verdict for line in clinic.view().gates}


def test_only_those_who_settle_totals_see_the_page_and_type_totals(clinic: Clinic) -> None:
    for person in PEOPLE:
        if person.role in (Role.OWNER, Role.ACCOUNTANT):
            assert finances.view(clinic.store, person, clinic.project).may_state
            typed = replace(DUES, amount=major(receivables()))
            assert finance_totals.type_total(clinic.store, person, clinic.project.id, typed, seen=clinic.seen)
        else:
            with pytest.raises(Forbidden, match="owner or the accountant"):
                finances.view(clinic.store, person, clinic.project)
            with pytest.raises(Forbidden):
                finance_totals.type_total(clinic.store, person, clinic.project.id, DUES, seen=clinic.seen)


def test_a_total_that_ties_to_the_cent_settles_both_gates(clinic: Clinic) -> None:
    clinic.figures()
    types(clinic, replace(DUES, amount=major(receivables())))
    (total,) = shown(clinic).totals
    assert total.ties and total.explained and not total.doubt
    assert total.statement.subject == "Receivables in all, 26 Jun 2026, USD"
    assert verdicts(clinic)["totals_compared"] is Verdict.PASS
    assert verdicts(clinic)["totals_tied"] is Verdict.PASS


def test_a_difference_blocks_until_it_is_explained_and_then_speaks_for_itself_only(clinic: Clinic) -> None:
    clinic.figures()
    types(clinic, replace(DUES, amount=major(receivables() + 1_000)))
    (total,) = shown(clinic).totals
    assert total.difference is not None and total.difference.minor_units == -1_000
    assert verdicts(clinic)["totals_tied"] is Verdict.BLOCK
    finance_totals.explain_total(
        clinic.store,
        ACCOUNTANT,
        clinic.project.id,
        total.statement.subject,
        "A late fee.",
        ours=receivables(),
        seen=clinic.seen,
    )
    assert shown(clinic).open == ()
    assert verdicts(clinic)["totals_tied"] is Verdict.PASS
    types(clinic, replace(DUES, amount=major(receivables() + 2_000)))
    assert len(shown(clinic).open) == 1, "another difference is not explained by it"


def test_ages_credits_and_unapplied_income_make_the_balance_of_each_clinic(clinic: Clinic) -> None:
    owed = {each.currency: dict(each.figures) for each in shown(clinic).owed}
    for currency, figures in owed.items():
        ages = sum(money.minor_units for report, money in figures.items() if report.value.startswith("age"))
        left = figures[Report.CREDITS].minor_units + figures[Report.UNAPPLIED].minor_units
        assert figures[Report.BALANCE].minor_units == ages - left == receivables(currency=currency)


def test_two_of_one_name_are_told_apart_so_that_neither_total_takes_the_place_of_the_other() -> None:
    given = {"provider:x:7": "Ada Rootwell", "provider:x:9": "Ada Rootwell", "provider:x:1": "Lee Molar"}
    names = Names({}, told_apart(given), {})
    asked = [Asked(Report.PRODUCTION, "USD", provider=key, period="2026-05") for key in given]
    subjects = [finance_totals.subject_of(each, names) for each in asked]
    assert len(set(subjects)) == 3
    assert "Ada Rootwell (7)" in subjects[0] and "Lee Molar," in subjects[2]
    assert names.found("Ada Rootwell") is None
    assert names.found("Ada Rootwell (9)") == ("provider", "provider:x:9")


def test_a_total_of_another_day_is_asked_about_and_names_both_days(clinic: Clinic) -> None:
    types(clinic, replace(DUES, amount="1.00", period="2026-05-31"))
    (total,) = shown(clinic).totals
    assert "of 31 May 2026" in total.doubt and "of 26 Jun 2026" in total.doubt and total.doubt.endswith("?")


def test_a_total_of_a_clinic_in_the_money_of_another_is_asked_about(clinic: Clinic) -> None:
    seattle = next(iter(shown(clinic).choices.clinics))
    types(clinic, replace(DUES, amount="1.00", clinic=seattle, currency="CAD"))
    (total,) = shown(clinic).totals
    assert "no money in CAD" in total.doubt and "it has USD" in total.doubt
    assert total.ours is not None and total.ours.minor_units == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (replace(DUES, amount="12.345,60"), "not an amount"),
        (replace(DUES, amount="1.00", currency="EUR"), "no money in this currency. It has CAD and USD."),
        (replace(DUES, amount="1.00", period="2026-05"), "no month and no day"),
        (replace(DUES, amount="1.00", period="2026-13-01"), "no month and no day"),
        (replace(DUES, amount="1.00", clinic="Zoe Bloggs"), "no clinic of this name"),
        (replace(DUES, amount="1.00", provider="Zoe Bloggs"), "no clinic of this name"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(clinic: Clinic, typed: Typed, said: str) -> None:
    with pytest.raises(WrongUsage, match=said) as refused:
        types(clinic, typed)
    assert clinic.seen == 0
    assert not any(word in str(refused.value) for word in ("12.345,60", "EUR", "2026-13-01", "Bloggs"))


def test_a_month_that_is_none_in_an_address_is_refused_in_one_sentence(clinic: Clinic) -> None:
    with pytest.raises(WrongUsage, match="no month and no day"):
        behind(clinic, Asked(Report.BALANCE, "USD", period="Zoe Bloggs"))


def test_several_lines_are_pasted_at_once_and_those_that_cannot_be_read_come_back(clinic: Clinic) -> None:
    like = Typed(Report.PRODUCTION, "USD", "", basis=Basis.SERVICE)
    text = "Dr. Rootwell;2026-06;592.00\nNobody;2026-06;1.00\nAll\t2026-06\t1.00\nAll;2026-06\n\n"
    found = pastes(clinic, text, like)
    assert found.kept == 2
    assert [(each.line, each.text) for each in found.refused] == [
        (2, "Nobody;2026-06;1.00"),
        (4, "All;2026-06"),
    ]
    assert "nobody and no clinic of this name" in found.refused[0].why
    subjects = {each.statement.subject for each in shown(clinic).totals}
    assert subjects == {
        "Production, Jun 2026, Ada Rootwell, by day of service, USD",
        "Production, Jun 2026, by day of service, USD",
    }


def test_an_explanation_that_names_a_patient_is_not_kept(clinic: Clinic) -> None:
    types(clinic, replace(DUES, amount="1.00"))
    (total,) = shown(clinic).totals
    seen = clinic.seen
    with pytest.raises(NamesAPatient):
        finance_totals.explain_total(
            clinic.store,
            ACCOUNTANT,
            clinic.project.id,
            total.statement.subject,
            "See chart 10012.",
            ours=receivables(),
            seen=seen,
        )
    assert clinic.seen == seen


def test_every_figure_is_the_sum_of_the_entries_behind_it_and_each_names_its_source_row(
    clinic: Clinic,
) -> None:
    view = shown(clinic)
    asked = Asked(Report.PRODUCTION, "USD", period="2026-06")
    found = behind(clinic, asked)
    month = next(each for each in view.flows[1].months if each.key == "2026-06")
    assert found.ours == month.production
    assert sum(entry.amount.minor_units for entry in found.entries) == found.ours.minor_units
    assert {(entry.file, entry.kind) for entry in found.entries} == {("ledger.csv", "charge")}
    assert all(entry.table is not None and entry.record > 0 for entry in found.entries)
    assert found.leads == ()


def test_the_owner_sees_production_of_each_clinic_in_its_own_currency(clinic: Clinic) -> None:
    view = finances.view(clinic.store, OWNER, clinic.project)
    for flows in view.flows:
        whole = receivables("charge", currency=flows.currency)
        assert sum(each.production.minor_units for each in flows.months) == whole
        assert sum(each.production.minor_units for each in flows.providers) == whole
        assert {m.currency for each in flows.months for m in (each.production, each.collections)} == {
            flows.currency
        }
    assert view.newest == date(2026, 6, 26)
