"""Every way of paging takes every record once, in order, and asks for no page too many."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from storage.connectors import Description, ExtractRefused, connector_for, extract
from tests.storage.connectors.elsewhere import Answers, Asked, Elsewhere, Says, elsewhere

ROWS = [{"id": n, "name": f"Zyx{n}"} for n in range(25)]
SIZE = 10


def described(address: str, at: str = "items", **paging: object) -> Description:
    records = {"name": "people", "path": "people", "at": at, "paging": {"size": SIZE, **paging}}
    return Description.model_validate({"source": {"kind": "rest", "address": address}, "records": [records]})


def piece(start: int) -> list[dict[str, object]]:
    return ROWS[start : start + SIZE]


def by_page(asked: Asked) -> Says:
    return Says(json.dumps({"items": piece((int(asked.query["p"]) - 1) * SIZE)}).encode())


def by_offset(asked: Asked) -> Says:
    assert asked.query["limit"] == str(SIZE)
    return Says(json.dumps({"items": piece(int(asked.query["from"]))}).encode())


def by_cursor(asked: Asked) -> Says:
    start = int(asked.query.get("after", "0"))
    then = start + SIZE if start + SIZE < len(ROWS) else None
    return Says(json.dumps({"items": piece(start), "meta": {"after": then}}).encode())


def by_next(asked: Asked) -> Says:
    start = int(asked.query.get("s", "0"))
    then = f"/people?s={start + SIZE}" if start + SIZE < len(ROWS) else ""
    return Says(json.dumps({"items": piece(start), "next": then}).encode())


def by_link(asked: Asked) -> Says:
    start = int(asked.query.get("s", "0"))
    more = {"Link": f'</people?s={start + SIZE}>; rel="next"'} if start + SIZE < len(ROWS) else {}
    return Says(json.dumps(piece(start)).encode(), headers=more)


WAYS = [
    (by_page, {"kind": "page", "parameter": "p"}, "items"),
    (by_offset, {"kind": "offset", "parameter": "from", "size_parameter": "limit"}, "items"),
    (by_cursor, {"kind": "cursor", "parameter": "after", "next": "meta.after"}, "items"),
    (by_next, {"kind": "next", "next": "next"}, "items"),
    (by_link, {"kind": "link"}, ""),
]


def taken(system: Elsewhere, wanted: Description, folder: Path) -> list[object]:
    with httpx.Client() as client:
        (found,) = extract(connector_for(wanted), system.asking(client), folder, of="test")
    lines = (folder / found.file).read_text("utf-8").splitlines()
    assert len(lines) == found.records
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(("answers", "paging", "at"), WAYS, ids=[paging["kind"] for _, paging, _ in WAYS])
def test_every_record_is_taken_once_in_order(
    answers: Answers, paging: dict[str, str], at: str, tmp_path: Path
) -> None:
    with elsewhere(answers) as system:
        assert taken(system, described(system.address, at, **paging), tmp_path) == ROWS
        assert len(system.asked) == 3


def test_a_system_that_sends_to_itself_again_is_refused(tmp_path: Path) -> None:
    with (
        elsewhere(lambda _: Says(b'{"items": [1], "next": "people"}')) as system,
        pytest.raises(ExtractRefused, match="names the page itself"),
    ):
        taken(system, described(system.address, kind="next", next="next"), tmp_path)


def test_a_system_that_sends_to_another_host_is_refused(tmp_path: Path) -> None:
    with (
        elsewhere(lambda _: Says(b'{"items": [1], "next": "https://elsewhere.example/"}')) as system,
        pytest.raises(ExtractRefused, match="another address"),
    ):
        taken(system, described(system.address, kind="next", next="next"), tmp_path)


@pytest.mark.parametrize("body", [b"<html>", b'{"items": 5}', b"\xff\xfe", b""])
def test_an_answer_that_is_not_as_described_is_refused_in_one_sentence(body: bytes, tmp_path: Path) -> None:
    with (
        elsewhere(lambda _: Says(body)) as system,
        pytest.raises(ExtractRefused, match="no JSON with a list of records"),
    ):
        taken(system, described(system.address, kind="none"), tmp_path)
