"""What people did beside the records leaves with everything, and with the finances nothing of it."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from jsonschema import Draft202012Validator, FormatChecker

from core.scope import Category, Source
from core.spotchecks import Found
from core.spotchecks import Scope as LookedAt
from core.training import StepKind
from portal.permissions import Role
from portal.services import handover, spot_checks, training_certificate
from reports.handover import check
from reports.signing import Finding, roots_in, verify
from storage.spot_check_steps import SpotCheckKind, SpotCheckStep, drawing, judging, raising
from tests.core.scope.samples import WHOLE
from tests.portal.clinics import ACCOUNTANT, OWNER, PERSON, PRACTITIONER, Clinic
from tests.portal.services import test_scope as scoping
from tests.portal.services.walks import ZONE, Walk

REMY, ASH = PERSON[Role.RECEPTIONIST], PERSON[Role.ASSISTANT]
AGAIN, MILDER = "To be surer", "I had the wrong paper"
WHY, DOUBT, CONCERN = "=Another cabinet", "The phone frightens me", "Another allergy on paper"
FOLDERS = {"scope", "spot-checks", "training"}


@dataclass(frozen=True)
class Left:
    """A clinic in which people did much, and its handover. certificate: as its person has it."""

    clinic: Clinic
    out: Path
    certificate: bytes

    def json(self, path: str) -> Any:
        return json.loads((self.out / path).read_text(encoding="utf-8"))

    def table(self, path: str) -> list[dict[str, str]]:
        with (self.out / path).open(encoding="utf-8", newline="") as opened:
            return list(csv.DictReader(opened))


@pytest.fixture(scope="module")
def left(ran_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    """Made once for all tests, which only look at it."""
    folder = tmp_path_factory.mktemp("left")
    clinic = Clinic(folder, like=ran_home)
    _agreed_twice(clinic)
    _checked(clinic)
    remy = Walk(clinic.store, clinic.project, REMY)
    remy.to_the_end(ASH)
    taken = training_certificate.certificate(clinic.as_(REMY), REMY, clinic.project, zone=ZONE).content
    ash = Walk(clinic.store, clinic.project, ASH)
    ash.learn(StepKind.READ, ash.mine.lines[0].item.id)
    ash.learn(StepKind.UNSURE, note=DOUBT)
    handover.make(clinic.store, OWNER, clinic.project.id, folder / "out")
    yield Left(clinic, folder / "out", taken)
    clinic.store.close()


def _agreed_twice(clinic: Clinic) -> None:
    """Approved once, amended, approved again, and amended once more."""
    scoping.agreed(clinic)
    paper = Source("Cabinet", Category.PAPER)
    scoping.save(clinic, replace(WHOLE, sources=(*WHOLE.sources, paper)), reason=WHY)
    scoping.approve(clinic)
    scoping.save(clinic, WHOLE, reason="It was empty")


def _checked(clinic: Clinic) -> None:
    """Twenty drawn and others after them; one found seriously wrong, with a concern, and then right."""
    project = clinic.project.id
    spot_checks.draw(clinic.as_(PRACTITIONER), PRACTITIONER, project, 20, seed="7", seen=0)
    with clinic.store.begin() as work:
        draw = work.spot_checks.of(project).checking.draws[-1]
        patient, run = draw.patients[0], draw.run
        for found, reason in ((Found.SERIOUS, ""), (Found.RIGHT, MILDER)):
            facts = judging(patient, LookedAt.CHART, found, digest="ab" * 32, run=run, reason=reason)
            work.spot_checks.take(project, _said(SpotCheckKind.JUDGE, facts))
        work.spot_checks.take(project, _said(SpotCheckKind.RAISE, raising(patient, CONCERN, "champion")))
        again = drawing(run, "8", 20, draw.patients[10:], reason=AGAIN, typed=True)
        work.spot_checks.take(project, _said(SpotCheckKind.DRAW, again))


def _said(kind: SpotCheckKind, facts: dict[str, Any]) -> SpotCheckStep:
    return SpotCheckStep(kind, PRACTITIONER.name, PRACTITIONER.role.value, facts)


def test_every_version_of_the_scope_leaves_with_who_approved_it(left: Left) -> None:
    told = left.json("scope/scope.json")
    assert [(each["number"], each["by"], each["terms"]) for each in told["approvals"]] == [
        (1, OWNER.name, 1),
        (2, OWNER.name, 1),
    ]
    sources = [len(each["declaration"]["sources"]) for each in told["approvals"]]
    assert sources == [len(WHOLE.sources), len(WHOLE.sources) + 1]
    assert [(each["reason"], each["approval"]) for each in told["amendments"]] == [
        (WHY, 2),
        ("It was empty", None),
    ]
    assert (told["approved"], told["terms"][0]["text"]) == (False, "Pay later")
    assert [line["reason"] for line in left.table("scope/amendments.csv")] == [f"'{WHY}", "It was empty"]
    parts = {line["approval"] for line in left.table("scope/parts.csv")}
    assert parts == {"1", "2", ""}


def test_an_approval_is_verified_with_its_files_and_the_root_alone(left: Left) -> None:
    (root,) = roots_in((left.out / "trust.pem").read_bytes())
    for given in left.json("scope/scope.json")["approvals"]:
        content, signature, pem = ((left.out / place).read_bytes() for place in given["signature"].values())
        person, above = x509.load_pem_x509_certificates(pem)
        person.verify_directly_issued_by(x509.load_der_x509_certificate(root))
        assert above == x509.load_der_x509_certificate(root)
        key = person.public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(signature, content, ec.ECDSA(hashes.SHA256()))
        signed = json.loads(content.partition(b"\n")[2])
        assert signed["by"] == given["by"] and signed["declaration"] == given["declaration"]


def test_draws_verdicts_and_concerns_leave_by_the_ids_of_the_records(left: Left) -> None:
    told = left.json("spot-checks/spot-checks.json")
    draw, again = told["draws"]
    assert (draw["seed"], draw["asked"], len(draw["charts"])) == ("7", 20, 20)
    patients = {json.loads(line)["id"] for line in _lines(left.out / "records" / "patient.jsonl")}
    assert set(draw["charts"]) <= patients
    assert (draw["reason"], again["reason"], again["seed_chosen"]) == ("", AGAIN, True)
    assert (again["charts"], again["kept"]) == (draw["charts"][10:], draw["charts"][:10])
    said = [(each["found"], each["reason"]) for each in told["verdicts"]]
    assert said == [("serious", ""), ("right", MILDER)]
    assert {each["patient"] for each in told["verdicts"]} == {draw["charts"][0]}
    assert [(each["text"], each["answer"]) for each in told["concerns"]] == [(CONCERN, "")]
    assert len(left.table("spot-checks/charts.csv")) == 30
    assert [line["reason"] for line in left.table("spot-checks/verdicts.csv")] == ["", MILDER]


def test_what_each_person_completed_leaves_and_no_doubt_of_theirs(left: Left) -> None:
    people = {each["person"]: each for each in left.json("training/training.json")["people"]}
    remy, ash = people[REMY.name], people[ASH.name]
    assert len(remy["completed"]) == remy["steps"] and remy["ready"].startswith("2026-03-12T")
    assert [each["by"] for each in remy["completed"] if each["proof"] == "seen"] == [ASH.name]
    assert (len(ash["completed"]), ash["ready"], ash["certificates"]) == (1, None, [])
    lines = left.table("training/completed.csv")
    assert len(lines) == sum(len(each["completed"]) for each in people.values())
    whole = b"".join(path.read_bytes() for path in left.out.rglob("*") if path.is_file())
    assert DOUBT.encode() not in whole


def test_the_certificate_leaves_as_its_person_has_it_and_verifies_by_what_lies_beside_it(left: Left) -> None:
    people = left.json("training/training.json")["people"]
    (place,) = next(each["certificates"] for each in people if each["person"] == REMY.name)
    found = (left.out / place).read_bytes()
    assert found == left.certificate
    assert verify(found, roots_in((left.out / "trust.pem").read_bytes())).finding is Finding.VALID


@pytest.mark.parametrize("path", ["scope/scope", "spot-checks/spot-checks", "training/training"])
def test_each_is_as_its_schema_says_and_says_nothing_that_it_does_not_know(left: Left, path: str) -> None:
    schema, told = left.json(f"{path}.schema.json"), left.json(f"{path}.json")
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema, format_checker=FormatChecker())
    judge.validate(told)
    assert not judge.is_valid({**told, "more": 1})
    assert not judge.is_valid({name: value for name, value in told.items() if name != "format"})


def test_the_manifest_lists_it_all_a_check_finds_a_change_and_the_readme_names_it(
    left: Left, tmp_path: Path
) -> None:
    assert check(left.out).wrong is None
    listed = {each["path"]: each["sha256"] for each in left.json("manifest.json")["files"]}
    place = tmp_path / "copy" / "spot-checks" / "verdicts.csv"
    copytree(left.out, tmp_path / "copy")
    assert listed["spot-checks/verdicts.csv"] == hashlib.sha256(place.read_bytes()).hexdigest()
    readme = (left.out / "README.txt").read_text()
    assert all(f"\n{name}/ " in readme for name in FOLDERS) and "\ntrust.pem " in readme
    place.write_bytes(place.read_bytes().replace(b"serious", b"right"))
    assert check(tmp_path / "copy").path == "spot-checks/verdicts.csv"


def test_made_again_every_file_but_the_manifest_is_the_same(left: Left, tmp_path: Path) -> None:
    again = tmp_path / "again"
    handover.make(left.clinic.store, OWNER, left.clinic.project.id, again)
    files = {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert files == {path.relative_to(left.out) for path in left.out.rglob("*") if path.is_file()}
    differing = {str(f) for f in files if (again / f).read_bytes() != (left.out / f).read_bytes()}
    assert differing == {"manifest.json"}


def test_with_the_finances_nothing_of_it_leaves(left: Left, tmp_path: Path) -> None:
    out = tmp_path / "finances"
    handover.make(left.clinic.store, ACCOUNTANT, left.clinic.project.id, out, finances=True)
    assert not {path.name for path in out.iterdir()} & {*FOLDERS, "documents", "trust.pem"}
    readme = (out / "README.txt").read_text()
    assert not any(f"\n{name}" in readme for name in (*FOLDERS, "documents", "trust.pem"))
    whole = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert CONCERN.encode() not in whole


def test_where_nobody_did_any_of_it_there_is_none_of_it(clinic: Clinic, tmp_path: Path) -> None:
    handover.make(clinic.store, OWNER, clinic.project.id, tmp_path / "out")
    assert not {path.name for path in (tmp_path / "out").iterdir()} & {*FOLDERS, "documents", "trust.pem"}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
