"""Charts and spot-checks over a real store: who sees what, what is kept, and what the gates say of it."""

from __future__ import annotations

from dataclasses import asdict, replace

import polars as pl
import pytest

from core.charts import SECTION_OF, Section
from core.demonstration import SMALL, example_export
from core.parts import RESTRICTED
from core.parts import Part as Published
from core.readiness import Part, Verdict
from core.record.model import Sensitivity
from core.spotchecks import Found, Scope
from portal.permissions import Actor, Forbidden, Grant, Role
from portal.services import chart_page, charts_page, example, overview, spot_checks, uploads
from portal.services.acting import PEOPLE
from portal.services.chart_lenses import LENSES, lens_of, scope_of
from portal.services.chart_reading import charts_in
from portal.services.overview import newest_run
from portal.services.readiness_document import composed
from portal.services.sample_line import sample_of
from portal.services.spot_check_drawing import candidates
from portal.viewmodels.charts import ChartsPage, ChartView, Match, Seen
from portal.viewmodels.overview import Task, TaskKind
from portal.viewmodels.uploads import Dropped
from storage import AuditEvent
from storage.errors import StaleVersion, StepRefused
from tests.core.charts.made import chart
from tests.portal.clinics import (
    ACCOUNTANT,
    AUDITOR,
    CHAMPION,
    OWNER,
    PERSON,
    PRACTITIONER,
    VENDOR,
    ZONE,
    Clinic,
)
from tests.portal.stores import run_again

ASSISTANT, RECEPTIONIST = PERSON[Role.ASSISTANT], PERSON[Role.RECEPTIONIST]


