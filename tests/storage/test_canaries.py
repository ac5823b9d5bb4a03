"""Nothing is ever stored in clear; and the scanner that says so finds what does leak."""

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from datetime import date as day
from pathlib import Path
from urllib.parse import quote, quote_plus

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.decisions import Choice, Decision, Group, GroupKind
from core.decisions.file import as_record
from core.progress import Going
from core.readiness import Evidence, Signer
from storage import Asked, AuditEvent, Saying, StepKind, Storage, Work, sweep
from storage import readiness_steps as steps
from storage.models import ProjectRecord
from storage.stages import Stages
from tests.storage.canaries import scan
from tests.storage.conftest import Clock
from tests.storage.stored import everything_of
from tests.storage.test_runs import Piece

CANARY = "Zoë Canary-Müller"
DATA = f"id,name\n1,{CANARY}\n" * 3
PLAIN = DATA.encode()


def sqlite_with(path: Path, value: object, *, then: str = "", wal: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA secure_delete = OFF")
    if wal:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE person (name)")
    connection.execute("INSERT INTO person VALUES (?)", [value])
    if then:
        connection.execute(then)
    return connection


def parquet_dictionary_entry_that_no_row_uses(path: Path) -> None:
    column = pa.DictionaryArray.from_arrays(pa.array([1, 1]), pa.array([CANARY, "other"]))
    pq.write_table(pa.table({"name": column}), path, compression="snappy", write_statistics=False)


def parquet(path: Path, **options: object) -> None:
    names = [f"{CANARY} {n}" for n in range(50)]
    pq.write_table(pa.table({"name": names}), path, **options)


def nested(path: Path) -> None:
    frame = pl.DataFrame({"rows": [[{"name": CANARY, "age": 1}]]})
    frame.write_parquet(path, compression="snappy")


def zipped(path: Path, name: str = "a.csv", content: bytes = PLAIN) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)


def zip_cut_off(path: Path) -> None:
    zipped(path)
    path.write_bytes(path.read_bytes()[:-30])


def zipped_gzip_in_the_middle(path: Path) -> None:
    zipped(path, content=b"\0" * 1000 + gzip.compress(PLAIN) + b"tail")
    path.write_bytes(b"junk" * 300 + path.read_bytes())


def long_value(path: Path) -> None:
    """Split over pages, with the canary where one of them ends."""
    sqlite_with(path, "x" * 4050 + CANARY + "y" * 9000).close()


LEAKS: dict[str, Callable[[Path], object]] = {
    "plain": lambda p: p.write_bytes(PLAIN),
    "utf-16-le": lambda p: p.write_bytes(DATA.encode("utf-16-le")),
    "utf-16-be": lambda p: p.write_bytes(b"\0" + DATA.encode("utf-16-be")),
    "cp1252": lambda p: p.write_bytes(DATA.encode("cp1252")),
    "hex": lambda p: p.write_text(CANARY.encode().hex()),
    "upper-case hex": lambda p: p.write_text(CANARY.encode("cp1252").hex().upper()),
    "base64": lambda p: p.write_bytes(base64.b64encode(CANARY.encode())),
    "base64 one on": lambda p: p.write_bytes(base64.b64encode(b"x" + CANARY.encode() + b"after")),
    "base64 two on": lambda p: p.write_bytes(base64.b64encode(b"xy" + CANARY.encode() + b"yes")),
    "url base64 of utf-16": lambda p: p.write_bytes(base64.urlsafe_b64encode(DATA.encode("utf-16-le"))),
    "gzip": lambda p: p.write_bytes(gzip.compress(PLAIN)),
    "gzip cut off": lambda p: p.write_bytes(gzip.compress(PLAIN)[:-10]),
    "zlib in the middle": lambda p: p.write_bytes(b"junk" + zlib.compress(PLAIN) + b"junk"),
    "bzip2": lambda p: p.write_bytes(bz2.compress(PLAIN)),
    "xz": lambda p: p.write_bytes(lzma.compress(PLAIN)),
    "zstd": lambda p: p.write_bytes(b"junk" + pa.Codec("zstd").compress(PLAIN, asbytes=True)),
    "lz4": lambda p: p.write_bytes(pa.Codec("lz4").compress(PLAIN, asbytes=True)),
    "zip": zipped,
    "zip cut off": zip_cut_off,
    "json": lambda p: p.write_text(json.dumps({"name": CANARY})),
    "address": lambda p: p.write_text(f"GET /?name={quote(CANARY)}"),
    "form": lambda p: p.write_text(f"name={quote_plus(CANARY)}"),
    "zip member's name": lambda p: zipped(p, name=f"{CANARY}.csv", content=b""),
    "gzip in a zip": zipped_gzip_in_the_middle,
    "sqlite row": lambda p: sqlite_with(p, CANARY).close(),
    "sqlite free page": lambda p: sqlite_with(p, CANARY, then="DELETE FROM person").close(),
    "sqlite long value": long_value,
    "sqlite gzip cell": lambda p: sqlite_with(p, gzip.compress(PLAIN)).close(),
    "parquet": parquet,
    "parquet without dictionary": lambda p: parquet(p, use_dictionary=False, compression="zstd"),
    "parquet dictionary": lambda p: parquet(p, compression="brotli", write_statistics=False),
    "parquet unused entry": parquet_dictionary_entry_that_no_row_uses,
    "parquet nested": nested,
    "parquet metadata": lambda p: pq.write_table(
        pa.table({"a": [1]}).replace_schema_metadata({"by": CANARY}), p
    ),
    "polars": lambda p: pl.DataFrame({"name": [CANARY]}).write_parquet(p, compression="zstd"),
    "arrow": lambda p: pl.DataFrame({"name": [CANARY] * 50}).write_ipc(p, compression="zstd"),
}


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_on_purpose_is_always_found(tmp_path: Path, leak: str):
    LEAKS[leak](tmp_path / "file.bin")
    assert [hit.canary for hit in scan(tmp_path, [CANARY, "Nobody Of This Name"])][:1] == [CANARY]


