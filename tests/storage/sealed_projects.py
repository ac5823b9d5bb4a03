"""A project with something in every kind of envelope, for tests about keys."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from storage import Saying, Storage, UploadWord
from storage.sealing import HEADER
from tests.storage.journeys import dated, measured


@dataclass(frozen=True)
class Piece:
    name: str
    sensitivity: str
    frame: pl.DataFrame


NAMES = pl.DataFrame({"id": [1, 2], "last_name": ["Canarymansson", "Secretsdottir"]})
NOTES = pl.DataFrame({"id": [1, 2], "note": ["Tooth 14 hurts at night", None]})
PIECES = (Piece("entity/patient", "identity", NAMES), Piece("entity/clinical_note", "clinical", NOTES))
CANARIES = ("Canarymansson", "Secretsdottir", "Riverside Dental", "Tooth 14 hurts")
SAID = Saying('{"files": []}', "Ann", {"file": "a.csv"}, {"book.xlsx": "Secretsdottir"})
ORIGINAL = b"PatNum,LastName\n1,Canarymansson\n2,Secretsdottir\n"


def filled(storage: Storage, name: str = "Riverside Dental") -> str:
    """The id of a project that holds an original, a mapping, a run, a job and steps towards going live."""
    with storage.begin() as work:
        project = work.projects.create(name, by="Ann").id
        row = work.uploads.receive(project, "export/patients.csv", ORIGINAL, "Ann")
        work.upload_words.say(row, row, word=UploadWord.BOTH, by="Ann")
        work.mappings.save(project, '{"tables": []}', "Ann")
        work.jobs.enqueue(project, "run", {"accept": "all"}, "key", by="Ann")
        work.choices.say(project, SAID, saw=0)
    with storage.begin() as work:
        work.runs.publish(
            project,
            run="run",
            result="result",
            parts=PIECES,
            summary={"closes": True},
            mapping_version=1,
            by="Ann",
        )
    with storage.begin() as work:
        work.readiness.take(project, dated())
        work.readiness.take(project, measured())
    return project


def as_it_is(storage: Storage, project: str) -> list[object]:
    """Everything of it as it opens."""
    with storage.read() as work:
        (upload,) = work.uploads.of(project)
        run = work.runs.get(project, "run")
        parts = [work.runs.open_part(project, "run", p.name, p.sensitivity).to_dicts() for p in PIECES]
        return [
            work.projects.get(project),
            upload,
            work.uploads.open(upload),
            work.upload_words.of(project),
            work.mappings.get(project, 1),
            work.choices.get(project, 1),
            [job.payload for job in work.jobs.of(project)],
            (run.run, run.result, run.summary),
            parts,
            [step.kind for step in work.readiness.of(project).steps],
        ]


def blob_versions(storage: Storage, project: str) -> set[int]:
    """The key versions that sealed the project's blobs."""
    found = set()
    for blob in storage.blobs.list(project):
        with storage.blobs.read(blob.name) as source:
            found.add(int.from_bytes(source.read(HEADER)[1:3], "big"))
    return found