class Checks:
    """Short ways to do what people do with charts."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic
        self.asked = (clinic.store, clinic.project)

    def page(self, actor: Actor = PRACTITIONER) -> ChartsPage:
        return charts_page.view(self.clinic.store, actor, self.clinic.project)

    def draw(
        self, seed: str = "4711", size: int = 20, actor: Actor = PRACTITIONER, why: str = "Too few before."
    ) -> int:
        page = self.page()
        return spot_checks.draw(
            self.clinic.store, actor, self.clinic.project.id, size, seed=seed, seen=page.version,
            reason=why if page.draw else "",
        )  # fmt: skip

    def chart(self, place: int = 1, actor: Actor = PRACTITIONER) -> ChartView:
        draw = self.page().draw
        seen = Seen(draw.number if draw else 0, place)
        return chart_page.open_chart(self.clinic.store, actor, self.clinic.project, seen)

    def judge(
        self, found: Found = Found.RIGHT, place: int = 1, actor: Actor = PRACTITIONER, why: str = ""
    ) -> int:
        seen = self.chart(place, actor).seen
        return spot_checks.judge(self.clinic.store, actor, self.clinic.project.id, seen, found, reason=why)

    def concern(self, place: int = 1, owner: str = "vendor team", text: str = "It is gone.") -> int:
        seen = self.chart(place).seen
        return spot_checks.raise_concern(
            self.clinic.store, PRACTITIONER, self.clinic.project.id, seen, text, owner=owner
        )

    def settle(self, number: int = 1, actor: Actor = PRACTITIONER) -> int:
        return spot_checks.settle(
            self.clinic.store, actor, self.clinic.project.id, number, answer="Mapped again."
        )

    def gate(self, name: str):
        return next(line for line in self.clinic.view(PRACTITIONER).gates if line.name == name)

    @property
    def patients(self) -> tuple[str, ...]:
        with self.clinic.store.read() as work:
            return work.spot_checks.of(self.clinic.project.id).checking.patients


@pytest.fixture
def checks(clinic: Clinic) -> Checks:
    return Checks(clinic)


def test_the_same_seed_draws_the_same_charts_and_chance_gives_one_where_none_is_said(checks: Checks) -> None:
    checks.draw("4711")
    first = checks.patients
    checks.draw("12")
    assert checks.patients[:20] != first
    checks.draw("4711")
    assert checks.patients[:20] == first and len(first) == 20
    checks.draw("")
    draw = checks.page().draw
    assert draw and draw.number == 4 and draw.seed.isdigit()
    assert [each.typed for each in checks.page().draws] == [True, True, True, False]


def test_all_are_drawn_where_there_are_no_more(checks: Checks) -> None:
    checks.draw(size=149)
    page = checks.page()
    assert page.draw and (page.draw.asked, page.draw.charts) == (149, page.patients)


def test_only_practitioners_draw_choose_and_settle(checks: Checks, clinic: Clinic) -> None:
    for person in PEOPLE:
        if person.role is not Role.PRACTITIONER:
            with pytest.raises(Forbidden):
                checks.draw(actor=person)
            with pytest.raises(Forbidden):
                spot_checks.choose(clinic.store, person, clinic.project.id, "10001", seen=0)
            with pytest.raises(Forbidden):
                checks.settle(actor=person)


def test_verdicts_are_left_to_those_whose_they_are(checks: Checks) -> None:
    checks.draw()
    left = {person.role: len(checks.page(person).left) for person in PEOPLE if scope_of(person)}
    assert left == {Role.PRACTITIONER: 20, Role.ASSISTANT: 20, Role.RECEPTIONIST: 20}
    checks.judge(actor=ASSISTANT)
    checks.judge(actor=RECEPTIONIST)
    checks.judge()
    checks.judge(place=2)
    left = {person.role: len(checks.page(person).left) for person in PEOPLE if scope_of(person)}
    assert left == {Role.PRACTITIONER: 18, Role.ASSISTANT: 19, Role.RECEPTIONIST: 19}
    result = checks.page().result
    assert result and (result.checked, result.errors, result.left) == (2, 0, 18)


def texts_of(view: ChartView) -> str:
    return repr(asdict(view))


def test_what_a_role_may_not_see_is_not_in_its_view_at_all(checks: Checks, clinic: Clinic) -> None:
    """Every value of every chart, against the class of its field and the section it stands in."""
    checks.draw()
    with clinic.store.read() as work:
        run = newest_run(work, clinic.project.id)
    charts = charts_in(clinic.store, clinic.project.id, run.run, checks.patients)
    looked = 0
    for place, patient in enumerate(checks.patients, start=1):
        whole = charts[patient]
        clinical = [
            text
            for section in (Section.NOTES, Section.PROBLEMS, Section.MEDICINES)
            for entry in whole.entries(section)
            for name, value in entry.values
            if name in ("text", "name", "instructions")
            for text in (value if isinstance(value, tuple) else (value,))
            if isinstance(text, str) and len(text) > 8
        ]
        money = [
            str(value)
            for entry in whole.entries(Section.LEDGER)
            for name, value in entry.values
            if name in ("note", "amount") and len(str(value)) > 4
        ]
        practitioner, assistant, receptionist = (
            texts_of(checks.chart(place, person)) for person in (PRACTITIONER, ASSISTANT, RECEPTIONIST)
        )
        assert all(repr(text)[1:-1] in practitioner for text in clinical)
        assert not any(repr(text)[1:-1] in assistant + receptionist for text in clinical)
        assert not any(f" {text}" in practitioner for text in money)
        looked += len(clinical) + len(money)
    assert looked > 100


def test_an_assistant_sees_files_and_warnings_and_a_receptionist_who_it_is_and_appointments(
    checks: Checks,
) -> None:
    checks.draw()
    for place in range(1, 21):
        assistant, receptionist = checks.chart(place, ASSISTANT), checks.chart(place, RECEPTIONIST)
        assert {each.section for each in assistant.sections} <= {Section.ALERTS, Section.WHO, Section.FILES}
        assert {each.section for each in receptionist.sections} <= {Section.WHO, Section.TIMELINE}
        kinds = {entry.kind for each in receptionist.sections for entry in each.entries}
        assert not kinds & {"Procedure", "Allergy", "Clinical note", "Prescription"}
        assert receptionist.allergies is None and not receptionist.teeth
        for view in (assistant, receptionist):
            assert view.not_over is None and view.rows_ask == "the owner or the champion of your clinic"
            assert not [entry.rest for each in view.sections for entry in each.entries if entry.rest]
        labels = {line.label for each in assistant.sections for e in each.entries for line in e.lines}
        assert "Ssn" not in labels and "General note" not in labels
        labels = {line.label for each in receptionist.sections for e in each.entries for line in e.lines}
        assert "Note" not in labels and "General note" not in labels


def test_who_has_neither_the_role_nor_the_grant_opens_no_chart(checks: Checks) -> None:
    checks.draw()
    for person in (OWNER, CHAMPION, VENDOR, ACCOUNTANT, AUDITOR):
        with pytest.raises(Forbidden):
            checks.chart(actor=person)
        page = checks.page(person)
        assert not page.opens and page.scope is None and page.result
    granted = replace(OWNER, grants=frozenset({Grant.CHARTS}))
    assert checks.chart(actor=granted).title and checks.page(granted).scope is None
    with pytest.raises(Forbidden):
        checks.judge(actor=granted)


def test_the_account_is_for_whoever_sees_charts_and_money(checks: Checks) -> None:
    checks.draw()
    both = replace(OWNER, grants=frozenset({Grant.CHARTS}))
    seen = [checks.chart(place, both) for place in range(1, 21)]
    accounts = [each for view in seen for each in view.sections if each.section is Section.LEDGER]
    told = repr([line.new for account in accounts for line in account.entries[0].lines])
    assert accounts and "USD" in told
    assert not [e for p in range(1, 21) for e in checks.chart(p).sections if e.section is Section.LEDGER]
    assert seen[0].seen.digest == checks.chart(1).seen.digest


def test_a_restricted_chart_opens_to_the_practitioner_alone() -> None:
    few = chart(patient=[{"last_name": "Bloggs", "restricted": True}])
    granted = replace(OWNER, grants=frozenset({Grant.CHARTS}))
    lenses = {each.role: lens_of(each) for each in (*PEOPLE, granted)}
    assert {role for role, lens in lenses.items() if lens and lens.shows(few)} == {Role.PRACTITIONER}
    assert {role for role, lens in lenses.items() if lens and lens.shows(chart())} == {
        Role.PRACTITIONER, Role.ASSISTANT, Role.RECEPTIONIST, Role.OWNER,
    }  # fmt: skip


def test_a_chart_that_a_newer_run_has_changed_is_asked_about_again_and_the_others_are_not(
    checks: Checks, clinic: Clinic
) -> None:
    clinic.clock.advance(3600)
    checks.draw()
    for place in (1, 2, 3):
        checks.judge(place=place)
    whole = example_export(example.SEED, size=SMALL)["patients.csv"].split(b"\r\n")
    lines = {line.split(b",")[0].decode(): n for n, line in enumerate(whole) if line.endswith(b",0,")}
    numbers = [each.split(":")[2] for each in checks.patients[:3]]
    moving, at = next((p, lines[n]) for p, n in enumerate(numbers, start=1) if n in lines)
    whole[at] += b"Moved house"
    moved = [Dropped("patients.csv", b"\r\n".join(whole))]
    uploads.receive(clinic.store, OWNER, clinic.project.id, moved)
    run_again(clinic.store, clinic.project)
    page = checks.page()
    assert [(each.place, each.found, each.again) for each in page.lines[:4]] == [
        *((p, None, True) if p == moving else (p, Found.RIGHT, False) for p in (1, 2, 3)),
        (4, None, False),
    ]
    assert page.result and page.result.checked == 2


def test_lenses_hold_no_money_and_what_a_scope_checks_is_what_its_role_sees() -> None:
    for scope, lens in LENSES.items():
        assert Sensitivity.FINANCIAL not in lens.classes and Section.LEDGER not in lens.sections
        person = next(each for each in PEOPLE if scope_of(each) is scope)
        seen = lens_of(person)
        assert seen and (seen.sections, seen.classes, seen.entities) == (
            lens.sections,
            lens.classes,
            lens.entities,
        )
    assert set(SECTION_OF) >= LENSES[Scope.APPOINTMENTS].entities | LENSES[Scope.IMAGES].entities


def test_each_field_stands_beside_its_old_cell_and_what_gave_nothing_is_marked(checks: Checks) -> None:
    checks.draw(size=149)
    lines = [
        line
        for place in range(1, len(checks.patients) + 1)
        for section in checks.chart(place).sections
        for entry in section.entries
        for line in entry.lines
    ]
    assert ("U", "unknown") in {(line.old, line.new) for line in lines if line.label == "Sex"}
    missing = {(line.label, line.old) for line in lines if line.match is Match.MISSING}
    assert missing
    assert not [line for line in lines if line.match is Match.SAME and not line.old]


def test_a_row_that_did_not_come_over_stands_first_in_the_chart_of_its_patient(checks: Checks) -> None:
    """The example has an allergy that says both, which waits, and a second row of one patient's number."""
    checks.draw(size=149)
    rows = [row for place in range(1, len(checks.patients) + 1) for row in checks.chart(place).not_over or ()]
    assert {(row.table, row.disposition) for row in rows} >= {
        ("allergies", "waiting"),
        ("patients", "waiting"),
    }
    allergy = next(row for row in rows if row.table == "allergies")
    assert allergy.reason and "PatNum" in dict(allergy.cells)


