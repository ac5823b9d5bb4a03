"""The expressions say of arbitrary records what plain Python says of them one by one, in the same order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.checks import CHECKS, asked
from core.checks.model import Check
from core.record import RECORD
from tests.core.checks.arbitrary import ARBITRARY
from tests.core.checks.made import packed
from tests.core.checks.plainly import PLAINLY


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.kind.name)
@given(data=st.data())
def test_it_names_whom_plain_python_names(check: Check, data: st.DataObject) -> None:
    records = data.draw(ARBITRARY[check.kind.name])
    said = asked(check, packed(records, pieces=data.draw(st.integers(1, 5))), RECORD)
    named = [
        (entity, records[entity][n - 1].get("source_record", n))
        for entity, n in PLAINLY[check.kind.name](records)
    ]
    assert said.select("table", "record").rows() == list(dict.fromkeys(named))
