"""Pictures of a clinic's own files: whose they are, who sees them, what a look leaves, what is missing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core.demonstration import SMALL, dental_group
from core.pictures.model import Picture, Wanted
from portal.desk import Desk
from portal.downloads import redeem as taken
from portal.permissions import Actor, Forbidden, Grant, Role
from portal.picture_grants import redeem
from portal.services import chart_page, charts_page, example, pictures, practice, spot_checks, taking
from portal.services.chart_files import files_of_chart
from portal.services.chart_lenses import lens_of
from portal.services.chart_reading import chart_of, charts_in
from portal.services.overview import newest_run
from portal.services.picture_access import opened
from portal.services.run_files import RunFile, RunFiles, files_of
from portal.viewmodels.charts import ChartView, Seen
from portal.viewmodels.picture import Kind, OfChart, OfFiles, OfPractice, PictureRef, PictureView
from storage import AuditEvent
from storage.errors import StaleVersion, StepRefused
from tests.portal.clinics import ACCOUNTANT, AUDITOR, OWNER, PERSON, PRACTITIONER, VENDOR, ZONE, Clinic
from tests.portal.services.walks import Walk

ASSISTANT, RECEPTIONIST = PERSON[Role.ASSISTANT], PERSON[Role.RECEPTIONIST]
PLAIN = Wanted()
MISFILED = dental_group(example.SEED, SMALL).images[3]
"""Its list names one patient and its own tags another."""
EVERYONE = 149
GRANTED = Actor("Val Sample", Role.VENDOR, frozenset({Grant.CHARTS}))


@dataclass
class Looking:
    """Short ways to look at the pictures of a clinic in which every chart is drawn: no key of it chooses."""

    clinic: Clinic

    def __post_init__(self) -> None:
        self.desk = Desk(most=9)
        clinic = self.clinic
        spot_checks.draw(clinic.store, PRACTITIONER, clinic.project.id, EVERYONE, seed="4711", seen=0)

    @property
    def run(self) -> str:
        with self.clinic.store.read() as work:
            row = newest_run(work, self.clinic.project.id)
        assert row is not None
        return row.run

    @property
    def files(self) -> RunFiles:
        return files_of(self.clinic.store, self.clinic.project.id, self.run)

    def chart(self, place: int, actor: Actor = PRACTITIONER) -> ChartView:
        return chart_page.open_chart(self.clinic.store, actor, self.clinic.project, Seen(1, place))

    def charts(self) -> Iterator[ChartView]:
        page = charts_page.view(self.clinic.store, PRACTITIONER, self.clinic.project)
        yield from (self.chart(line.place) for line in page.lines)

    @property
    def misfiled(self) -> int:
        """The place of the chart of the patient whom the list names."""
        with self.clinic.store.read() as work:
            patients = work.spot_checks.of(self.clinic.project.id).checking.patients
        number = str(MISFILED.of.number)
        return next(place for place, each in enumerate(patients, 1) if each.split(":")[2] == number)

    def of_kind(self, kind: str) -> OfChart:
        """The first file of this kind in any drawn chart."""
        for chart in self.charts():
            for each in chart.pictures:
                file = self.files.at(each.number)
                if file is not None and file.kind == kind:
                    return OfChart(1, chart.seen.place, each.number)
        raise LookupError(kind)

    def view(self, ref: PictureRef, actor: Actor = PRACTITIONER) -> PictureView:
        asked = (self.clinic.store, actor, self.clinic.project.id, ref)
        return pictures.view(*asked, zone=ZONE, desk=self.desk)

    def picture(self, view: PictureView, wanted: Wanted = PLAIN) -> Picture:
        _, project, number, mac = view.address.split("/")
        grant = redeem(self.clinic.store, project=project, number=number, mac=mac, desk=self.desk)
        return pictures.picture(self.clinic.store, grant, wanted, zone=ZONE)

    def events(self, event: AuditEvent) -> list[dict[str, object]]:
        with self.clinic.store.read() as work:
            rows = list(work.audit.events(self.clinic.project.id))
        return [dict(row.facts) for row in rows if row.event == event]


@pytest.fixture(scope="module")
def looking(ran_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looking]:
    """One clinic for all: looking changes nothing but the trail."""
    clinic = Clinic(Path(tmp_path_factory.mktemp("pictures")), like=ran_home)
    yield Looking(clinic)
    clinic.store.close()


def test_a_radiograph_of_a_chart_is_shown_with_its_window(looking: Looking) -> None:
    view = looking.view(looking.of_kind("dicom"))
    assert view.kind is Kind.DICOM and view.window is not None and view.high > view.low
    assert re.search("^(Radiograph|Panoramic|CT).*, [0-9]+ [A-Z][a-z]{2} [0-9]{4}", view.alt)
    made = looking.picture(view)
    assert (made.width, made.height) == (64, 48) and made.png.startswith(b"\x89PNG")


def test_photographs_and_letters_are_shown_too(looking: Looking) -> None:
    photograph, letter = looking.view(looking.of_kind("photograph")), looking.view(looking.of_kind("pdf"))
    assert (photograph.kind, letter.kind) == (Kind.PHOTOGRAPH, Kind.DOCUMENT)
    assert looking.picture(letter, Wanted(width=300)).width == 300


def test_the_alternative_text_names_nobody_and_the_address_says_nothing(looking: Looking) -> None:
    ref = looking.of_kind("dicom")
    view, chart = looking.view(ref), looking.chart(ref.place)
    last = chart.title.split()[-1]
    assert last not in view.alt and last not in view.address and ".dcm" not in view.address


def test_a_chart_s_own_record_and_its_picture_say_the_same_day(looking: Looking) -> None:
    ref = looking.of_kind("dicom")
    small = next(each for each in looking.chart(ref.place).pictures if each.number == ref.number)
    assert looking.view(ref).alt == small.alt


@pytest.mark.parametrize("actor", [PRACTITIONER, ASSISTANT, GRANTED])
def test_whoever_sees_the_images_of_a_chart_sees_this_one(looking: Looking, actor: Actor) -> None:
    assert looking.view(looking.of_kind("dicom"), actor).address


@pytest.mark.parametrize("actor", [OWNER, VENDOR, RECEPTIONIST, ACCOUNTANT, AUDITOR])
def test_nobody_else_does(looking: Looking, actor: Actor) -> None:
    with pytest.raises(Forbidden):
        looking.view(looking.of_kind("dicom"), actor)


def test_the_receptionist_s_chart_has_no_pictures(looking: Looking) -> None:
    ref = looking.of_kind("dicom")
    assert looking.chart(ref.place, RECEPTIONIST).pictures == ()
    assert looking.chart(ref.place, ASSISTANT).pictures != ()


def test_the_file_of_another_chart_is_not_shown_in_this_one(looking: Looking) -> None:
    ref = looking.of_kind("dicom")
    other = next(c.seen.place for c in looking.charts() if ref.number not in [p.number for p in c.pictures])
    with pytest.raises(StepRefused):
        looking.view(OfChart(1, other, ref.number))
    with pytest.raises(StepRefused):
        looking.view(OfChart(1, ref.place, 9_999))
    with pytest.raises(StaleVersion):
        looking.view(OfChart(2, ref.place, ref.number))


def test_looking_often_at_a_chart_and_its_pictures_is_one_event_a_quarter(looking: Looking) -> None:
    ref = looking.of_kind("dicom")

    def looks() -> int:
        found = looking.events(AuditEvent.CHART_VIEWED)
        return sum(facts["chart"] == ref.place for facts in found)

    looking.clinic.clock.advance(16 * 60)
    looking.view(ref)
    before = looks()
    view = looking.view(ref)
    looking.picture(view)
    looking.picture(view, Wanted(whole=True))
    assert looks() == before
    looking.clinic.clock.advance(16 * 60)
    looking.view(ref)
    assert looks() == before + 1


def test_authority_is_asked_again_at_the_door(looking: Looking) -> None:
    """A right that was taken back opens nothing, though the address is still good."""
    view = looking.view(looking.of_kind("dicom"), GRANTED)
    _, project, number, mac = view.address.split("/")
    grant = redeem(looking.clinic.store, project=project, number=number, mac=mac, desk=looking.desk)
    without = type(grant)(grant.project, VENDOR, grant.run, grant.ref, grant.until)
    with pytest.raises(Forbidden):
        pictures.picture(looking.clinic.store, without, Wanted(), zone=ZONE)


def test_after_another_run_the_page_is_asked_for_anew(looking: Looking) -> None:
    view = looking.view(looking.of_kind("dicom"))
    _, project, number, mac = view.address.split("/")
    grant = redeem(looking.clinic.store, project=project, number=number, mac=mac, desk=looking.desk)
    older = type(grant)(grant.project, grant.actor, "another run", grant.ref, grant.until)
    with pytest.raises(StepRefused):
        pictures.picture(looking.clinic.store, older, Wanted(), zone=ZONE)


def test_what_image_and_table_disagree_about_is_kept_apart_and_the_chart_says_so(looking: Looking) -> None:
    named = looking.files.named(MISFILED.file)
    assert named is not None and named.verdict == "orphan"
    chart = looking.chart(looking.misfiled)
    told = [entry.file for section in chart.sections for entry in section.entries if entry.file]
    said = next(each for each in told if each.number == named.number)
    assert "the image and a table name different patients" in said.instead and not said.address
    with pytest.raises(StepRefused):
        looking.view(OfChart(1, looking.misfiled, named.number))


def test_what_did_not_arrive_is_said_in_its_place(looking: Looking) -> None:
    ref = looking.of_kind("dicom")
    store, project = looking.clinic.store, looking.clinic.project.id
    with store.read() as work:
        patients = work.spot_checks.of(project).checking.patients
    whole = chart_of(charts_in(store, project, looking.run, patients), patients[ref.place - 1])
    lens = lens_of(PRACTITIONER)
    assert lens is not None
    found = files_of_chart(whole, lens, RunFiles(), ZONE)
    assert found and all(each.file is None and "did not arrive" in each.instead for each in found)


def test_a_file_by_itself_is_for_who_sees_originals_and_one_that_is_filed_for_who_checks_images(
    looking: Looking,
) -> None:
    matched = next(f for f in looking.files.files if f.kind == "dicom" and f.verdict == "matched")
    doubted = next(f for f in looking.files.files if f.path.endswith("xray/00004.dcm"))
    nobodys = next(f for f in looking.files.files if f.path.endswith("xray/unfiled.dcm"))

    def sees(actor: Actor, file: RunFile) -> bool:
        try:
            return bool(looking.view(OfFiles(looking.run, file.number), actor).address)
        except Forbidden:
            return False

    assert [sees(actor, matched) for actor in (OWNER, PRACTITIONER, ASSISTANT, GRANTED)] == [True] * 4
    assert [sees(actor, doubted) for actor in (OWNER, PRACTITIONER, ASSISTANT, GRANTED)] == [True] * 4
    assert [sees(actor, nobodys) for actor in (OWNER, PRACTITIONER)] == [True] * 2
    assert [sees(actor, nobodys) for actor in (ASSISTANT, GRANTED, RECEPTIONIST, ACCOUNTANT)] == [False] * 4
    assert not sees(RECEPTIONIST, matched) and not sees(AUDITOR, matched)
    seen = looking.events(AuditEvent.UPLOAD_OPENED)
    assert {"file": nobodys.path, "whole": True} in seen


def test_the_original_is_taken_along_bit_for_bit_by_who_sees_originals(looking: Looking) -> None:
    ref = looking.of_kind("dicom")
    store, project = looking.clinic.store, looking.clinic.project.id
    file = opened(store, PRACTITIONER, project, ref, zone=ZONE).file
    address = taking.ask_for_original(store, PRACTITIONER, project, ref, zone=ZONE)
    _, named, number, mac = address.split("/")
    given = taking.give(store, taken(store, project=named, number=number, mac=mac), zone=ZONE)
    content = b"".join(given.pieces)
    assert hashlib.sha256(content).hexdigest() == file.sha256
    assert given.name == "original.dcm"
    assert {"file": file.path, "whole": True, "taken": True} in looking.events(AuditEvent.UPLOAD_OPENED)
    with pytest.raises(Forbidden):
        taking.ask_for_original(store, ASSISTANT, project, ref, zone=ZONE)


def test_the_image_of_the_exercise_is_shown_to_whoever_practises_it(looking: Looking) -> None:
    ash = Walk(looking.clinic.store, looking.clinic.project, ASSISTANT)
    assert ash.exercise("file-an-image").pictured
    view = looking.view(OfPractice("file-an-image"), ASSISTANT)
    assert view.kind is Kind.DICOM and looking.picture(view).png
    assert not view.takes
    with pytest.raises(StepRefused):
        looking.view(OfPractice("review-allergies"), ASSISTANT)
    with pytest.raises(Forbidden):
        looking.view(OfPractice("file-an-image"), RECEPTIONIST)


def test_made_up_people_have_no_picture(looking: Looking) -> None:
    case = practice.case_of(
        looking.clinic.store, ASSISTANT, looking.clinic.project.id, "file-an-image", zone=ZONE
    )
    assert practice.image_of(looking.clinic.store, looking.clinic.project.id, case) is not None
    made_up = replace(case, run="")
    assert practice.image_of(looking.clinic.store, looking.clinic.project.id, made_up) is None