def test_a_look_is_one_event_a_person_chart_and_quarter_of_an_hour(checks: Checks, clinic: Clinic) -> None:
    checks.draw()
    chart_page._look.cache_clear()
    for _ in range(3):
        checks.chart(1)
    chart_page._look.cache_clear()
    checks.chart(1)
    checks.chart(2)
    checks.chart(1, ASSISTANT)
    assert clinic.events().count(AuditEvent.CHART_VIEWED) == 3
    clinic.clock.advance(15 * 60)
    checks.chart(1)
    assert clinic.events().count(AuditEvent.CHART_VIEWED) == 4
    with clinic.store.read() as work:
        looks = [e for e in work.audit.events(clinic.project.id) if e.event == AuditEvent.CHART_VIEWED]
    assert (looks[0].actor, looks[0].facts) == (PRACTITIONER.name, {"draw": 1, "chart": 1})


def test_nothing_about_a_chart_is_told_to_the_trail(checks: Checks, clinic: Clinic) -> None:
    checks.draw()
    checks.judge(Found.SERIOUS)
    checks.concern(text="Qxvzjwkqyzpf is allergic.")
    checks.settle()
    name = checks.chart(1).title
    with clinic.store.read() as work:
        told = repr([event.facts for event in work.audit.events(clinic.project.id)])
    assert "Qxvzjwkqyzpf" not in told and "patient:" not in told and name not in told


