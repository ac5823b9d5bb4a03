from __future__ import annotations

import io
from dataclasses import replace

from pyhanko.pdf_utils.reader import PdfFileReader

from reports.finances import code_text, laid_out
from reports.finances.wording import verdict
from reports.signing import FINANCES
from tests.reports.finances.sample import EXPLAINED, OPEN, STATEMENT, TIES


def test_equal_statements_have_equal_bytes_and_another_cent_another_code() -> None:
    assert laid_out(STATEMENT).pdf == laid_out(replace(STATEMENT)).pdf
    other = replace(STATEMENT, totals=(replace(OPEN, by="Somebody"),))
    assert code_text(other) != code_text(STATEMENT)


def test_it_has_a_place_for_the_accountant_and_one_for_the_seal_on_its_last_page() -> None:
    laid = laid_out(STATEMENT)
    pages = int(PdfFileReader(io.BytesIO(laid.pdf)).root["/Pages"]["/Count"])
    assert {place.field for place in laid.places} == set(FINANCES)
    assert {place.page for place in laid.places} == {pages - 1}


def test_what_is_not_explained_is_never_left_out_of_the_first_line() -> None:
    assert verdict(STATEMENT) == "3 totals compared; 1 difference is not explained"
    assert verdict(replace(STATEMENT, totals=(EXPLAINED, TIES))) == (
        "2 totals compared; 1 differs, with an explanation by name"
    )
    assert verdict(replace(STATEMENT, totals=(TIES,))) == "1 total compared; all of them tie to the cent"


def test_many_totals_go_on_over_pages_and_the_signature_stays_last() -> None:
    laid = laid_out(replace(STATEMENT, totals=(OPEN,) * 120))
    pages = int(PdfFileReader(io.BytesIO(laid.pdf)).root["/Pages"]["/Count"])
    assert pages > 3
    assert {place.page for place in laid.places} == {pages - 1}
