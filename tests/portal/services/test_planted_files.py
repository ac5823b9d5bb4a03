"""What was planted among images and consent forms is found by the page made for it, in every export that has
such files; where nothing was planted, nothing is found.

Each run is that of the engine over the export, published as the worker does it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.demonstration import WHOLE, intake_of
from core.demonstration.plants import Plant
from core.files.consents import Fault
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from portal.permissions import Role
from portal.services import files_page
from portal.viewmodels.files import FilesPage, FilesQuery
from tests.core.demonstration.kinds import NAMES, ran, settled, shown
from tests.portal.clinics import PERSON
from tests.portal.stores import project_in, store_in

OURS = (None, Plant.WRONG_IMAGE, Plant.MISSING_CONSENT_VERSION)
CASES = [
    pytest.param(name, plant, marks=[] if plant in OURS else pytest.mark.soak)
    for name in NAMES
    for plant in (None, *shown(name).kind.plants)
]
"""Plants that are not about files are found nowhere here, which is looked at among the long checks."""
OF_OUR_OWN = {"legacy": 1}
"""Export -> its images of another patient without any plant: the one that its blemishes name."""


def page_over(outcome: Outcome, home: Path) -> FilesPage:
    store = store_in(home)
    project = project_in(store)
    with store.begin() as work:
        work.runs.publish(
            project.id,
            run=outcome.run,
            result=outcome.result,
            parts=outcome.parts,
            summary=outcome.summary(),
            mapping_version=None,
            by="worker",
        )
    try:
        return files_page.view(store, PERSON[Role.PRACTITIONER], project, FilesQuery())
    finally:
        store.close()


@pytest.mark.parametrize(("name", "plant"), CASES)
def test_each_plant_among_files_is_found_and_nothing_else(
    name: str, plant: Plant | None, tmp_path: Path
) -> None:
    outcome, _ = ran(name, *([plant] if plant else []))
    page = page_over(outcome, tmp_path)
    assert page.suspicious == OF_OUR_OWN.get(name, 0) + (plant is Plant.WRONG_IMAGE)
    assert page.faulty == (plant is Plant.MISSING_CONSENT_VERSION)
    assert {each.fault for line in page.forms for each in line.form.amiss} <= {Fault.MISSING}
    said = shown(name, *([plant] if plant else [])).planted
    if plant is Plant.MISSING_CONSENT_VERSION:
        assert f"Version {page.forms[0].form.missing[0]} of " in said[0].what
    if plant is Plant.WRONG_IMAGE:
        wanted = shown(name, plant).kind.found(shown(name, plant).group, said[0].entity, said[0].numbers[0])
        assert any(holds(line.name, wanted, said[0].numbers[0]) for line in page.lines[: page.suspicious])


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_in_the_whole_group_nothing_is_found_that_was_not_planted(name: str, tmp_path: Path) -> None:
    made = shown(name, size=WHOLE)
    outcome = migrate(intake_of(made.kind.export(made.group)), settled(name), record=RECORD)
    page = page_over(outcome, tmp_path)
    assert (page.suspicious, page.faulty) == (OF_OUR_OWN.get(name, 0), undated(name))
    assert {each.fault for line in page.forms for each in line.form.amiss} <= {Fault.UNDATED}


def undated(name: str) -> int:
    """Forms with a version whose day was typed so that nobody can read it: paper has some, by the truth."""
    made = shown(name, size=WHOLE)
    versions = made.kind.truth(made.group).records.get("consent_form_version")
    if versions is None:
        return 0
    return versions.filter(versions["changed_at"].is_null())["consent_form"].n_unique()


def holds(file: str, found: str, number: str) -> bool:
    """Photographs on paper are told by their path, X-rays by the number that their file bears."""
    return found.endswith(file) or file == f"{int(number):05d}.dcm"