def test_a_verdict_about_a_chart_that_was_another_one_is_refused(checks: Checks, clinic: Clinic) -> None:
    checks.draw()
    seen = checks.chart(1).seen
    for stale in (replace(seen, digest="0" * 64), replace(seen, draw=7), replace(seen, place=99)):
        with pytest.raises(StaleVersion):
            spot_checks.judge(clinic.store, PRACTITIONER, clinic.project.id, stale, Found.RIGHT)
    assert len(checks.page().left) == 20


def test_a_patient_is_chosen_by_number_and_does_not_count_for_the_bound(
    checks: Checks, clinic: Clinic
) -> None:
    checks.draw()
    numbers = {each.split(":")[2] for each in checks.patients}
    other = next(str(n) for n in range(10001, 10065) if str(n) not in numbers)
    asked = (clinic.store, PRACTITIONER, clinic.project.id)
    spot_checks.choose(*asked, other, seen=checks.page().version)
    page = checks.page()
    assert (len(page.lines), page.lines[-1].golden, page.lines[0].golden) == (21, True, False)
    checks.judge(Found.SMALL, place=21)
    result = checks.page().result
    assert result and (result.checked, result.errors, result.chosen) == (0, 0, 1)
    for wrong in ("", "nobody", other):
        with pytest.raises(StepRefused):
            spot_checks.choose(*asked, wrong, seen=checks.page().version)


def test_charts_take_the_place_of_what_was_stated_about_them(checks: Checks, clinic: Clinic) -> None:
    clinic.figures()
    clinic.state(PRACTITIONER, Part.CHARTS, asked=20, compared=20, raised=0, settled=0)
    assert (checks.gate("spot_checks").result.verdict, checks.gate("spot_checks").stated_by) == (
        Verdict.PASS, "Parker Sample",
    )  # fmt: skip
    checks.draw()
    gate = checks.gate("spot_checks")
    assert (gate.result.figure, gate.stated_by, gate.below) == ("20 charts still to compare", "", False)
    with pytest.raises(StepRefused, match="page of its own"):
        clinic.state(PRACTITIONER, Part.CHARTS, asked=20, compared=20, raised=0, settled=0)
    view = clinic.view(PRACTITIONER)
    assert Part.CHARTS not in view.stating.may and not view.stating.of(Part.CHARTS)


