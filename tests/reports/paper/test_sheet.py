"""Any signed document: its places are where its fields will be, and each page says of how many."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import PageBreak, PageTemplate

from reports.paper.setting import text
from reports.paper.sheet import (
    PLACE,
    Laid,
    Sheet,
    Signature,
    box_at,
    code_of,
    foot_and_places,
    frame,
    laid,
    top,
)

SHEET = Sheet("letter", "Letter", "Maple Street", "L-1", "ab" * 32, "Sign here")
SEAL = Signature("Seal", "The portal", "", box_at(1, 72))


def _laid() -> Laid:
    def templates(pages: int) -> list[PageTemplate]:
        return [PageTemplate("pages", [frame(60)], onPage=foot_and_places(SHEET, pages, [SEAL]))]

    return laid(SHEET, lambda: [*top(SHEET, "of today"), PageBreak(), text("The end.")], templates, [SEAL])


def test_equal_documents_have_equal_bytes_and_their_places_on_the_last_page() -> None:
    assert _laid() == _laid()
    assert [(place.field, place.page, place.box) for place in _laid().places] == [("Seal", 1, SEAL.box)]


def test_two_places_stand_beside_each_other_inside_the_margins() -> None:
    (left, _, end, top_edge), (start, bottom, right, _) = box_at(0, 72), box_at(1, 72)
    assert (left, end - left, top_edge - bottom) == (54, *PLACE)
    assert end < start and right <= A4[0] - 54


def test_the_code_names_the_document_and_what_it_says() -> None:
    assert code_of(SHEET) == f"chartbridge:letter:L-1:sha256:{'ab' * 32}"


def test_each_page_says_of_how_many_and_the_place_says_what_it_is_for(tmp_path: Path) -> None:
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed here")
    path = tmp_path / "letter.pdf"
    path.write_bytes(_laid().pdf)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    first, last, *_ = told.stdout.split("\f")
    assert "Page 1 of 2" in first and "Sign here" not in first
    assert "Page 2 of 2" in last and "Sign here" in last and "The portal" in last
