"""What the sandbox database promises beyond the contract: search, nothing in clear, nothing sent."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.errors import NotStored, SealBroken
from storage.keys import KeyRing
from storage.sandbox.blind import By
from storage.sandbox.database import SandboxDatabase
from storage.sandbox.loading import load
from storage.sandbox.opening import file_engine
from storage.sandbox.records import arranged
from storage.sandbox.schema import Schema
from tests.storage.sandbox.clinic import CANARIES, PROJECT, frames, in_blocks, records, ring
from tests.storage.sandbox.test_contract import quiet


def filled(path: Path, keys: KeyRing) -> SandboxDatabase:
    copy = SandboxDatabase(file_engine(path), Schema(None), keys)
    load(copy, records(), quiet)
    return copy


@pytest.fixture
def copy(tmp_path: Path) -> SandboxDatabase:
    return filled(tmp_path / "practice.sqlite3", ring())


def test_a_patient_is_found_by_number_name_or_day_of_birth_and_by_no_part_of_them(
    copy: SandboxDatabase,
) -> None:
    assert copy.found(By.NUMBER, "PN-1") == [0]
    assert copy.found(By.NAME, "secretsdottir,  ann") == [0]
    assert copy.found(By.BIRTH, "1980-03-12") == [0]
    assert copy.found(By.NAME, "Secretsdottir") == []
    assert copy.found(By.BIRTH, "1980-03-13") == []


def test_all_that_one_patient_has_opens_by_their_number(copy: SandboxDatabase) -> None:
    (number,) = copy.found(By.NUMBER, "PN-5")
    own = frames(7)["appointment"]["operational"]["patient"].to_list().count("patient:main:PN-5")
    assert own > 1
    visits = copy.of_patient(number, "appointment", "operational")
    assert visits["patient"].unique().to_list() == ["patient:main:PN-5"]
    assert visits.height == own


def test_what_a_run_has_not_is_not_there(copy: SandboxDatabase) -> None:
    for place in (("invoice", "financial"), ("appointment", "clinical")):
        with pytest.raises(NotStored):
            copy.opened(*place)


def test_nothing_of_a_patient_lies_in_clear(tmp_path: Path) -> None:
    filled(tmp_path / "practice.sqlite3", ring())
    lying = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert len(lying) > 10_000
    for canary in (*CANARIES, "PN-", PROJECT, "patient:main"):
        assert canary.encode() not in lying, canary


def test_a_cell_that_was_exchanged_with_another_row_does_not_open(tmp_path: Path) -> None:
    copy, engine = filled(tmp_path / "practice.sqlite3", ring()), file_engine(tmp_path / "practice.sqlite3")
    with engine.begin() as at:
        swap = "UPDATE patient SET identity_sealed = (SELECT identity_sealed FROM patient WHERE number = :b)"
        at.execute(text(f"{swap} WHERE number = :a"), {"a": 1, "b": 2})
    with pytest.raises(SealBroken):
        copy.opened("patient", "identity")


def test_it_cannot_be_told_to_send_anything(tmp_path: Path) -> None:
    """Not by a switch that somebody turns in the database either."""
    filled(tmp_path / "practice.sqlite3", ring())
    with (
        pytest.raises(IntegrityError),
        file_engine(tmp_path / "practice.sqlite3").begin() as at,
    ):
        at.execute(text("UPDATE load SET sends = 1"))


def test_a_word_that_is_not_of_its_list_stays_sealed(tmp_path: Path) -> None:
    """Whatever became of it before: a name that slipped in as a status is not shown."""
    keys, made = ring(), frames(3)
    status = pl.Series("status", ["Secretsdottir", "scheduled", None] + ["scheduled"] * 3)
    visits = made["appointment"]["operational"]
    made["appointment"]["operational"] = visits.with_columns(status.head(visits.height))
    copy = SandboxDatabase(file_engine(tmp_path / "practice.sqlite3"), Schema(None), keys)
    load(copy, arranged(in_blocks(made), project=PROJECT, run="run", key="00" * 32, size=6), quiet)
    with file_engine(tmp_path / "practice.sqlite3").begin() as at:
        shown = at.execute(text("SELECT clear_status FROM appointment ORDER BY number")).scalars().all()
    assert shown[:2] == [None, "scheduled"]
    assert copy.opened("appointment", "operational")["status"][0] == "Secretsdottir"


def test_what_was_dropped_does_not_go_on_lying_in_the_file(tmp_path: Path) -> None:
    filled(tmp_path / "practice.sqlite3", ring()).drop()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 40_000


def test_the_last_step_has_no_index_left_to_make(tmp_path: Path) -> None:
    engine = file_engine(tmp_path / "practice.sqlite3")
    copy, made = SandboxDatabase(engine, Schema(None), ring()), records()
    copy.begin(made.load)
    begun = _indexes(engine)
    load(copy, made, quiet)
    assert _indexes(engine) == begun
    assert "patient_number" in {column for _, column in begun}


def _indexes(engine: Engine) -> set[tuple[str, str | None]]:
    """Name and column of each."""
    asked = inspect(engine)
    names = (each for table in asked.get_table_names() for each in asked.get_indexes(table))
    return {(str(each["name"]), each["column_names"][0]) for each in names}