def test_a_leak_in_a_write_ahead_log_is_found(tmp_path: Path):
    connection = sqlite_with(tmp_path / "db", gzip.compress(PLAIN), wal=True)
    assert {hit.canary for hit in scan(tmp_path, [CANARY])} == {CANARY}
    connection.close()


def test_a_leak_in_a_file_or_folder_name_is_found(tmp_path: Path):
    (tmp_path / CANARY).mkdir()
    assert [hit.way for hit in scan(tmp_path, [CANARY])] == ["name/utf-8"]


def test_a_canary_too_short_to_be_telling_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="12"):
        scan(tmp_path, ["short"])


PLANTED = {
    where: f"Canary in the {where}, née Øster"
    for where in (
        "project name",
        "path",
        "content",
        "long content",
        "stream",
        "uploader",
        "mapping",
        "choices",
        "password",
        "person",
        "part name",
        "identity part",
        "clinical part",
        "financial part",
        "operational part",
        "log part",
        "column name",
        "summary",
        "stage name",
        "stage content",
        "run digest",
        "job payload",
        "job key",
        "decided word",
        "decision reason",
        "decided by",
        "job stage",
        "job result",
        "job error",
        "audit actor",
        "audit facts",
        "rolled back",
        "failed transaction",
    )
}


def piece(name: str, sensitivity: str, planted: str) -> Piece:
    rows = [f"{PLANTED[planted]} {n % 7}" for n in range(500)]
    return Piece(name, sensitivity, pl.DataFrame({PLANTED["column name"]: rows}))


def fill(storage: Storage, at: dict[str, str]) -> str:
    """One of everything that can be stored, a canary in every field of it."""
    with storage.begin() as work:
        project = work.projects.create(at["project name"], by=at["uploader"]).id
        work.uploads.receive(project, f"{at['path']}/a.csv", at["content"].encode(), at["uploader"])
        work.uploads.receive(project, "long.csv", at["long content"].encode() * 50_000, at["uploader"])
        work.uploads.receive_stream(project, "s.csv", [at["stream"].encode("utf-16")] * 9, at["uploader"])
        work.mappings.save(project, json.dumps({"by": at["mapping"]}), at["person"])
        said = Saying(at["choices"], at["person"], {"file": at["path"]}, {at["path"]: at["password"]})
        work.choices.say(project, said, saw=0)
        decide(work, project, at)
    bring_some(storage, project, at)
    with storage.begin() as work:
        work.runs.publish(
            project,
            run=at["run digest"],
            result=at["run digest"],
            parts=[
                piece(at["part name"], "identity", "identity part"),
                *(piece("entity", each, f"{each} part") for each in ("clinical", "financial", "operational")),
                piece("log", "restricted", "log part"),
            ],
            summary={"closes": True, "tables": [{"file": at["summary"]}]},
            mapping_version=1,
            by=at["person"],
        )
    with storage.begin() as work:
        kept = [(at["stage name"], at["stage content"].encode() * 500)]
        Stages(work.unit_of_keys()).keep(project, at["run digest"], kept)
    work_off(storage, project, at)
    return project


