"""FHIR servers, by search and by Bulk Data, made of resources that a test knows."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from storage.connectors import Description, Extracted, ExtractRefused, connector_for, extract
from tests.storage.connectors.elsewhere import Asked, Elsewhere, Says, elsewhere

PATIENTS = [f'{{"resourceType":"Patient","id":"p{n}","weight":{n}.50}}' for n in range(23)]
VISITS = [f'{{"resourceType":"Encounter","id":"e{n}"}}' for n in range(7)]


def described(address: str, kind: str, *names: str) -> Description:
    records = [{"name": name, "paging": {"size": 10}} for name in names]
    return Description.model_validate(
        {"source": {"kind": kind, "address": f"{address}/fhir"}, "records": records}
    )


def taken(system: Elsewhere, wanted: Description, folder: Path) -> dict[str, Extracted]:
    with httpx.Client() as client:
        ask = system.asking(client)
        ask.address = wanted.source.address
        return {each.name: each for each in extract(connector_for(wanted), ask, folder, of="test")}


def lines(folder: Path, found: Extracted) -> list[str]:
    return (folder / found.file).read_text("utf-8").splitlines()


def searched(asked: Asked) -> Says:
    start, size = int(asked.query.get("start", "0")), int(asked.query["_count"])
    entries = [
        f'{{"resource": {each}, "search": {{"mode": "match"}}}}' for each in PATIENTS[start : start + size]
    ]
    entries.append(f'{{"resource": {VISITS[0]}, "search": {{"mode": "include"}}}}')
    entries.append('{"resource": {"resourceType": "OperationOutcome"}}')
    more = start + size < len(PATIENTS)
    link = (
        f'[{{"relation": "next", "url": "/fhir/Patient?_count={size}&start={start + size}"}}]'
        if more
        else "[]"
    )
    body = f'{{"resourceType": "Bundle", "total": 23, "link": {link}, "entry": [{", ".join(entries)}]}}'
    return Says(body.encode())


def test_a_search_takes_every_resource_of_its_type_as_it_was_sent(tmp_path: Path) -> None:
    with elsewhere(searched) as system:
        found = taken(system, described(system.address, "fhir-search", "Patient"), tmp_path)
    assert lines(tmp_path, found["Patient"]) == PATIENTS
    assert found["Patient"].total == 23 == found["Patient"].records


def test_an_answer_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with (
        elsewhere(lambda _: Says(b'{"resourceType": "OperationOutcome"}')) as system,
        pytest.raises(ExtractRefused, match="no FHIR Bundle"),
    ):
        taken(system, described(system.address, "fhir-search", "Patient"), tmp_path)


class Bulk:
    """A server that prepares its files while it is looked at twice. ranges: whether it knows Range."""

    def __init__(self, *, ranges: bool = True, cut: int | None = None) -> None:
        self.ranges, self.cut, self.looks = ranges, cut, 0

    def __call__(self, asked: Asked) -> Says:
        match asked.path:
            case "fhir/$export":
                assert asked.headers["Prefer"] == "respond-async"
                return Says(status=202, headers={"Content-Location": "/fhir/status/1"})
            case "fhir/status/1":
                self.looks += 1
                if self.looks < 3:
                    return Says(status=202, headers={"Retry-After": "30"})
                output = [
                    {"type": "Patient", "url": "/files/1", "count": 20},
                    {"type": "Patient", "url": "/files/2", "count": 3},
                    {"type": "Encounter", "url": "/files/3"},
                ]
                return Says(
                    json.dumps({"transactionTime": "2026-01-01T00:00:00Z", "output": output}).encode()
                )
        return self._file(asked)

    def _file(self, asked: Asked) -> Says:
        content = {"files/1": PATIENTS[:20], "files/2": PATIENTS[20:], "files/3": VISITS}[asked.path]
        body = "\n".join(content).encode()
        since = int(asked.headers.get("Range", "bytes=0-")[6:-1])
        cut, self.cut = self.cut, None
        if since and self.ranges:
            return Says(body[since:], status=206, cut=cut)
        return Says(body, cut=cut)


def test_an_export_is_asked_for_once_waited_for_and_taken_file_by_file(tmp_path: Path) -> None:
    with elsewhere(Bulk()) as system:
        found = taken(system, described(system.address, "fhir-bulk"), tmp_path)
        assert [each.path for each in system.asked].count("fhir/$export") == 1
        assert system.slept.count(30.0) == 2
    assert {name: each.records for name, each in found.items()} == {
        "Patient": 20,
        "Patient-2": 3,
        "Encounter": 7,
    }
    assert lines(tmp_path, found["Patient"]) + lines(tmp_path, found["Patient-2"]) == PATIENTS


@pytest.mark.parametrize("ranges", [True, False])
def test_a_file_that_is_cut_off_goes_on_at_its_byte_without_a_second_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ranges: bool
) -> None:
    monkeypatch.setattr("storage.connectors.fhir_bulk.BATCH", 100)
    with elsewhere(Bulk(ranges=ranges, cut=700)) as system:
        wanted = described(system.address, "fhir-bulk")
        with pytest.raises(ExtractRefused, match="cut off"):
            taken(system, wanted, tmp_path)
        found = taken(system, described(system.address, "fhir-bulk"), tmp_path)
        assert [each.path for each in system.asked].count("fhir/$export") == 1
        assert any("Range" in each.headers for each in system.asked)
    assert lines(tmp_path, found["Patient"]) == PATIENTS[:20]


@pytest.mark.parametrize("says", [Says(b"{}"), Says(status=202), Says(b"<html>", status=200)])
def test_a_server_that_does_not_know_bulk_data_is_refused(tmp_path: Path, says: Says) -> None:
    with (
        elsewhere(lambda _: says) as system,
        pytest.raises(ExtractRefused, match="does not answer as FHIR Bulk Data"),
    ):
        taken(system, described(system.address, "fhir-bulk"), tmp_path)
