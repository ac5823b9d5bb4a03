from __future__ import annotations

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from core.demonstration.pictures import document
from core.pictures.drawing import draw
from core.pictures.model import Form, Wanted
from core.pictures.refusals import PictureRefused, Why
from tests.core.pictures.made import seen


def pdf(pages: int = 1, size: tuple[float, float] = (300, 400), **how: object) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, **how)
    for page in range(1, pages + 1):
        canvas.rect(0, 0, 100 * page, 400, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def drawn(content: bytes, **wanted: object):
    return draw(content, Form.DOCUMENT, Wanted(**wanted))


def refused(content: bytes, **wanted: object) -> Why:
    with pytest.raises(PictureRefused) as told:
        drawn(content, **wanted)
    return told.value.why


def test_a_page_is_drawn_as_wide_as_asked_and_pages_are_counted() -> None:
    picture = drawn(pdf(3), frame=2, width=600)
    assert (picture.width, picture.height, picture.facts.frames) == (600, 800, 3)
    shades = seen(picture)
    assert shades[400, 100].max() == 0 and shades[400, 500].min() == 255
    assert 190 < int((shades[400, :, 0] == 0).sum()) / 2 < 210


def test_a_letter_of_the_example_has_ink_on_white() -> None:
    shades = seen(drawn(document("Privacy notice", "Version 1.0"), width=400))
    assert shades.min() < 90 and (shades == 255).mean() > 0.9


def test_a_page_that_is_not_there_is_refused() -> None:
    assert refused(pdf(2), frame=3) is refused(pdf(2), frame=0) is Why.NO_SUCH_PAGE


def test_a_password_is_said_to_be_one() -> None:
    assert refused(pdf(encrypt=StandardEncryption("secret"))) is Why.ENCRYPTED


def test_a_page_longer_than_a_road_stays_within_bounds() -> None:
    picture = drawn(pdf(size=(20, 14_000)), width=1_200)
    assert picture.width * picture.height < 30_000_000


def test_what_is_no_pdf_inside_is_damaged() -> None:
    assert refused(b"%PDF-1.4 and nothing more") is Why.DAMAGED
