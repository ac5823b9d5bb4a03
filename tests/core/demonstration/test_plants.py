"""Each plant changes the export in one known place, the truth says which, and here is who finds it today.

`FOUND` has what a run says of a plant; of all others nothing in a run tells. A person finds those by control
totals, spot-checks and the list of consents.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter

import pytest

from core.demonstration.plants import Plant
from tests.core.demonstration.kinds import NAMES, OTHERS, exported, ran, shown, unlike

CASES = [(name, plant) for name in NAMES for plant in shown(name).kind.plants]
FOUND: dict[tuple[str, Plant], tuple[str, ...]] = {
    ("legacy", Plant.WRONG_IMAGE): ("orphan",),
    ("cloud", Plant.WRONG_IMAGE): ("orphan",),
    ("cloud", Plant.REFUTED_ALLERGY): ("refuted_not_active",),
    ("stack", Plant.REFUTED_ALLERGY): ("refuted_not_active",),
    ("paper", Plant.MISSING_CONSENT_VERSION): ("stored",),
}


def lines(content: bytes) -> list[bytes]:
    """A table as lines, an archive or workbook as its members."""
    if not content.startswith(b"PK"):
        return content.splitlines()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [name.encode() + archive.read(name) for name in archive.namelist()]


@pytest.mark.parametrize(("name", "plant"), CASES)
def test_a_plant_changes_one_file_and_nothing_else_in_it(name: str, plant: Plant) -> None:
    sound, planted = exported(name), exported(name, plant)
    assert set(sound) == set(planted)
    assert [path for path in sound if sound[path] != planted[path]] == [shown(name).kind.plants[plant].file]
    (path,) = (path for path in sound if sound[path] != planted[path])
    before, after = lines(sound[path]), lines(planted[path])
    places = len(shown(name, plant).planted[0].numbers)
    assert len(set(before) ^ set(after)) <= 2 * places


@pytest.mark.parametrize(("name", "plant"), CASES)
def test_the_truth_says_which_place_it_is(name: str, plant: Plant) -> None:
    (said,) = json.loads(shown(name, plant).plants_file())
    assert said["plant"] == plant.value and said["what"].endswith(".")
    sound, planted = exported(name), exported(name, plant)
    both = sound[said["file"]] + planted[said["file"]]
    if said["file"].endswith(".csv"):
        assert all(number.encode() in both for number in said["numbers"])


SLOWEST = pytest.param("legacy", marks=pytest.mark.soak)


@pytest.mark.parametrize("name", [SLOWEST, *OTHERS])
def test_with_every_plant_the_engine_still_makes_what_the_files_say(name: str) -> None:
    plants = tuple(shown(name).kind.plants)
    outcome, intake = ran(name, *plants)
    assert unlike(shown(name, *plants), outcome, intake) == {}
    assert outcome.closes


@pytest.mark.parametrize(("name", "plant"), CASES)
def test_what_a_run_says_of_a_plant_and_no_more(name: str, plant: Plant) -> None:
    """Told from the truth, which the run was just held to."""
    assert said_of(name, plant) - said_of(name) == Counter(FOUND.get((name, plant), ()))


def said_of(name: str, *plants: Plant) -> Counter[str]:
    """Reasons of the log, and verdicts on files, other than that all is well."""
    made = shown(name, *plants)
    truth = made.kind.truth(made.group)
    told = Counter([*truth.entries["reasons"].explode(), *truth.files["verdict"]])
    return Counter({word: count for word, count in told.items() if word not in ("mapped", "matched")})
