"""Each check of kills is made twice: on SQLite and a folder, and on a PostgreSQL and an S3 of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.soak import outages
from tests.soak.grounds import BLOB, DATABASE, Ground, settings_in


@pytest.fixture(params=["sqlite", "production"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    if request.param == "sqlite":
        yield Ground(settings_in(tmp_path))
        return
    with ExitStack() as stack:
        database = stack.enter_context(outages.postgresql(tmp_path))
        blobs = stack.enter_context(outages.s3())
        blobs.client().create_bucket(Bucket="kills")
        settings = settings_in(tmp_path, DATABASE_URL=database.url, BLOBS="s3://kills/clinic/")
        amazon = {
            "AWS_ENDPOINT_URL_S3": blobs.address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        yield Ground({**settings, **amazon}, ((DATABASE, database), (BLOB, blobs)))