def test_the_gates_follow_the_last_chart_and_every_concern(checks: Checks, clinic: Clinic) -> None:
    clinic.figures()
    checks.draw()
    for place in range(1, 20):
        checks.judge(place=place)
    assert checks.gate("spot_checks").result.verdict is Verdict.BLOCK
    checks.judge(Found.SERIOUS, place=20)
    assert checks.gate("spot_checks").result.verdict is Verdict.PASS
    assert checks.gate("concerns_settled").result.figure == "1 open concern"
    checks.concern(place=20)
    assert checks.gate("concerns_settled").result.verdict is Verdict.BLOCK
    checks.settle()
    assert checks.gate("concerns_settled").result.verdict is Verdict.PASS


def test_no_draw_leaves_a_serious_difference_behind_that_nobody_has_spoken_of(checks: Checks) -> None:
    checks.draw("4711")
    checks.judge(Found.SERIOUS, place=3)
    first = checks.patients
    with pytest.raises(StepRefused, match="Chart 3 has a serious difference"):
        checks.draw("12")
    assert checks.patients == first
    checks.concern(place=3)
    checks.draw("12")
    assert checks.patients[:20] != first and len([c for c in checks.page().concerns if not c.settled_at]) == 1


def test_a_concern_has_an_owner_of_those_there_are(checks: Checks) -> None:
    checks.draw()
    with pytest.raises(StepRefused):
        checks.concern(owner="Jo Bloggs")


def test_what_a_concern_says_is_for_those_who_see_charts(checks: Checks) -> None:
    checks.draw()
    checks.concern()
    (seen,), (hidden,) = checks.page().concerns, checks.page(OWNER).concerns
    assert (seen.text, hidden.text, hidden.owner) == ("It is gone.", "", "vendor team")
    assert checks.page(RECEPTIONIST).concerns[0].text == ""


def test_what_a_concern_says_of_a_chart_for_few_is_for_the_practitioner_alone(
    checks: Checks, clinic: Clinic
) -> None:
    checks.draw()
    checks.concern(place=1, text="Of the first.")
    checks.concern(place=2, text="Of the second.")
    checks.settle(1)
    assert {each.text for each in checks.page(ASSISTANT).concerns} == {"Of the first.", "Of the second."}
    newer_run(clinic, few=checks.patients[0])
    granted = replace(OWNER, grants=frozenset({Grant.CHARTS}))
    for person in (ASSISTANT, granted):
        assert words_of(checks.page(person)) == {(2, "Of the second.", ""), (1, "", "")}
    assert (1, "Of the first.", "Mapped again.") in words_of(checks.page())
    checks.draw("12")
    assert (1, "", "") in words_of(checks.page(ASSISTANT))


def words_of(page: ChartsPage) -> set[tuple[int, str, str]]:
    return {(each.number, each.text, each.answer) for each in page.concerns}


def test_a_bound_does_not_speak_for_patients_who_came_with_a_newer_run(
    checks: Checks, clinic: Clinic
) -> None:
    checks.draw()
    result = checks.page().result
    assert result and result.newcomers == 0
    with clinic.store.read() as work:
        old = newest_run(work, clinic.project.id)
        everybody = {each.patient for each in candidates(work, clinic.project.id, old)}
    newer_run(clinic, renamed=min(everybody - set(checks.patients)))
    result = checks.page().result
    assert result and result.newcomers == 1
    with clinic.store.read() as work:
        sample = sample_of(work, clinic.project.id, newest_run(work, clinic.project.id), ZONE)
    assert sample and sample.newcomers == 1
    checks.draw("12")
    result = checks.page().result
    assert result and result.newcomers == 0


