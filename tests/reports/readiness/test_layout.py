"""The document on paper: what stands first, that it is the same every time, and that every name prints."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from shutil import which

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from core.readiness import GATES, Signer
from reports.paper.sheet import Laid
from reports.readiness import (
    Answer,
    ChangedAnswer,
    DrawLine,
    NamesAPatient,
    Sample,
    ScopeLine,
    TableLine,
    code_text,
    content_digest,
    laid_out,
    refuse_patients,
)
from reports.readiness.figures import records_figure
from reports.signing.places import FIELDS
from reports.signing.typeface import LIGHT, STRONG, TEXT, printable
from tests.reports.readiness.sample import LINES, READY, UNREADY, document, waiver
from tests.reports.signing.signed import NAMES


@cache
def printed() -> Laid:
    """The sample on paper, made once."""
    return laid_out(document())


def words(pdf: bytes, tmp_path: Path) -> str:
    """The text of the pages as one line, in reading order."""
    if which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed here")
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s+", " ", told.stdout)


def test_equal_content_gives_equal_bytes_and_other_content_gives_others():
    assert printed() == laid_out(document())
    assert printed().pdf != laid_out(document(waivers=(waiver(value=4),))).pdf


def test_waivers_and_what_did_not_come_over_stand_before_what_did(tmp_path):
    text = words(printed().pdf, tmp_path)
    titles = [
        "Ready, with 1 condition waived",
        "Waived",
        "What did not come over",
        "What came over",
        "What has to be so for going live",
    ]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_a_waiver_is_printed_with_its_name_role_reason_and_the_verdict_that_it_does_not_change(tmp_path):
    text = words(printed().pdf, tmp_path)
    for said in (
        "Does every payment and charge belong to a patient who came over?",
        "It says: 3 money records without their patient. Still not ready.",
        f"Reason: {waiver().reason}",
        f"Waived by {NAMES[Signer.ACCOUNTANT]}, accountant, on 11 Mar 2026, 16:20 UTC",
        "not ready, waived",
    ):
        assert said in text


def test_a_document_that_is_not_ready_says_so_first(tmp_path):
    text = words(laid_out(document(waivers=())).pdf, tmp_path)
    assert text.index("Not ready: 1 condition stands in the way") < text.index("No condition was waived.")


def test_every_gate_every_table_and_every_digest_is_on_paper(tmp_path):
    whole = document()
    text = words(printed().pdf, tmp_path)
    for line in LINES:
        assert line.name in text and f"{line.records:,}" in text and f"{line.cells:,}" in text
    assert all(f" {number} " in text for number in range(1, len(GATES) + 1))
    assert {"3f1c" * 16, "a07e" * 16, "51bb" * 16, "c4d2" * 16, content_digest(whole)} <= set(text.split())


def test_the_date_is_written_so_that_no_one_misreads_it_and_its_history_is_kept(tmp_path):
    text = words(printed().pdf, tmp_path)
    assert "Going live is planned for 30 Mar 2026." in text
    assert "The hygiene team asked for a second practice week" in text


def test_pages_are_numbered_to_the_last(tmp_path):
    pages = int(PdfFileReader(io.BytesIO(printed().pdf)).root["/Pages"]["/Count"])
    text = words(printed().pdf, tmp_path)
    assert re.findall(r"Page (\d+) of (\d+)", text) == [(str(n), str(pages)) for n in range(1, pages + 1)]


def test_every_signature_has_a_place_on_the_last_page_that_touches_no_other():
    laid = printed()
    assert {place.field for place in laid.places} == set(FIELDS)
    last = int(PdfFileReader(io.BytesIO(laid.pdf)).root["/Pages"]["/Count"]) - 1
    assert {place.page for place in laid.places} == {last}
    boxes = [place.box for place in laid.places]
    for at, (left, bottom, right, top) in enumerate(boxes):
        assert 0 < left < right < 595 and 0 < bottom < top < 842
        for other in boxes[at + 1 :]:
            assert right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom


def test_every_typeface_is_embedded():
    if which("pdffonts") is None:
        pytest.skip("pdffonts (poppler-utils) is not installed here")
    told = subprocess.run(
        ["pdffonts", "-"], input=printed().pdf, capture_output=True, check=True
    ).stdout.decode()
    used = [line.split() for line in told.splitlines()[2:] if "Source" in line]
    assert used and all(line[-5:-2] == ["yes", "yes", "yes"] for line in used)


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć", "Šárka Řeháčková", "İbrahim Ağaoğlu", "Ştefan Țepeș", "Ngô Thị Quỳnh",
        "Þórarinn Ðúason", "Māris Bērziņš", "Zsófia Győrfi", "Ġorġ Ħaż-Żebbuġ", "Œuvrard d’Aÿ",
    ],
)  # fmt: skip
def test_names_of_any_latin_alphabet_print_letter_by_letter(name):
    for font in (TEXT, STRONG, LIGHT):
        assert printable(name, font) == name


def test_a_letter_that_the_typeface_lacks_is_written_out_and_not_left_out():
    assert printable("王 Li") == "[U+738B] Li"
    assert printable("a\tb\nc") == "a b c"


def test_text_that_looks_like_markup_prints_as_it_is(tmp_path):
    odd = replace(waiver(), reason="Less than <b>3</b> & more than 1")
    assert "Reason: Less than <b>3</b> & more than 1" in words(
        laid_out(document(waivers=(odd,))).pdf, tmp_path
    )


def test_many_tables_and_long_names_take_more_pages_and_lose_nothing(tmp_path):
    many = tuple(
        TableLine(f"export/of/{'a very long folder name/' * 3}{n}.csv", "", n, n, 0, 0, 0, 0, n, n, 0, 0, 0)
        for n in range(1, 131)
    )
    text = words(laid_out(replace(document(), tables=many)).pdf, tmp_path)
    assert all(re.search(rf"\b{n}\.csv", text.replace(" ", "")) for n in range(1, 131))


def test_a_reason_longer_than_a_page_is_printed_to_its_end(tmp_path):
    long = " ".join(f"word{n}" for n in range(3000))
    whole = document(waivers=(replace(waiver(), reason=long),))
    whole = replace(whole, scope=(replace(whole.scope[0], note=long, what="x" * 900),))
    text = words(laid_out(whole).pdf, tmp_path)
    assert text.count("word2999") == 2 and text.count("x") > 900


SAMPLE = Sample(
    draw=2, seed="4711", charts=59, drawn_by="Parker", drawn_on=date(2026, 3, 12), compared=59, small=0,
    serious=0, bound=496, chosen=3, chosen_compared=2, concerns=1, open=0, practitioners=("Dr. Ş. Çelik",),
)  # fmt: skip


def test_a_sample_that_was_drawn_takes_the_place_of_what_was_stated(tmp_path):
    text = words(laid_out(replace(document(), sample=SAMPLE)).pdf, tmp_path)
    assert (
        "number 2, from the starting number 4711, by Parker on 12 Mar 2026" in text
        and "59, by Dr. Ş. Çelik" in text
    )
    assert "With 59 charts and no faulty one, one can be 95 % sure:" in text
    assert "fewer than 1 chart in 20 is faulty (5.0 % at most)." in text
    assert "they do not count below" in text and "Charts asked" not in text


def test_a_sample_of_which_nothing_was_compared_proves_nothing(tmp_path):
    bare = replace(SAMPLE, compared=0, bound=10_000, chosen=0, practitioners=())
    text = words(laid_out(replace(document(), sample=bare)).pdf, tmp_path)
    assert "nothing can be said about the others" in text and "fewer than" not in text


def test_a_bound_says_of_how_many_who_came_since_it_does_not_speak(tmp_path):
    later = replace(SAMPLE, newcomers=12)
    text = words(laid_out(replace(document(), sample=later)).pdf, tmp_path)
    assert "It says nothing of 12 patients who came with a newer run, after the draw." in text
    assert "It says nothing of" not in words(laid_out(replace(document(), sample=SAMPLE)).pdf, tmp_path)


DRAWS = (
    DrawLine(1, 20, "17", "Parker", date(2026, 3, 2), typed=True, of_run=False),
    DrawLine(2, 59, "4711", "Robin", date(2026, 3, 12), "A newer run has <more>."),
    DrawLine(3, 20, "8", "Robin", date(2026, 3, 13), "Too few."),
)


def test_every_draw_is_printed_with_its_reason_and_no_bound_is_better_for_another_one(tmp_path):
    again = replace(
        SAMPLE, charts=79, small=1, draws=DRAWS, held=True, gone=1, carried=2, standing=4, never_compared=6
    )
    text = words(laid_out(replace(document(), sample=again)).pdf, tmp_path)
    assert (
        "79, in 2 draws" in text and "Charts drawn after a faulty one was found make this no better." in text
    )
    assert "20, of an earlier run" in text and "17, chosen by a person" in text
    assert "A newer run has <more>." in text and "Too few." in text
    assert "1 faulty one, counted above" in text and "2 faulty ones, counted above" in text
    assert "samples, 6 charts were never compared" in text
    assert "4, of all samples and parts of charts" in text and "Of earlier runs, never compared 6" in text


def test_one_draw_says_no_more_than_it_did(tmp_path):
    text = words(laid_out(replace(document(), sample=replace(SAMPLE, draws=DRAWS[1:2]))).pdf, tmp_path)
    for said in ("Samples drawn", "counted above", "no better", "Answers that say serious", "never compared"):
        assert said not in text


def test_answers_that_were_made_milder_are_printed_with_both_names_and_the_reason(tmp_path):
    was, now = Answer("serious", "Parker", date(2026, 3, 12)), Answer("right", "Robin", date(2026, 3, 13))
    changed = (ChangedAnswer("A chart", was, now, "It stands under another heading."),)
    text = words(laid_out(replace(document(), changed=changed)).pdf, tmp_path)
    assert "serious, Parker, 12 Mar 2026" in text and "right, Robin, 13 Mar 2026" in text
    assert "It stands under another heading." in text
    assert "made milder" not in words(laid_out(document()).pdf, tmp_path)
    assert content_digest(replace(document(), changed=changed)) != content_digest(document())


def test_a_reason_is_looked_through_for_patients_and_a_starting_number_is_nobody_s():
    named = replace(SAMPLE, draws=(replace(DRAWS[1], reason="As Jo Bloggs said."),))
    refuse_patients(replace(SAMPLE, draws=DRAWS), ["4711", "Robin", "Parker", "Dr. Ş. Çelik"])
    with pytest.raises(NamesAPatient):
        refuse_patients(named, ["Jo Bloggs"])
    was = Answer("serious", "Jo Bloggs", date(2026, 3, 12))
    refuse_patients((ChangedAnswer("A chart", was, was, "Seen."),), ["Jo Bloggs"])
    with pytest.raises(NamesAPatient):
        refuse_patients((ChangedAnswer("A chart", was, was, "Jo Bloggs came."),), ["Jo Bloggs"])


def test_a_part_that_nobody_has_decided_stands_first_and_is_said_to_be_so(tmp_path):
    lines = (
        ScopeLine("Money", moves=True),
        ScopeLine("Papers", moves=False),
        ScopeLine("Images", moves=None),
    )
    text = words(laid_out(replace(document(), scope=lines)).pdf, tmp_path)
    assert text.index("Images not decided") < text.index("Papers stays") < text.index("Money moves")


def test_an_empty_document_is_laid_out_as_well():
    bare = replace(
        document(READY, ()), left_behind=(), brought=(), scope=(), decisions=(), tables=(), tie_outs=(),
        spot_checks=(), training=(), moves=(),
    )  # fmt: skip
    assert laid_out(bare).pdf.startswith(b"%PDF")


def test_the_code_carries_the_name_and_the_digest():
    whole = document()
    assert code_text(whole) == f"chartbridge:readiness:R-2026-0007:sha256:{content_digest(whole)}"


def test_parts_of_a_bar_fill_it_in_proportion():
    shares = [
        (shape.width, shape.fillColor)
        for shape in records_figure(LINES[:1], 487).contents
        if type(shape).__name__ == "Rect" and shape.height > 8
    ]
    assert len(shares) == 4
    assert sum(width for width, _ in shares) == pytest.approx(487 - 128 - 46, abs=4 * 0.8 + 0.01)


def test_the_digest_changes_with_every_kind_of_content():
    whole = document()
    changed = [
        replace(whole, clinic="Other"),
        replace(whole, snapshot=document(READY).snapshot),
        replace(whole, snapshot=document(UNREADY, ()).snapshot),
        replace(whole, left_behind=whole.left_behind[1:]),
        replace(whole, moves=whole.moves[1:]),
        replace(whole, tie_outs=whole.tie_outs[1:]),
        replace(whole, audit_head="0" * 64),
        replace(whole, signers=whole.signers[:3]),
    ]
    assert len({content_digest(each) for each in (whole, *changed)}) == len(changed) + 1
