"""Bringing files in as people do it: a whole folder at once, and a file of 30 MB over a line that is cut."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from storage import Storage
from tests import placing
from tests.browser import steps
from tests.browser.watching import Watched, opened
from tests.portal.serving import Served, served

MEGABYTE = 1 << 20


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """A portal without an example and without a worker: only bringing in is looked at."""
    home = tmp_path_factory.mktemp("bringing")
    with served(home, EXAMPLE="none", WORKER="false") as running:
        yield running, home


@pytest.fixture
def seen(browser: Browser, alone: tuple[Served, Path]) -> Iterator[Watched]:
    watched = opened(browser, alone[0].address, "", width=1440, theme="light")
    watched.settles()
    name = watched.page.get_by_label("Name of the clinic or group")
    if watched.page.get_by_text("There is no project yet").count():
        name.fill("Tandvale Dental Group")
        steps.presses(watched, "Create the project")
    watched.page.get_by_role("link", name="Uploads").click()
    watched.sees("Drop files here")
    watched.settles()
    yield watched
    watched.page.context.close()


@pytest.fixture
def stored(alone: tuple[Served, Path]) -> Iterator[Callable[[], dict[str, tuple[int, str]]]]:
    with closing(placing.opened(alone[1])) as store:
        yield lambda: received(store)


def received(store: Storage) -> dict[str, tuple[int, str]]:
    with store.read() as work:
        (project,) = work.projects.all()
        return {row.path: (row.size, row.sha256) for row in work.uploads.current(project.id)}


def test_a_whole_folder_comes_in_at_once(
    seen: Watched, stored: Callable[[], dict[str, tuple[int, str]]], tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    (folder / "img").mkdir(parents=True)
    files = {f"img/{n}.jpg": os.urandom(2_000) for n in range(120)} | {"a <b>.csv": b"A,B\n1,2\n", "nil": b""}
    for path, content in files.items():
        (folder / path).write_bytes(content)
    seen.page.get_by_text("A whole folder").click()
    seen.sees("Choose the folder that your old system exported to")
    seen.settles()
    seen.page.locator("input[type=file]").set_input_files(folder)
    seen.sees("122 files received.")
    expected = {
        f"export/{path}": (len(content), hashlib.sha256(content).hexdigest())
        for path, content in files.items()
    }
    assert stored() == expected and seen.errors == []


def test_a_large_file_goes_on_after_the_line_was_cut_and_after_a_reload(
    seen: Watched, stored: Callable[[], dict[str, tuple[int, str]]], tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(os.urandom(30 * MEGABYTE))
    sent: list[int] = []

    def cut_after_two(route: Route) -> None:
        if route.request.method == "PATCH":
            sent.append(int(route.request.headers["upload-offset"]))
        if len(sent) > 2:
            route.abort("connectionreset")
        else:
            route.continue_()

    seen.page.route("**/slices/**", cut_after_two)
    seen.page.locator("input[type=file]").set_input_files(large)
    seen.sees("The connection is gone.")
    seen.page.unroute("**/slices/**")
    seen.page.reload()
    seen.sees("Drop files here")
    seen.settles()
    began: list[str] = []
    seen.page.on(
        "request",
        lambda asked: (
            began.append(asked.headers.get("upload-offset", "")) if asked.method == "PATCH" else None
        ),
    )
    seen.page.locator("input[type=file]").set_input_files(large)
    seen.sees("1 file received.")
    assert began[0] == str(8 * MEGABYTE)
    digest = hashlib.sha256(large.read_bytes()).hexdigest()
    assert stored()["large.bin"] == (30 * MEGABYTE, digest)


def test_what_came_from_a_tab_that_was_closed_is_asked_to_be_read(
    seen: Watched, alone: tuple[Served, Path]
) -> None:
    """Without a worker it stays in line."""
    with closing(placing.opened(alone[1])) as store, store.begin() as work:
        (project,) = work.projects.all()
        work.jobs.cancel_open(project.id, by="Robin")
        work.uploads.receive(project.id, "last.csv", b"A,B\n1,2\n", "Robin")
    seen.page.reload()
    seen.sees("Your files are next in line to be read")
