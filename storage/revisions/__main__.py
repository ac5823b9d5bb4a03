"""`python -m storage.revisions`: writes newest.sql anew, once a revision was added."""

from __future__ import annotations

from sqlalchemy import create_engine

from storage.newest import SCRIPT, script_of
from storage.revising import up

with create_engine("sqlite://").begin() as connection:
    up(connection, to="head")
    SCRIPT.write_text(script_of(connection), encoding="utf-8")
