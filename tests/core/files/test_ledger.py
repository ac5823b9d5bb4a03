"""The ledger: every file once, with one verdict, and sums that close against a count of its own."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from core.files.model import Kind, Reason, Received, Reference, Tags, Verdict
from core.files.people import People
from tests.core.files.made import JO, KIM, made, named, person, received


def verdicts(*asked, **more) -> dict[str, Verdict]:
    return {file.path: file.verdict for file in made(*asked, **more).files}


def test_a_file_that_a_table_names_is_filed_and_one_that_nothing_names_is_nobodys() -> None:
    files = [received("img/a.dcm"), received("b.dcm"), received("c.pdf", kind="pdf")]
    found = verdicts(files, [named("C:\\IMG\\A.DCM", "17")])
    assert found == {"img/a.dcm": Verdict.FILED, "b.dcm": Verdict.NOBODYS, "c.pdf": Verdict.NOBODYS}


def test_a_file_that_is_named_and_did_not_arrive_stands_there_too() -> None:
    whole = made([received("a.dcm")], [named("a.dcm", "17"), named("lost.dcm", "21")])
    (lost,) = [file for file in whole.files if not file.received]
    assert (lost.verdict, lost.size, lost.patients) == (Verdict.NOT_HERE, None, (KIM.id,))
    assert len(whole.received) == 1


def test_two_records_of_one_lost_file_are_one_line() -> None:
    references = [named("x.pdf", "17", "consent_form"), named("x.pdf", "17", "consent_form_version")]
    (lost,) = made([], references).files
    assert lost.kind is Kind.CONSENT and len(lost.records) == 2


def test_an_image_that_no_table_names_is_filed_by_its_own_number() -> None:
    whole = made([received("a.dcm", patient="17")], tags={"a.dcm": Tags("17")})
    assert (whole.files[0].patients, whole.files[0].by_table) == ((JO.id,), False)


def test_one_file_of_two_patients_is_suspicious() -> None:
    (file,) = made([received("a.dcm")], [named("a.dcm", "17"), named("a.dcm", "21")]).files
    assert (file.verdict, file.suspicion.reason) == (Verdict.SUSPICIOUS, Reason.FILED_TWICE)


def test_the_same_image_under_two_patients_is_suspicious_and_under_one_is_noticed() -> None:
    files = [received("a.dcm", "same"), received("b.dcm", "same")]
    two = made(files, [named("a.dcm", "17"), named("b.dcm", "21")])
    assert {file.suspicion.reason for file in two.files} == {Reason.BYTES_OF_ANOTHER}
    assert [file.twins for file in two.files] == [(2,), (1,)]
    one = verdicts(files, [named("a.dcm", "17"), named("b.dcm", "17")])
    assert set(one.values()) == {Verdict.SAME_BYTES}


def test_a_leaflet_of_many_patients_is_no_mistake_and_an_xray_of_many_is() -> None:
    everybody = People([person(str(n), f"A{n}", "Same") for n in range(6)])
    for kind, entity, verdict in (
        ("pdf", "document", Verdict.SAME_BYTES),
        ("dicom", "image", Verdict.SUSPICIOUS),
    ):
        files = [received(f"{n}.x", "same", kind) for n in range(6)]
        names = [named(f"{n}.x", str(n), entity) for n in range(6)]
        assert set(verdicts(files, names, people=everybody).values()) == {verdict}


def test_empty_and_damaged_files_are_unreadable_whatever_else_they_are() -> None:
    files = [received("a.dcm", size=0), received("b.dcm")]
    found = verdicts(files, [named("a.dcm", "17")], {"b.dcm": Tags("21", unreadable="damaged")})
    assert set(found.values()) == {Verdict.UNREADABLE}


def test_a_directory_of_images_is_no_image() -> None:
    (file,) = made([received("DICOMDIR")], tags={"DICOMDIR": Tags(directory=True)}).files
    assert (file.kind, file.verdict) == (Kind.OTHER, Verdict.NOBODYS)


PATHS = [f"{folder}/{n} x.dcm" for folder in ("a", "b") for n in (17, 21, 30)]
FILES = some.lists(
    some.builds(
        Received,
        some.sampled_from(PATHS),
        some.sampled_from(["p", "q", "r"]),
        some.sampled_from([0, 1, 5]),
        some.sampled_from(["dicom", "photograph", "pdf", "other"]),
        some.sampled_from(["", "17", "21"]),
    ),
    unique_by=lambda each: each.path,
)
REFERENCES = some.lists(
    some.builds(
        named,
        some.sampled_from([*PATHS, "gone.dcm", "17 x.dcm"]),
        some.sampled_from(["", "17", "21", "30", "4711"]),
        some.sampled_from(["image", "photograph", "document", "consent_form", "scan"]),
    ),
    max_size=8,
)
TAGS = some.dictionaries(
    some.sampled_from(PATHS),
    some.builds(
        Tags,
        some.sampled_from(["", "17", "21"]),
        unreadable=some.sampled_from(["", "", "", "damaged"]),
        directory=some.booleans(),
    ),
)


@given(FILES, REFERENCES, TAGS)
def test_the_sums_close_whatever_came(
    files: list[Received], references: list[Reference], tags: dict[str, Tags]
) -> None:
    whole = made(files, references, tags)
    assert sorted(file.path for file in whole.received) == sorted(each.path for each in files)
    assert [file.place for file in whole.files] == list(range(1, len(whole.files) + 1))
    assert sum(whole.by_verdict.values()) == sum(whole.by_kind.values()) == len(whole.files)
    assert whole.by_verdict[Verdict.NOT_HERE] == len(whole.files) - len(files)
    assert Counter(file.size for file in whole.received) == Counter(each.size for each in files)


@given(FILES, REFERENCES, TAGS)
def test_verdicts_are_those_of_a_slow_plain_reading(
    files: list[Received], references: list[Reference], tags: dict[str, Tags]
) -> None:
    """An oracle that asks each file anew, by words of the contract and no index."""
    whole = made(files, references, tags)
    owners = {file.path: set(file.patients) for file in whole.received}
    for file in whole.received:
        same = [o.path for o in files if o.digest == file.digest and o.path != file.path]
        shared = set().union(*(owners[path] for path in same)) if same else set()
        if not file.size or (file.path in tags and tags[file.path].unreadable):
            wanted = Verdict.UNREADABLE
        elif len(owners[file.path]) > 1 or file.suspicion.grade.suspicious:
            wanted = Verdict.SUSPICIOUS
        elif not owners[file.path]:
            wanted = Verdict.NOBODYS
        else:
            wanted = Verdict.SAME_BYTES if shared else Verdict.FILED
        assert file.verdict is wanted
        if file.kind is Kind.IMAGE and owners[file.path] and shared - owners[file.path] and file.size:
            assert file.verdict in (Verdict.SUSPICIOUS, Verdict.UNREADABLE)
