from __future__ import annotations

from dataclasses import replace
from datetime import date

from streamlit.testing.v1 import AppTest

from core.errors import WrongUsage
from core.finances import Asked, Basis, Report
from portal.permissions import Action, Actor, Forbidden, Role
from portal.viewmodels.finances import FinancesPage, FinancesPaper, Pasted, Refused, Typed
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_finances import AT, DIFFERS, FINANCES, KIMS, SEATTLE
from tests.portal.fakes import FakePortal

KIM = Actor("Kim Sample", Role.ACCOUNTANT)
OURS = DIFFERS.ours.minor_units if DIFFERS.ours else None
PAPER = FinancesPaper("F-2026-0001", AT, "Kim Sample", "Kim Sample", None)


def page(portal: FakePortal, **query: str) -> AppTest:
    app = shown("finances", portal, **query)
    assert not app.exception
    return app


def kims(view: FinancesPage = KIMS, **more: object) -> FakePortal:
    return FakePortal(actor=KIM, finances_page=view, **more)  # type: ignore[arg-type]


def test_what_differs_and_is_not_explained_stands_first_and_its_number_opens_the_entries() -> None:
    app = page(kims())
    said, html = text_of(app), html_of(app)
    assert "1 difference is not explained." in said
    assert said.index("Collections, May 2026") < said.index("Receivables in all, 26 Jun 2026")
    assert "-1,000.00 CAD not explained" in said and "ties" in said
    assert "finances?currency=CAD&amp;report=collections&amp;clinic=clinic:x:2" in html


def test_names_are_shown_and_never_run() -> None:
    html = html_of(page(kims()))
    assert "<i>Vancouver</i>" not in html and "Kim <b>" not in html
    assert "&lt;i&gt;Vancouver&lt;/i&gt;" in html


def test_the_accountant_types_a_total_of_the_day_of_the_newest_entry() -> None:
    portal = kims()
    app = page(portal)
    prefix = "cb-finance-7-balance"
    assert app.date_input(key=f"{prefix}-period").value == date(2026, 6, 26)
    app.selectbox(key=f"{prefix}-clinic").select(SEATTLE)
    app.text_input(key=f"{prefix}-amount").input("42,723.05")
    app.selectbox(key=f"{prefix}-currency").select("USD")
    next(b for b in app.button if b.label == "Save the total").click().run()
    typed = Typed(Report.BALANCE, "USD", "42,723.05", SEATTLE, "", "2026-06-26", Basis.SERVICE)
    assert portal.steps == [("type_total", typed, 7)]


def test_another_report_asks_for_a_month_a_provider_and_by_which_day() -> None:
    app = page(kims())
    app.selectbox(key="cb-finance-report").select(Report.COLLECTIONS).run()
    prefix = "cb-finance-7-collections"
    assert app.selectbox(key=f"{prefix}-basis").value is Basis.ENTRY
    assert app.selectbox(key=f"{prefix}-period").options[1] == "Jun 2026"
    assert app.selectbox(key=f"{prefix}-provider").options == ["All providers", "Ada Rootwell"]


def test_what_cannot_be_read_is_told_once_where_it_was_typed() -> None:
    refusal = WrongUsage(place="Amount", found="This is not an amount.", do="Write it like 12,345.60.")
    app = page(kims(refusal=refusal))
    next(b for b in app.button if b.label == "Save the total").click().run()
    assert "This is not an amount." in text_of(app)
    assert "This is not an amount." not in text_of(app.run())


def test_an_explanation_is_for_the_difference_that_it_stands_beside() -> None:
    portal = kims()
    app = page(portal)
    app.text_area(key="cb-finance-why-7-0").input("A deposit of June.")
    next(b for b in app.button if b.label == "Explain it").click().run()
    assert portal.steps == [
        ("explain_total", "Collections, May 2026, <i>Vancouver</i>", "A deposit of June.", OURS, 7)
    ]


def test_pasted_lines_that_cannot_be_read_come_back_with_their_sentence() -> None:
    portal = kims(pasted=Pasted(1, (Refused(2, "Nobody;2026-05;1", "Nobody of this <name>."),)))
    app = page(portal)
    app.text_area(key="cb-paste-7-text").input("All;2026-05;1\nNobody;2026-05;1")
    next(b for b in app.button if b.label == "Save these totals").click().run()
    said = text_of(app)
    assert "1 total is noted, with your name. 1 line was not taken." in said
    assert "Nobody;2026-05;1 Nobody of this <name>." in said


def test_a_link_leads_to_the_entries_behind_a_figure_and_where_to_look_first() -> None:
    portal = kims()
    app = page(portal, report="collections", currency="CAD", period="2026-05", basis="entry")
    assert portal.steps == [
        ("drill", Asked(Report.COLLECTIONS, "CAD", period="2026-05", basis=Basis.ENTRY), 1)
    ]
    said = text_of(app)
    assert "1 entry has a plus or minus that does not fit the kind, together -500.00 CAD." in said
    assert "18 numbers, 5000123 to 5000140, are not in ledger: they never left the old system." in said
    assert "log?table=5&amp;record=1200" in html_of(app)


def test_a_link_that_names_no_figure_there_is_leads_to_the_page() -> None:
    portal = kims()
    assert "Type a total" in text_of(page(portal, report="nonsense", currency="CAD"))
    for period in ("2026-13", "2026-02-31", "2026", "soon"):
        assert "Type a total" in text_of(page(portal, report="balance", currency="CAD", period=period))
    assert portal.steps == []


def test_the_owner_reads_figures_and_is_offered_no_form() -> None:
    app = page(FakePortal())
    assert "Save the total" not in labels(app) and "Explain it" not in labels(app)
    said = text_of(app)
    for title in ("Receivables by age", "Production, collections and adjustments", "Missed appointments"):
        assert title in said
    assert len(app.get("plotly_chart")) == 5


def test_the_statement_is_written_then_signed_with_the_passphrase() -> None:
    portal = kims()
    app = page(portal)
    next(b for b in app.button if b.label == "Write the statement").click().run()
    assert portal.steps == [("write_finances", 7)]
    portal = kims(replace(KIMS, papers=(PAPER,)))
    app = page(portal)
    app.text_input(key="cb-phrase-F-2026-0001-0").input("correct horse")
    next(b for b in app.button if b.label == "Sign as Kim Sample").click().run()
    assert portal.steps == [("sign_finances", "F-2026-0001", "correct horse")]


def test_an_outdated_statement_says_why_and_is_not_offered_to_sign() -> None:
    late = replace(PAPER, outdated="A newer run has finished since.")
    app = page(kims(replace(KIMS, papers=(late,))))
    assert "A newer run has finished since." in text_of(app)
    assert "Sign as Kim Sample" not in labels(app) and "Write a new statement" in labels(app)


def test_before_a_run_the_page_teaches_the_next_step_and_others_are_told_whom_to_ask() -> None:
    assert "There is no run yet" in text_of(page(FakePortal(finances_page=FinancesPage("Maple", 0, None))))
    sam = Actor("Sam", Role.RECEPTIONIST)
    refused = FakePortal(actor=sam, error=Forbidden(sam, Action.TIE_OUT))
    assert "Please ask the owner or the accountant of your clinic." in text_of(page(refused))


def test_no_key_of_a_widget_names_a_patient() -> None:
    app = page(kims(), report="collections", currency="CAD")
    keys = [str(w.key) for kind in ("button", "text_input", "selectbox", "text_area") for w in app.get(kind)]
    assert not [key for key in keys if "1000" in key]
    assert FINANCES.run
