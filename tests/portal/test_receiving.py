"""Bodies within bounds: however slowly they come and however many there are."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.requests import Request

from portal.receiving import Streams, body_of, files_in
from portal.upload_grants import UploadRefused
from tests.portal.asking import run_apart


def slowly(pause: float) -> Request:
    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        return {"type": "http.request", "body": b"x", "more_body": True}

    headers = [(b"content-length", b"1000")]
    return Request({"type": "http", "method": "PATCH", "headers": headers}, receive)


def test_a_sender_that_trickles_is_given_up_after_its_time() -> None:
    with pytest.raises(UploadRefused) as told:
        run_apart(body_of(slowly(0.02), most=1_000, seconds=0.1))
    assert told.value.status == 408


def test_streams_are_counted_by_person_and_all_in_all_and_let_go() -> None:
    streams = Streams(each=2, all_in_all=3)
    with streams.one("Ann"), streams.one("Ann"):
        with pytest.raises(UploadRefused) as told, streams.one("Ann"):
            pass
        assert told.value.status == 429
        with streams.one("Ben"):
            with pytest.raises(UploadRefused) as told, streams.one("Cal"):
                pass
            assert told.value.status == 503
    with streams.one("Ann"):
        pass


def test_more_files_than_a_batch_may_have_are_refused() -> None:
    with pytest.raises(UploadRefused) as told:
        files_in(b"\x00\x01a\x00\x00\x00\x00" * 3, most=2)
    assert told.value.status == 400
