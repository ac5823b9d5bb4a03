"""Whose file it is: never guessed, always with a reason."""

from __future__ import annotations

import polars as pl

from core.imaging import Verdict, image_findings, inventory, match
from core.packed import Packed
from core.parts import file_links
from core.tables import FileKind, StoredFile
from tests.core.imaging.test_headers import image, stored


def verdicts(
    files: list[StoredFile], patients: set[str], links: dict[str, str] | None = None
) -> dict[str, tuple[str, str | None]]:
    frame = match(files, inventory(files), patients=patients, links=(links or {}).items())
    assert frame.columns == ["path", "sha256", "size", "kind", "verdict", "patient", "reason"]
    assert frame.height == len(files)
    assert all(frame["reason"].to_list())
    return {row["path"]: (row["verdict"], row["patient"]) for row in frame.to_dicts()}


def xray(path: str, patient: str) -> StoredFile:
    return stored(image(PatientID=patient), path)


def test_an_image_is_matched_by_the_patient_number_in_it() -> None:
    assert verdicts([xray("a.dcm", "P7 ")], {"p7", "8"}) == {"a.dcm": (Verdict.MATCHED, "p7")}


def test_leading_zeros_stay_and_no_number_is_guessed() -> None:
    assert verdicts([xray("a.dcm", "0007")], {"7"}) == {"a.dcm": (Verdict.ORPHAN, None)}


def test_a_number_that_fits_two_patients_is_an_orphan() -> None:
    assert verdicts([xray("a.dcm", "Ab")], {"AB", "ab"}) == {"a.dcm": (Verdict.ORPHAN, None)}
    assert verdicts([xray("a.dcm", "ab")], {"AB", "ab"}) == {"a.dcm": (Verdict.MATCHED, "ab")}


def test_an_image_without_a_number_is_matched_by_a_table_that_names_it() -> None:
    files = [xray("img/A1.dcm", "")]
    assert verdicts(files, {"7"}) == {"img/A1.dcm": (Verdict.ORPHAN, None)}
    assert verdicts(files, {"7"}, {"C:\\IMG\\a1.DCM": "7"}) == {"img/A1.dcm": (Verdict.MATCHED, "7")}


def test_an_image_of_a_record_that_was_merged_belongs_to_the_one_that_stands_for_it() -> None:
    files = [xray("a.dcm", "7"), xray("b.dcm", "8")]
    frame = match(
        files, inventory(files), patients={"8"}, links={("a.dcm", "8"), ("b.dcm", "7")}, also={"7": "8"}
    )
    assert frame.select("verdict", "patient").rows() == [(Verdict.MATCHED, "8")] * 2


def test_image_and_table_that_disagree_make_an_orphan() -> None:
    assert verdicts([xray("a.dcm", "1")], {"1", "2"}, {"a.dcm": "2"}) == {"a.dcm": (Verdict.ORPHAN, None)}


def test_other_files_are_matched_by_name_or_stored() -> None:
    files = [
        stored(b"\xff\xd8\xff", "photos/smile.jpg", FileKind.PHOTOGRAPH),
        stored(b"%PDF-1.4", "z.zip!/letter.pdf", FileKind.PDF),
        stored(b"x", "stray.bin", FileKind.OTHER),
        stored(b"y", "gone.pdf", FileKind.PDF),
    ]
    links = {"smile.jpg": "1", "z.zip/letter.pdf": "2", "gone.pdf": "99"}
    assert verdicts(files, {"1", "2"}, links) == {
        "photos/smile.jpg": (Verdict.MATCHED, "1"),
        "z.zip!/letter.pdf": (Verdict.MATCHED, "2"),
        "stray.bin": (Verdict.STORED, None),
        "gone.pdf": (Verdict.ORPHAN, None),
    }


def test_a_bare_name_that_two_files_bear_matches_neither() -> None:
    files = [stored(b"a", "x/1.jpg", FileKind.PHOTOGRAPH), stored(b"b", "y/1.jpg", FileKind.PHOTOGRAPH)]
    assert {one for one, _ in verdicts(files, {"7"}, {"1.jpg": "7"}).values()} == {Verdict.STORED}
    assert verdicts(files, {"7"}, {"y/1.jpg": "7"})["y/1.jpg"] == (Verdict.MATCHED, "7")


def test_a_file_that_two_tables_name_for_two_patients_belongs_to_neither_in_whatever_order() -> None:
    files = [stored(b"%PDF-1.4", "letter.pdf", FileKind.PDF)]
    image_of = Packed.of(pl.DataFrame({"file_name": ["letter.pdf"], "patient": ["old:0:1"]}))
    document = Packed.of(pl.DataFrame({"file_name": ["LETTER.PDF", None], "patient": ["old:0:2", "old:0:3"]}))
    for records in ({"image": image_of, "document": document}, {"document": document, "image": image_of}):
        frame = match(files, [], patients={"1", "2"}, links=file_links(records))
        assert frame.select("verdict", "patient").rows() == [(Verdict.ORPHAN, None)]
        assert frame["reason"].to_list() == ["tables name this file for several patients"]


def test_a_record_that_was_struck_out_names_no_file() -> None:
    frame = pl.DataFrame(
        {"file_name": ["a.pdf"] * 2, "patient": ["old:0:1", "old:0:2"], "voided": [True, None]}
    )
    assert file_links({"document": Packed.of(frame)}) == {("a.pdf", "2")}


def test_an_unreadable_image_is_listed_as_such() -> None:
    broken = stored(bytes(128) + b"DICM" + b"\xff" * 40, "b.dcm")
    assert verdicts([broken], {"1"})["b.dcm"][0] == Verdict.UNREADABLE
    assert [one.kind for one in image_findings(inventory([broken]))] == ["unreadable_image"]


def test_an_image_without_number_is_told() -> None:
    assert [one.kind for one in image_findings(inventory([xray("a.dcm", "")]))] == ["image_without_patient"]
