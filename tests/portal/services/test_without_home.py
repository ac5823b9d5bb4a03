from __future__ import annotations

from pathlib import Path

import pytest

from core.decisions import Choice, Decision, Group, GroupKind
from portal.services import overview
from portal.services.without_home import columns_without_home, still_without_home
from portal.viewmodels.overview import WithoutHome
from portal.viewmodels.uploads import Accept
from tests.portal.stores import OWNER, ran_project, store_in

QQQ = Group(GroupKind.COLUMN, "odd.csv", "odd", "QQQ")
WORD = Group(GroupKind.VALUE, "odd.csv", "odd", "ZZZ", "patient", "status", "value_without_a_code", "zz")


def made(group: Group, choice: Choice) -> Decision:
    return Decision(group, choice, "Kim", "accountant", "Not needed.")


@pytest.mark.parametrize(
    ("choice", "fate"),
    [(Choice.ARCHIVE, "archived"), (Choice.DECLINE, "declined"), (Choice.NOTE, "mapped")],
)
def test_a_waiting_column_says_what_the_run_made_of_it_on_a_persons_word(
    tmp_path: Path, choice: Choice, fate: str
) -> None:
    store = store_in(tmp_path)
    project = ran_project(store, Accept.SURE)
    with store.read() as work:
        run = overview.newest_run(work, project.id)
        assert run is not None
        followed = [made(QQQ, choice), made(WORD, Choice.ARCHIVE)]
        told = columns_without_home(work, project.id, run.mapping_version, followed=followed)
    by_name = {column.column: column for column in told}
    assert by_name["QQQ"] == WithoutHome("odd.csv", "odd", "QQQ", fate, "Kim", "Not needed.")
    assert by_name["ZZZ"].fate == "waiting"
    assert told[0].fate == "waiting"


def test_a_column_that_somebody_decided_about_is_none_that_wants_a_home(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    view = overview.view(store, OWNER, ran_project(store, Accept.SURE))
    assert view.run is not None
    columns = view.run.without_home
    waiting = sum(column.fate == "waiting" for column in columns)
    assert still_without_home(columns, []) == waiting > 1
    assert still_without_home(columns, [made(QQQ, Choice.DECLINE), made(WORD, Choice.ARCHIVE)]) == waiting - 1