def bring_some(storage: Storage, project: str, at: dict[str, str]) -> None:
    """A file of which one slice has come."""
    content = at["content"].encode()
    with storage.begin() as work:
        begun = work.slices.begin(project, at["path"], at["uploader"], size=2 * len(content))
    with storage.begin() as work:
        work.slices.add(begun, content, start=0)


def decide(work: Work, project: str, at: dict[str, str]) -> None:
    """A decision about a word, made, proposed and taken back."""
    group = Group(GroupKind.VALUE, at["path"], "p", "Status", value=at["decided word"])
    decision = Decision(
        group, Choice.REPLACE, at["decided by"], "owner", at["decision reason"], to=at["decided word"]
    )
    work.decisions.propose(project, [decision], by=at["decided by"], saw=0)
    saw = work.decisions.made(project, [decision], by=at["decided by"], saw=0)
    work.decisions.withdraw(project, [group], by=at["decided by"], reason=at["decision reason"], saw=saw)


def work_off(storage: Storage, project: str, at: dict[str, str]) -> None:
    for number, end in enumerate(("finish", "fail", "cancel")):
        with storage.begin() as work:
            payload = {"path": at["job payload"]}
            work.jobs.enqueue(project, "run", payload, f"{at['job key']}{number}", by=at["person"])
            job = work.jobs.lease("w1", 30)
            assert job is not None
            work.jobs.progress(job, Going(at["job stage"], 1, 2))
            if end == "finish":
                work.jobs.finish(job, {"found": at["job result"]})
            elif end == "fail":
                work.jobs.fail(job, {"found": at["job error"]})
            else:
                work.jobs.cancel(job, by=at["person"])
    with storage.begin() as work:
        work.audit.append(project, AuditEvent.LOG_SEARCHED, at["audit actor"], {"for": at["audit facts"]})


def break_off(storage: Storage, project: str, at: dict[str, str]) -> None:
    with pytest.raises(RuntimeError), storage.begin() as work:
        work.uploads.receive(project, at["rolled back"], at["rolled back"].encode() * 9, "Ann")
        work.jobs.enqueue(project, "run", {"x": at["rolled back"]}, "rolled", by="Ann")
        raise RuntimeError("stopped")

    def stops():
        yield at["failed transaction"].encode() * 100_000
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError), storage.begin() as work:
        work.uploads.receive_stream(project, at["failed transaction"], stops(), "Ann")


def test_no_canary_is_found_in_the_home_folder_after_everything(storage: Storage, clock: Clock, caplog):
    caplog.set_level("DEBUG")
    project = fill(storage, PLANTED)
    break_off(storage, project, PLANTED)
    with storage.begin() as work:
        work.audit.anchor(project)
        assert work.audit.verify(project).valid
    assert scan(everything_of(storage), PLANTED.values()) == ()
    sweep(storage)
    storage.close()
    assert scan(everything_of(storage), PLANTED.values()) == ()
    assert not any(canary in caplog.text for canary in PLANTED.values())


def test_a_value_that_lies_in_clear_is_seen_wherever_the_store_lies(storage: Storage):
    """Proof that the scan looks into a database and a bucket elsewhere as well."""
    row, blob = "Canary in a row, née Øster", "Canary in a blob, née Øster"
    with storage.begin() as work:
        work.unit_of_keys().session.add(ProjectRecord(id="p", name=row.encode(), created_at=storage.clock()))
    with storage.blobs.writer() as writer:
        writer.write(blob.encode())
        writer.commit("p/aa")
    storage.close()
    assert {hit.canary for hit in scan(everything_of(storage), [row, blob])} == {row, blob}


