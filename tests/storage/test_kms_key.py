"""A master key in a key management service: wraps, unwraps, and says in one sentence what is amiss."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from storage import open_storage
from storage.errors import KeyRefused
from storage.kms_key import ATTEMPTS, REMEMBERED, KmsMasterKey, _Memory
from tests.storage.conftest import MASTER, Clock

KEY, AAD = bytes(range(32)), b"project p, version 1"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What it does not take with it at its end: the buckets of other tests, which lie in the same memory."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    stand_in = mock_aws()
    stand_in.start(reset=False)
    yield
    stand_in.stop(remove_data=False)


@pytest.fixture
def key_id(service: None) -> str:
    return str(boto3.client("kms").create_key()["KeyMetadata"]["KeyId"])


class Answering:
    """A client that refuses everything with one code."""

    def __init__(self, code: str) -> None:
        self.code = code

    def encrypt(self, **asked: object) -> dict[str, object]:
        raise ClientError({"Error": {"Code": self.code, "Message": "secret"}}, "Encrypt")

    decrypt = encrypt


def test_a_key_that_was_wrapped_is_unwrapped_again(key_id):
    master = KmsMasterKey.of(key_id)
    wrapped = master.wrap(KEY, aad=AAD)
    assert KEY not in wrapped
    assert KmsMasterKey.of(key_id).unwrap(wrapped, aad=AAD) == KEY


def test_a_wrapped_key_opens_only_where_it_belongs(key_id):
    master = KmsMasterKey.of(key_id)
    wrapped = master.wrap(KEY, aad=AAD)
    with pytest.raises(KeyRefused, match="not the key"):
        master.unwrap(wrapped, aad=b"project q, version 1")


def test_a_store_lives_on_a_key_of_the_service(key_id, tmp_path: Path):
    store = open_storage(tmp_path / "home", master=KmsMasterKey.of(key_id), clock=Clock())
    with store.begin() as work:
        project = work.projects.create("Riverside Dental").id
        upload = work.uploads.receive(project, "a.csv", b"A\n1\n", "Ann")
    store.close()
    again = open_storage(tmp_path / "home", master=KmsMasterKey.of(key_id), clock=Clock())
    with again.read() as work:
        assert work.uploads.open(upload) == b"A\n1\n"
    again.close()
    with pytest.raises(KeyRefused):
        open_storage(tmp_path / "home", master=MASTER, clock=Clock())


def test_a_key_that_is_not_there_is_said_not_to_be_there(service):
    with pytest.raises(KeyRefused, match="no such key"):
        KmsMasterKey.of("4dcd1a3c-0000-4000-8000-000000000000").wrap(KEY, aad=AAD)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("AccessDeniedException", "does not let this account"),
        ("ExpiredTokenException", "no credentials"),
        ("ThrottlingException", "too busy"),
        ("DisabledException", "disabled or waits"),
        ("KMSInvalidStateException", "disabled or waits"),
        ("SomethingNewException", "refused the request"),
    ],
)
def test_what_the_service_answers_is_one_sentence_without_its_own_words(code, said):
    with pytest.raises(KeyRefused, match=said) as refused:
        KmsMasterKey(Answering(code), "alias/it").wrap(KEY, aad=AAD)
    assert "secret" not in str(refused.value)


def test_without_credentials_it_says_so_whoever_had_some_in_this_process_before(monkeypatch, tmp_path):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    boto3.client("s3")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    assert boto3.DEFAULT_SESSION.get_credentials() is not None
    with pytest.raises(KeyRefused, match="no credentials"):
        KmsMasterKey.of("alias/it").wrap(KEY, aad=AAD)


class Busy(BaseHTTPRequestHandler):
    """Too busy twice, then wraps."""

    asked = 0

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).asked += 1
        busy = type(self).asked <= 2
        body = {"__type": "ThrottlingException"} if busy else {"CiphertextBlob": "d3JhcHBlZA==", "KeyId": "k"}
        content = json.dumps(body).encode()
        self.send_response(400 if busy else 200)
        self.send_header("Content-Type", "application/x-amz-json-1.1")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_told: object) -> None:
        """Says nothing."""


def test_a_busy_service_is_asked_again(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        master = KmsMasterKey.of("k", endpoint=f"http://127.0.0.1:{server.server_port}")
        assert master.wrap(KEY, aad=AAD) == b"wrapped"
    finally:
        server.shutdown()
        server.server_close()
    assert 2 < Busy.asked <= ATTEMPTS


def test_what_was_unwrapped_is_remembered_for_a_minute_and_no_longer(key_id):
    at = [0.0]
    master = KmsMasterKey(boto3.client("kms"), key_id, _Memory(lambda: at[0]))
    wrapped = master.wrap(KEY, aad=AAD)
    assert master.unwrap(wrapped, aad=AAD) == KEY
    refusing = KmsMasterKey(Answering("DisabledException"), key_id, master.memory)
    assert refusing.unwrap(wrapped, aad=AAD) == KEY
    at[0] = REMEMBERED
    with pytest.raises(KeyRefused):
        refusing.unwrap(wrapped, aad=AAD)


def test_it_shows_no_key_when_printed(key_id):
    master = KmsMasterKey.of(key_id)
    master.unwrap(master.wrap(KEY, aad=AAD), aad=AAD)
    assert repr(KEY) not in repr(master)
