"""`chartbridge demo` with another export than the on-premise one, and with faults planted in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.demonstration import KINDS, Plant
from portal.cli.options import DemoKind, PlantName


def test_the_command_offers_every_export_and_every_plant() -> None:
    assert [kind.value for kind in DemoKind] == [kind.name for kind in KINDS]
    assert {name.value for name in PlantName} == {plant.value for plant in Plant}


SLOWER = [pytest.param(name, marks=pytest.mark.soak) for name in ("paper", "cloud")]


@pytest.mark.parametrize("kind", ["stack", *SLOWER])
def test_an_export_is_written_with_its_truth_and_migrated_whole_with_its_mapping(
    chartbridge, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "demo"
    said = chartbridge("demo", folder, "--small", "--kind", kind, "--json").json
    assert said["kind"] == kind and said["planted"] == []
    assert json.loads((folder / "truth" / "plants.json").read_text()) == []
    done = chartbridge(
        "migrate", folder / "export", "--mapping", folder / "mapping.json", "--no-export", "--json"
    )
    assert done.status == 0 and done.json["closes"]
    assert sum(table["records_in_file"] for table in done.json["tables"]) == sum(said["tables"].values())


def test_what_was_planted_is_said_and_stands_beside_the_truth(chartbridge, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    planting = ("--plant", "flipped-sign", "--plant", "refuted-allergy")
    said = chartbridge("demo", folder, "--small", "--kind", "stack", *planting)
    assert "What was planted" in said.out and "One payment stands with its sign turned." in said.out
    told = json.loads((folder / "truth" / "plants.json").read_text())
    assert [each["plant"] for each in told] == ["flipped-sign", "refuted-allergy"]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (("--kind", "paper", "--plant", "flipped-sign"), "The export from a paper office has no place for"),
        (("--kind", "cloud", "--complete"), "The whole journey is played with the on-premise export"),
        (("--plant", "flipped-sign", "--complete"), "The whole journey is played with the on-premise export"),
        (("--kind", "fax"), "fax"),
        (("--plant", "ivy"), "ivy"),
    ],
)
def test_what_there_is_not_is_refused_in_a_sentence_and_nothing_is_written(
    chartbridge, tmp_path: Path, asked: tuple[str, ...], place: str
) -> None:
    said = chartbridge("demo", tmp_path / "demo", "--small", *asked)
    assert said.status == 2
    assert place in said.err
    assert not (tmp_path / "demo").exists()