def test_the_same_scan_finds_every_canary_once_the_seals_are_opened(storage: Storage, tmp_path: Path):
    """Proof that the canaries really were planted, and where the scanner could have seen them."""
    project, out = fill(storage, PLANTED), tmp_path / "out"
    out.mkdir()
    with storage.read() as work:
        for number, upload in enumerate(work.uploads.of(project)):
            (out / f"upload{number}").write_bytes(work.uploads.open(upload) + upload.path.encode())
        (run,) = work.runs.of(project)
        for number, part in enumerate(work.runs.parts(project, run.run)):
            frame = work.runs.open_part(project, run.run, part.name, part.sensitivity)
            frame.write_parquet(out / f"part{number}")
            (out / f"name{number}").write_text(part.name)
        stages = Stages(work.unit_of_keys())
        for number, name in enumerate(stages.names(project, run.run)):
            (out / f"stage{number}").write_bytes(stages.open(project, run.run, name) + name.encode())
        told = [
            work.projects.all(),
            work.mappings.latest(project),
            work.choices.get(project, 1),
            run,
            work.jobs.of(project),
        ]
        shown = [vars(each) for row in told for each in (row if isinstance(row, list) else [row])]
        shown += [vars(event) for event in work.audit.events(project)]
        shown += [vars(job.going) for job in work.jobs.of(project)]
        made = [row.decision for row in work.decisions.history(project) if row.decision]
        shown += [as_record(decision) for decision in made]
        values = (str(value) for row in shown for value in row.values())
        (out / "rows").write_text("\n".join(values), encoding="utf-8")
    found = {hit.canary for hit in scan(out, PLANTED.values())}
    unseen = {PLANTED[where] for where in ("job key", "rolled back", "failed transaction")}
    assert found == set(PLANTED.values()) - unseen


GOING_LIVE = {
    where: f"Canary in the {where}, née Øster" for where in ("reason", "name", "pdf", "key", "secret")
}


def go_live(storage: Storage, at: dict[str, str]) -> str:
    """A step with a reason, a document with its file, and both kinds of signing key."""
    with storage.begin() as work:
        project = work.projects.create("Riverside", by="Ann").id
    with storage.begin() as work:
        date = Asked(StepKind.DATE, at["name"], "owner", steps.dated(day(2026, 3, 30), at["reason"]))
        work.readiness.take(project, date)
        figures = steps.measured(Evidence(run="a" * 64), {at["reason"]: 1})
        work.readiness.take(project, Asked(StepKind.EVIDENCE, at["name"], "owner", figures))
        for gate in [each.gate for each in work.readiness.of(project).journey.results if each.verdict]:
            told = steps.waived(gate.name, at["reason"])
            work.readiness.take(project, Asked(StepKind.WAIVE, at["name"], "owner", told))
        issued = steps.issued("R-1", dict.fromkeys(Signer, at["name"]))
        asked = Asked(StepKind.ISSUE, at["name"], "owner", issued)
        work.readiness.take(project, asked, pdf=at["pdf"].encode() * 50)
        work.signing_keys.keep_of_person(project, at["name"], "owner", content=at["key"].encode())
        work.signing_keys.keep_of_installation(
            "root", at["secret"].encode(), material=b"m" * 32, project=project, by=at["name"]
        )
    return project


def test_nothing_of_going_live_lies_in_clear_in_the_home_folder(storage: Storage, tmp_path: Path):
    project = go_live(storage, GOING_LIVE)
    with storage.read() as work:
        state = work.readiness.of(project)
        key = work.signing_keys.of_person(project, GOING_LIVE["name"], "owner")
        root = work.signing_keys.of_installation("root")
        pdf = work.readiness.pdf(project, state.documents[0].pdfs[0])
        assert key is not None and root is not None
        told = [*(str((step.by, step.facts)) for step in state.steps), pdf.decode()]
        told += [key.content.decode(), root.content.decode()]
    (tmp_path / "opened").mkdir()
    (tmp_path / "opened" / "told").write_text("\n".join(told), encoding="utf-8")
    opened = scan(tmp_path / "opened", GOING_LIVE.values())
    assert {hit.canary for hit in opened} == set(GOING_LIVE.values())
    assert scan(everything_of(storage), GOING_LIVE.values()) == ()
    storage.close()
    assert scan(everything_of(storage), GOING_LIVE.values()) == ()
