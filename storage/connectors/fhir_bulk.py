"""FHIR Bulk Data: a server prepares files of everything it has, and they are taken one by one.

Source: HL7 FHIR Bulk Data Access (Flat FHIR) 2.0: kick-off, status with Retry-After, the manifest, and files
of one resource a line. A stop loses no prepared export: the address of its status is kept, and a file that
was begun goes on at the byte where it stopped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from storage.connectors.asking import Asking, CutOff, ExtractRefused, retry_after
from storage.connectors.model import Plan, Taken

KICK_OFF = "the export"
PATIENCE = 24 * 3600.0
"""Seconds that a server may take to prepare its files."""
_BETWEEN = 10.0
"""Seconds between looks at the status where the server names none."""
BATCH = 4 << 20
"""Bytes of a file that make a page."""
LONGEST_LINE = 64 << 20


@dataclass(frozen=True)
class FhirBulk:
    """export: path of the operation: "$export", "Patient/$export" or "Group/<id>/$export"."""

    export: str

    def plan(self, ask: Asking, told: str) -> Plan:
        status = told or _begun(ask, self.export)
        manifest = _prepared(ask, status)
        return Plan(tuple(name for name, _ in _files(manifest)), status)

    def pages(self, ask: Asking, name: str, *, plan: Plan, since: str | None) -> Iterator[Taken]:
        manifest = _prepared(ask, plan.told)
        file = dict(_files(manifest))[name]
        total = file.get("count")
        for records, at in _lines(ask, name, str(file["url"]), int(since or 0)):
            yield Taken(records, str(at), total if isinstance(total, int) else None)
        yield Taken((), None, total if isinstance(total, int) else None)


def _begun(ask: Asking, export: str) -> str:
    headers = {"Accept": "application/fhir+json", "Prefer": "respond-async"}
    answer = ask.whole(KICK_OFF, export, headers=headers)
    place = answer.headers.get("content-location", "")
    if answer.status != 202 or not place:
        raise _not_bulk()
    return ask.place(KICK_OFF, place)


def _prepared(ask: Asking, status: str) -> dict[str, Any]:
    """The manifest, once the server has prepared everything."""
    until = ask.now() + PATIENCE
    while True:
        answer = ask.whole(KICK_OFF, status, headers={"Accept": "application/json"})
        if answer.status != 202:
            return _manifest(answer.body)
        if ask.now() > until:
            raise ExtractRefused(
                place=KICK_OFF,
                found="The server has not prepared its files within a day.",
                do="Run the same command again later: it asks for the same export.",
            )
        ask.sleep(retry_after(answer.headers, ask.now()) or _BETWEEN)


def _manifest(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError as error:
        raise _not_bulk() from error
    files = found.get("output") if isinstance(found, dict) else None
    named = isinstance(files, list) and all(
        isinstance(each, dict) and isinstance(each.get("url"), str) and isinstance(each.get("type"), str)
        for each in files
    )
    if not named:
        raise _not_bulk()
    return dict(found)


def _files(manifest: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """By name: the type, with a number from its second file on."""
    seen: Counter[str] = Counter()
    for file in manifest["output"]:
        kind = "".join(letter for letter in file["type"] if letter.isalnum()) or "Unknown"
        seen[kind] += 1
        yield (kind if seen[kind] == 1 else f"{kind}-{seen[kind]}"), file


def _lines(ask: Asking, name: str, url: str, since: int) -> Iterator[tuple[tuple[bytes, ...], int]]:
    """Whole lines in batches, and the byte of the file after each batch."""
    asked = {"Accept": "application/fhir+ndjson", "Accept-Encoding": "identity"}
    if since:
        asked["Range"] = f"bytes={since}-"
    with ask.streamed(name, url, headers=asked, elsewhere=True) as answer:
        at, held = since, bytearray()
        for piece in _pieces(name, answer, skip=since if answer.status_code != 206 else 0):
            held += piece
            cut = held.rfind(b"\n") + 1
            if cut >= BATCH or (cut and len(held) > LONGEST_LINE):
                at += cut
                yield _records(held[:cut]), at
                del held[:cut]
            elif not cut and len(held) > LONGEST_LINE:
                raise ExtractRefused(
                    place=name,
                    found=f"One record of the file is larger than {LONGEST_LINE >> 20} MB.",
                    do="Ask whoever runs the server for this record by itself.",
                )
        if held:
            yield _records(held), at + len(held)


def _records(lines: bytearray) -> tuple[bytes, ...]:
    return tuple(bytes(line) for line in lines.replace(b"\r", b"").split(b"\n") if line.strip())


def _pieces(name: str, answer: httpx.Response, *, skip: int) -> Iterator[bytes]:
    """The body as it comes, without its first `skip` bytes: of a server that does not know Range."""
    try:
        for piece in answer.iter_bytes():
            left = max(0, skip - len(piece))
            if skip < len(piece):
                yield piece[skip:]
            skip = left
    except httpx.TransportError as error:
        raise CutOff(name) from error


def _not_bulk() -> ExtractRefused:
    return ExtractRefused(
        place=KICK_OFF,
        found="The server does not answer as FHIR Bulk Data does.",
        do="Check `address` and `export`, or take the records by fhir-search.",
    )
