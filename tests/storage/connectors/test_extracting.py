"""However often an extract is stopped, what it gives is what an undisturbed one gives (design, section 9)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.connectors import Connector, Extracted, connector_for, extract
from storage.connectors.extracting import ACCOUNT, AnotherExtract
from tests.storage.connectors.elsewhere import Elsewhere, elsewhere
from tests.storage.connectors.test_paging import ROWS, by_cursor, described


class Stopped(Exception):
    """As a kill would: nothing is put in order."""


def stopping(after: int) -> Callable[[Extracted], None]:
    left = [after]

    def told(_: Extracted) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stopped

    return told


def connector(system: Elsewhere) -> Connector:
    return connector_for(described(system.address, kind="cursor", parameter="after", next="meta.after"))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.binary(max_size=30)), max_size=6))
def test_stops_at_any_moment_lose_nothing_and_take_nothing_twice(stops: list[tuple[int, bytes]]) -> None:
    with elsewhere(by_cursor) as system, httpx.Client() as client, TemporaryDirectory() as name:
        folder, ask = Path(name) / "out", system.asking(client)
        for after, half in stops:
            try:
                extract(connector(system), ask, folder, of="test", told=stopping(after))
            except Stopped:
                with (folder / "records" / "people.ndjson").open("ab") as torn:
                    torn.write(half)
        (found,) = extract(connector(system), ask, folder, of="test")
        lines = (folder / found.file).read_bytes().splitlines()
        assert [json.loads(line) for line in lines] == ROWS
        assert found.records == len(ROWS) and found.size == (folder / found.file).stat().st_size


def test_a_whole_extract_that_is_begun_again_asks_for_nothing(tmp_path: Path) -> None:
    with elsewhere(by_cursor) as system, httpx.Client() as client:
        first = extract(connector(system), system.asking(client), tmp_path / "out", of="test")
        asked = len(system.asked)
        assert extract(connector(system), system.asking(client), tmp_path / "out", of="test") == first
        assert len(system.asked) == asked


def test_the_account_holds_no_record(tmp_path: Path) -> None:
    with elsewhere(by_cursor) as system, httpx.Client() as client:
        extract(connector(system), system.asking(client), tmp_path / "out", of="test")
    assert "Zyx" not in (tmp_path / "out" / ACCOUNT).read_text("utf-8")


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    with elsewhere(by_cursor) as system, httpx.Client() as client:
        (tmp_path / "letter.txt").write_text("keep me")
        with pytest.raises(AnotherExtract):
            extract(connector(system), system.asking(client), tmp_path, of="test")
        extract(connector(system), system.asking(client), tmp_path / "out", of="test")
        with pytest.raises(AnotherExtract):
            extract(connector(system), system.asking(client), tmp_path / "out", of="another")
