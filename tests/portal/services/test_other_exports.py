"""The other exports through the portal: uploaded, run on what is sure, mapped, and run again."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.mapping import to_json
from portal.cli.demo_journey import Journey
from portal.services import overview
from storage import Storage
from tests.core.demonstration.kinds import exported, ran, settled, shown
from tests.portal.stores import store_in

SLOWER = [pytest.param(name, marks=pytest.mark.soak) for name in ("cloud", "paper")]


def sums(store: Storage, project: str) -> dict[str, object]:
    with store.read() as work:
        run = overview.newest_run(work, project)
        assert run is not None
        return dict(run.summary)


@pytest.mark.parametrize("name", ["stack", *SLOWER])
def test_both_sums_close_with_what_is_sure_and_with_the_mapping_that_was_settled(
    name: str, tmp_path: Path
) -> None:
    store = store_in(tmp_path)
    clinic = shown(name).kind.book.settings
    journey = Journey.begun(store, exported(name), zone=ZoneInfo(clinic.zone), clinic=clinic)
    journey.run()
    first = sums(store, journey.project.id)
    assert first["closes"]
    journey.map(to_json(settled(name)))
    second = sums(store, journey.project.id)
    assert second["closes"] and second["result"] == ran(name)[0].result
