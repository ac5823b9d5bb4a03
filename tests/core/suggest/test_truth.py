"""How often suggestion is right, measured, and held to: it may only get better than what stands here."""

from __future__ import annotations

import pytest

from core.record import RECORD
from core.suggest import suggest_all
from tests.core.suggest.meanings import MEANINGS
from tests.core.suggest.other_systems import SYSTEMS
from tests.core.suggest.truth import (
    Score,
    header_tables,
    headers_of,
    read_folder,
    score,
    score_meanings,
    truth_of,
    unprepared,
)
from tests.shared_data import shared_data

LABELLED = {"opendental": 0.98, "openemr": 0.92, "smart_sample_patients": 0.97, "synthea": 0.98}
FROM_MEMORY = {"dentrix-like": 0.96, "eaglesoft-like": 0.90, "german": 0.95, "spanish": 0.95}
UNPREPARED = {"opendental": 0.88, "openemr": 0.75, "smart_sample_patients": 0.80, "synthea": 0.80}
"""Least share of first suggestions that must be right, by system."""
WITH_ROWS = {"synthea": "tables/synthea", "smart_sample_patients": "tables/smart_sample_patients/data"}


def held(found: Score, least: float, *, sure_right: float = 0.98) -> None:
    wrong = "\n".join(map(str, found.wrong))
    assert found.accuracy >= least, f"{found}\n{wrong}"
    assert found.sure_accuracy >= sure_right, f"{found}\n{wrong}"
    assert found.sure_share >= 0.5, f"{found}\n{wrong}"


@pytest.mark.parametrize("system", LABELLED)
def test_headers_alone_find_their_homes(system: str) -> None:
    path = shared_data(f"headers/{system}.truth.json")
    held(score_meanings(header_tables(headers_of(path)), truth_of(path)), LABELLED[system])


@pytest.mark.parametrize("system", WITH_ROWS)
def test_columns_with_values_find_their_homes(system: str) -> None:
    truth = truth_of(shared_data(f"headers/{system}.truth.json"))
    held(score_meanings(read_folder(shared_data(WITH_ROWS[system])), truth), LABELLED[system])


@pytest.mark.parametrize("system", FROM_MEMORY)
def test_systems_written_down_from_memory_find_their_homes(system: str) -> None:
    tables = SYSTEMS[system]
    accepted = {(t, h): home.split("|") for t, headers in tables.items() for h, home in headers.items()}
    found = suggest_all(header_tables({t: list(h) for t, h in tables.items()}), RECORD)
    held(score(found, accepted, {}), FROM_MEMORY[system])


@pytest.mark.parametrize("system", UNPREPARED)
def test_a_system_whose_headers_the_record_has_never_seen_is_read_by_its_words(system: str) -> None:
    """Every word of the record that spells a header of this system is taken away first."""
    path = shared_data(f"headers/{system}.truth.json")
    headers = headers_of(path)
    found = score_meanings(header_tables(headers), truth_of(path), record=unprepared(headers))
    held(found, UNPREPARED[system], sure_right=0.97)


def test_every_home_that_the_judgement_accepts_is_in_the_record() -> None:
    fields = {f"{e.name}.{f.name}" for e in RECORD.entities for f in e.fields} | {
        f"{e.name}.id" for e in RECORD.entities
    }
    anywhere = {home.split(".")[1] for home in fields}
    accepted = [home for text in MEANINGS.values() for home in text.split("|") if home != "-"]
    unknown = [h for h in accepted if h not in fields and not (h[0] == "*" and h[2:] in anywhere)]
    assert unknown == []