def newer_run(clinic: Clinic, *, few: str = "", renamed: str = "") -> None:
    """A newer run of the same patients. few: whose chart is for few only. renamed: who is somebody else."""
    name = "entity/patient"
    with clinic.store.read() as work:
        run = newest_run(work, clinic.project.id)
        whole = {
            each.sensitivity: work.runs.open_part(clinic.project.id, run.run, name, each.sensitivity)
            for each in work.runs.parts(clinic.project.id, run.run)
            if each.name == name
        }
        log = work.runs.open_part(clinic.project.id, run.run, "log", RESTRICTED)
    ids = whole[Sensitivity.OPERATIONAL.value]["id"]
    restricted = (ids == few).alias("restricted")
    other = pl.when(pl.col("id") == renamed).then(pl.lit("patient:source:999999")).otherwise("id").alias("id")
    whole[Sensitivity.IDENTITY.value] = whole[Sensitivity.IDENTITY.value].with_columns(restricted)
    frames = {kind: f.with_columns(other) if "id" in f.columns else f for kind, f in whole.items()}
    clinic.clock.advance(5)
    with clinic.store.begin() as work:
        parts = [Published(name, kind, frame) for kind, frame in frames.items()]
        work.runs.publish(
            clinic.project.id, run="e" * 64, result="f" * 64,
            parts=[*parts, Published("log", RESTRICTED, log)], summary=run.summary,
            mapping_version=run.mapping_version, by="Robin",
        )  # fmt: skip


def test_a_serious_difference_voids_a_document_that_waits_and_a_right_one_does_not(
    checks: Checks, clinic: Clinic
) -> None:
    clinic.figures()
    checks.draw()
    for place in range(1, 21):
        checks.judge(place=place)
    clinic.in_order_beside_charts()
    document = clinic.issue()
    checks.judge(Found.SMALL)
    assert clinic.view().live is not None and clinic.view().live.id == document
    checks.judge(Found.SERIOUS)
    assert clinic.view().live is None
    assert checks.gate("concerns_settled").result.figure == "1 open concern"


def test_the_document_prints_the_draw_and_the_bound_and_no_word_of_a_statement(
    checks: Checks, clinic: Clinic
) -> None:
    clinic.figures()
    clinic.state(PRACTITIONER, Part.CHARTS, asked=5, compared=5, raised=0, settled=0)
    checks.draw()
    for place in range(1, 21):
        checks.judge(Found.SMALL if place == 3 else Found.RIGHT, place=place)
    with clinic.store.begin() as work:
        state, run = work.readiness.of(clinic.project.id), newest_run(work, clinic.project.id)
        whole = composed(
            work, state, run, name="R-1", project="Maple", signers=dict.fromkeys(clinic.view().people, "x"),
            at=clinic.clock().astimezone(ZONE), patients=(),
        )  # fmt: skip
    sample = whole.sample
    assert sample and whole.spot_checks == ()
    assert (sample.seed, sample.charts, sample.compared, sample.small, sample.serious) == (
        "4711",
        20,
        20,
        1,
        0,
    )
    assert sample.bound == 2162 and sample.practitioners == ("Parker Sample",)
    assert "spot_checks" not in dict(whole.stated)


def tasks(clinic: Clinic, actor: Actor) -> list[Task]:
    kinds = (TaskKind.CHECK_CHARTS, TaskKind.DRAW_CHARTS, TaskKind.SETTLE_CONCERNS)
    view = overview.view(clinic.store, actor, clinic.project)
    return [task for task in view.tasks if task.kind in kinds]


def test_the_overview_names_charts_to_those_whose_they_are(checks: Checks, clinic: Clinic) -> None:
    assert {person.role for person in PEOPLE if tasks(clinic, person)} == {Role.PRACTITIONER}
    assert tasks(clinic, PRACTITIONER) == [Task(TaskKind.DRAW_CHARTS)]
    checks.draw()
    checks.judge(Found.SERIOUS)
    assert tasks(clinic, PRACTITIONER) == [
        Task(TaskKind.CHECK_CHARTS, 19, 20), Task(TaskKind.SETTLE_CONCERNS, 1),
    ]  # fmt: skip
    assert tasks(clinic, RECEPTIONIST) == [Task(TaskKind.CHECK_CHARTS, 20, 20)]
    assert not tasks(clinic, OWNER)
