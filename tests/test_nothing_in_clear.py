"""Law 7 from end to end: canaries in every sensitive field, through the command line and back.

One table an entity, with a canary in each field that can hold one, in a cell without a home and in one that
waits; canaries in file names, in a photograph and in a PDF. After a whole run none of them may be in the
folder of state, and the same scanner must find every one in the clear export that was asked for.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.mapping import to_json
from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.record import RECORD
from core.record.model import CURRENCY, Entity, Field, Kind
from tests.placing import everything
from tests.portal.cli.terminal import run_apart
from tests.storage.canaries import scan

MARK = "Qxvzjwkqyzpf"
"""Every canary begins with these twelve letters: one needle finds them all."""

STEPS = {
    Kind.TEXT: Step("text"),
    Kind.NOTE: Step("text"),
    Kind.CODE: Step("code"),
    Kind.EMAIL: Step("email"),
    Kind.PHONE: Step("phone", {"country": "US"}),
    Kind.REFERENCE: Step("identifier"),
}


def _holds_a_canary(field: Field) -> bool:
    """Whether any text may stand in the field: closed codes and currencies have no room for one."""
    words = (Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.EMAIL, Kind.PHONE)
    return field.kind in words and field.domain is None and field.name != CURRENCY


def canary(entity: Entity, field: Field) -> str:
    return f"{MARK}.{entity.name}.{field.name}"


def _table(entity: Entity) -> tuple[TableMapping, dict[str, str]]:
    """The mapping of one entity's table, and its one row."""
    row = {"id": "1"}
    rules = []
    for field in entity.fields:
        if _holds_a_canary(field) or field.required:
            row[field.name] = canary(entity, field) if _holds_a_canary(field) else "1"
            rules.append(Rule((field.name,), entity.name, field.name, (STEPS[field.kind],), by="a test"))
    row["without a home"] = f"{MARK}.{entity.name}.without_home"
    row["not yet decided"] = f"{MARK}.{entity.name}.not_decided"
    kept = (
        Kept("without a home", Fate.ARCHIVED, "a test", "no home"),
        Kept("not yet decided", Fate.WAITING, "a test", "not yet"),
    )
    mapping = TableMapping(
        f"{entity.name}.csv", entity.name, ("id",), (Route(entity.name),), tuple(rules), kept
    )
    return mapping, row


def _planted() -> Iterator[tuple[TableMapping, dict[str, str]]]:
    for entity in RECORD.entities:
        yield _table(entity)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """(folder of the export, mapping file, every canary in it)."""
    folder = tmp_path_factory.mktemp("export")
    mappings, canaries = [], []
    for mapping, row in _planted():
        mappings.append(mapping)
        canaries += [value for value in row.values() if value.startswith(MARK)]
        with (folder / mapping.file).open("w", newline="", encoding="utf-8") as opened:
            writer = csv.DictWriter(opened, row)
            writer.writeheader()
            writer.writerow(row)
            writer.writerow(row | {"id": "2"})
    (folder / f"{MARK}.photograph.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + MARK.encode() * 20)
    (folder / f"{MARK}.scan.pdf").write_bytes(b"%PDF-1.4\n" + MARK.encode() * 20 + b"\n%%EOF\n")
    mapping_file = tmp_path_factory.mktemp("mapping") / "mapping.json"
    mapping_file.write_text(to_json(Mapping(tuple(mappings))), encoding="utf-8")
    canaries += [f"{MARK}.photograph.jpg", f"{MARK}.scan.pdf"]
    return folder, mapping_file, canaries


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files, which is searched too."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def stored(home: Path) -> Path:
    """A home with everything in it that is stored for it, wherever that lies."""
    everything(home / "state")
    return home


def test_nothing_of_a_run_is_in_clear_but_what_was_asked_for(tmp_path, temporary, export) -> None:
    folder, mapping, canaries = export
    home, out = tmp_path / "home", tmp_path / "out"
    said = run_apart(home, "migrate", folder, "--mapping", mapping, "--out", out, "--json")
    assert said.status == 0, said.err
    assert said.json["closes"]
    assert MARK not in said.err
    assert scan(stored(home), [MARK]) == ()
    assert scan(temporary, [MARK]) == ()
    plain = "".join(path.read_text(encoding="utf-8") for path in sorted(out.rglob("*.csv")) if path.is_file())
    assert [canary for canary in canaries if canary not in plain] == []
    some = canaries[::20]
    assert {hit.canary for hit in scan(out, some)} == set(some)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_the_scanner_finds_every_canary_in_the_clear_export(tmp_path, export) -> None:
    folder, mapping, canaries = export
    out = tmp_path / "out"
    assert run_apart(tmp_path / "home", "migrate", folder, "--mapping", mapping, "--out", out).status == 0
    assert {hit.canary for hit in scan(out, canaries)} == set(canaries)


def test_nothing_is_in_clear_where_no_export_was_asked_for(tmp_path, temporary, export) -> None:
    folder, mapping, _ = export
    home = tmp_path / "home"
    said = run_apart(home, "migrate", folder, "--mapping", mapping, "--no-export")
    assert said.status == 0, said.err
    assert scan(stored(home), [MARK]) == ()
    assert scan(temporary, [MARK]) == ()


def test_a_handover_holds_every_canary_and_the_folder_of_state_none(tmp_path, temporary, export) -> None:
    folder, mapping, canaries = export
    home, out = tmp_path / "home", tmp_path / "out"
    said = run_apart(home, "migrate", folder, "--mapping", mapping, "--no-export")
    assert said.status == 0, said.err
    said = run_apart(home, "handover", out, "--json")
    assert said.status == 0, said.err
    assert MARK not in said.out + said.err
    assert scan(stored(home), [MARK]) == ()
    assert scan(temporary, [MARK]) == ()
    for kinds in (("records/*.jsonl", "kept/**/*.jsonl"), ("csv/*.csv", "kept/**/*.csv")):
        texts = [
            path.read_text(encoding="utf-8") for kind in kinds for path in out.glob(kind) if path.is_file()
        ]
        plain = "".join([*texts, (out / "originals.json").read_text(encoding="utf-8")])
        assert [canary for canary in canaries if canary not in plain] == []
    given = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {path.name: path.read_bytes() for path in (out / "originals").iterdir()} == given
