"""The statement of finances: written for what stands, signed by the accountant alone, told where outdated."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from io import BytesIO

import polars as pl
import pytest
from openpyxl import load_workbook

from core.finances import Report
from core.parts import RESTRICTED
from core.parts import Part as Published
from core.readiness import Part
from portal.permissions import Forbidden
from portal.services import finance_file, finance_papers, finance_totals, finances
from portal.services.acting import PEOPLE
from portal.services.document_signing import SigningRefused
from portal.services.installation_keys import roots
from portal.services.overview import newest_run
from portal.services.readiness_papers import NotWritten
from portal.viewmodels.finances import FinancesPaper, Typed
from portal.wording.audit_trail import NO_WORDS, sentence
from reports.signing import Finding, verify
from storage.errors import StaleVersion
from tests.portal.clinics import ACCOUNTANT, OWNER, ZONE, Clinic, receivables

PHRASE = "correct horse of Kim Sample"
DUES = Typed(Report.BALANCE, "USD", "", period="2026-06-26")


def types(clinic: Clinic, units: int, **more: str) -> None:
    typed = replace(DUES, amount=f"{units / 100:.2f}", **more)
    finance_totals.type_total(clinic.store, ACCOUNTANT, clinic.project.id, typed, seen=clinic.seen)


def write(clinic: Clinic) -> str:
    return finance_papers.issue(clinic.store, ACCOUNTANT, clinic.project, seen=clinic.seen, zone=ZONE)


def sign(clinic: Clinic, paper: str, actor=ACCOUNTANT, phrase: str = PHRASE) -> int:
    return finance_papers.sign(clinic.store, actor, clinic.project.id, paper, passphrase=phrase, zone=ZONE)


def papers(clinic: Clinic) -> tuple[FinancesPaper, ...]:
    return finances.view(clinic.store, OWNER, clinic.project).papers


def content(clinic: Clinic, paper: str) -> bytes:
    return finance_papers.opened(clinic.store, OWNER, clinic.project.id, paper).content


def verdict(clinic: Clinic, pdf: bytes):
    with clinic.store.read() as work:
        return verify(pdf, roots(work))


def test_a_statement_is_written_signed_and_verified_by_its_one_signature(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    assert paper == "F-2026-0001"
    unsigned = verdict(clinic, content(clinic, paper))
    assert unsigned.finding is Finding.UNFINISHED and "missing: accountant" in unsigned.sentences[0]
    clinic.key(ACCOUNTANT)
    sign(clinic, paper)
    signed = verdict(clinic, content(clinic, paper))
    assert (signed.finding, signed.document) == (Finding.VALID, paper)
    assert [each.role for each in signed.signatures[1:]] == ["accountant"]
    assert papers(clinic)[0].signed is not None


def test_a_byte_changed_in_a_signed_statement_is_found(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    clinic.key(ACCOUNTANT)
    sign(clinic, paper)
    pdf = content(clinic, paper)
    for place in (len(pdf) // 3, pdf.index(b"ChartbridgeAccountant") + 12, len(pdf) - 40):
        changed = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
        assert verdict(clinic, changed).finding in (Finding.ALTERED, Finding.NOT_OURS), place


def test_nobody_but_the_accountant_writes_or_signs_it_and_it_is_no_readiness_document(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    for person in PEOPLE:
        if person != ACCOUNTANT:
            with pytest.raises(Forbidden):
                finance_papers.issue(clinic.store, person, clinic.project, seen=clinic.seen, zone=ZONE)
            with pytest.raises(Forbidden):
                sign(clinic, paper, person)
    assert clinic.view().documents == ()
    other = replace(ACCOUNTANT, name="Kim Other")
    with pytest.raises(SigningRefused, match="names Kim Sample"):
        sign(clinic, paper, other)


def test_asked_twice_it_is_one_statement_and_signed_twice_one_signature(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    assert write(clinic) == paper
    clinic.key(ACCOUNTANT)
    seen = sign(clinic, paper)
    assert sign(clinic, paper) == seen
    assert len(papers(clinic)) == 1


def test_a_total_typed_since_makes_it_outdated_and_it_is_not_signed_any_more(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    types(clinic, 1, currency="CAD")
    assert papers(clinic)[0].outdated == "Totals or explanations were changed since."
    clinic.key(ACCOUNTANT)
    with pytest.raises(SigningRefused, match="changed since"):
        sign(clinic, paper)
    assert write(clinic) == "F-2026-0002"


def test_a_total_stated_on_go_live_is_beside_what_the_newest_run_has_and_open_again(clinic: Clinic) -> None:
    clinic.state(ACCOUNTANT, Part.TOTALS, "Receivables", "Rounded in 2019.", theirs=receivables() + 1)
    (before,) = finances.view(clinic.store, OWNER, clinic.project).totals
    assert before.explained and before.ours is not None and before.ours.minor_units == receivables()
    newer_with_more_money(clinic)
    (after,) = finances.view(clinic.store, OWNER, clinic.project).totals
    assert after.ours is not None and after.ours.minor_units > receivables()
    assert not after.explained, "the difference is another one than was explained"
    explain = partial(finance_totals.explain_total, clinic.store, ACCOUNTANT, clinic.project.id)
    with pytest.raises(StaleVersion, match="A newer run has finished since"):
        explain("Receivables", "Rounded in 2019.", ours=receivables(), seen=clinic.seen)
    paper = write(clinic)
    clinic.key(ACCOUNTANT)
    with pytest.raises(SigningRefused, match="1 difference is not explained yet"):
        sign(clinic, paper)
    explain("Receivables", "Cents.", ours=after.ours.minor_units, seen=clinic.seen)
    sign(clinic, write(clinic))


def newer_with_more_money(clinic: Clinic) -> None:
    """A run of the same ledger in which every amount is one cent higher."""
    with clinic.store.read() as work:
        run, name = newest_run(work, clinic.project.id), "entity/ledger_entry"
        frames = {
            each.sensitivity: work.runs.open_part(clinic.project.id, run.run, name, each.sensitivity)
            for each in work.runs.parts(clinic.project.id, run.run)
            if each.name == name
        }
        log = work.runs.open_part(clinic.project.id, run.run, "log", RESTRICTED)
    more = {kind: f.with_columns(pl.col("^amount$") + 1) for kind, f in frames.items()}
    parts = [Published("log", RESTRICTED, log), *(Published(name, kind, f) for kind, f in more.items())]
    clinic.clock.advance(5)
    with clinic.store.begin() as work:
        work.runs.publish(
            clinic.project.id, run="e" * 64, result="f" * 64, parts=parts, summary=run.summary,
            mapping_version=run.mapping_version, by="Robin",
        )  # fmt: skip


def test_a_wrong_passphrase_signs_nothing_and_is_an_event(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    clinic.key(ACCOUNTANT)
    with pytest.raises(SigningRefused, match="not your signing passphrase"):
        sign(clinic, paper, phrase="something else entirely")
    assert clinic.events()[-1] == "person:document:refuse"
    assert papers(clinic)[0].signed is None


def test_a_difference_that_nobody_explained_is_printed_and_never_signed(clinic: Clinic) -> None:
    types(clinic, receivables() + 1)
    paper = write(clinic)
    clinic.key(ACCOUNTANT)
    with pytest.raises(SigningRefused, match="1 difference is not explained yet"):
        sign(clinic, paper)
    subject = "Receivables in all, 26 Jun 2026, USD"
    finance_totals.explain_total(
        clinic.store,
        ACCOUNTANT,
        clinic.project.id,
        subject,
        "Rounded in 2019.",
        ours=receivables(),
        seen=clinic.seen,
    )
    sign(clinic, write(clinic))


def test_nothing_is_written_before_a_total_is_typed(clinic: Clinic) -> None:
    with pytest.raises(NotWritten, match="at least one total"):
        write(clinic)


def test_a_statement_leaves_a_readiness_document_that_waits_as_it_is(clinic: Clinic) -> None:
    clinic.in_order()
    document = clinic.issue()
    paper = write(clinic)
    clinic.key(ACCOUNTANT)
    sign(clinic, paper)
    live = clinic.view().live
    assert live is not None and live.id == document


def test_every_event_of_it_is_told_in_words(clinic: Clinic) -> None:
    types(clinic, receivables())
    paper = write(clinic)
    clinic.key(ACCOUNTANT)
    sign(clinic, paper)
    b"".join(finance_file.write(clinic.store, ACCOUNTANT, clinic.project.id, zone=ZONE))
    with clinic.store.read() as work:
        told = [sentence(event.event, event.facts) for event in work.audit.events(clinic.project.id)]
    assert not [each for each in told if each.startswith(NO_WORDS.split("(")[0])]
    assert "Signed F-2026-0001 as accountant, confirmed by passphrase." in told


def test_the_workbook_has_every_transaction_exactly_and_no_clinical_word(clinic: Clinic) -> None:
    types(clinic, receivables() + 100)
    whole = b"".join(finance_file.write(clinic.store, ACCOUNTANT, clinic.project.id, zone=ZONE))
    book = load_workbook(BytesIO(whole))
    assert book.sheetnames == ["Totals", "Differences", "Transactions"]
    head, *rows = list(book["Transactions"].values)
    at = {name: place for place, name in enumerate(head)}
    usd = [row for row in rows if row[at["Currency"]] == "USD" and row[at["Counts"]] == "yes"]
    assert round(sum(row[at["Amount"]] for row in usd) * 100) == receivables()
    assert not any("canal" in str(cell) or "Crown" in str(cell) for row in rows for cell in row)
    assert len(list(book["Differences"].values)) == 2
    with pytest.raises(Forbidden):
        b"".join(finance_file.write(clinic.store, PEOPLE[1], clinic.project.id, zone=ZONE))
