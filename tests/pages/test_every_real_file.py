"""Real files over the page: brought into one project, looked into by the portal's own job, drawn by Uploads.

Each ends there as `manifest.json` says. Every fortieth file, and every workbook and database, is tried here;
all of them with `make soak`.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.imaging import finding_kinds as imaging
from portal.services import uploads
from portal.viewmodels.uploads import Notice, Uploads, UploadView
from portal.wording import findings as words
from storage.access_tools import access_door
from tests.core.sources.endings import DATA, Ending, expected
from tests.pages.pages_alone import shown, text_of
from tests.portal.fakes import FakePortal
from tests.portal.stores import OWNER, project_in, store_in, work_all
from tests.shared_data import shared_data

EACH = 40
ALWAYS = ("workbooks/", "csv_torture/dbf/")
OF_THE_BATCH = {"same_content"}
"""What is found only where others lie beside."""
OF_IMAGES = {kind.name for kind in imaging.KINDS}
"""What a run finds in headers of images; a look does not open them."""


def brought(home: Path, files: list[str]) -> Uploads:
    """The page's facts, once the files were received and looked into."""
    shared_data(".")
    if access_door() is None:
        pytest.skip("needs mdbtools (Debian: apt-get install mdbtools)")
    store = store_in(home)
    project = project_in(store, {file: (DATA / file).read_bytes() for file in files})
    work_all(store)
    return uploads.view(store, OWNER, project)


def ends_as_told(upload: UploadView, end: Ending) -> bool:
    tables = Counter({(one.path, one.name): one.records + one.rejects for one in upload.tables})
    told = Counter(end["tables"].values())
    kept = dict(sorted(Counter(one.kind for one in upload.kept).items()))
    said = {notice.means for notice in _notices(upload)} - _sentences(OF_THE_BATCH)
    wanted = _sentences(set(end["findings"]) - OF_IMAGES)
    return upload.looked and Counter(tables.values()) == told and kept == end["kept"] and said == wanted


def _notices(upload: UploadView) -> list[Notice]:
    inside = [notice for each in (*upload.tables, *upload.kept) for notice in each.notices]
    return [*upload.notices, *inside]


def _sentences(kinds: set[str]) -> set[str]:
    return {f"{words.title(kind)}." for kind in kinds}


def drawn(view: Uploads) -> str:
    """What the page says; it may not fail."""
    app = shown("uploads", FakePortal(upload_facts=view))
    assert not app.exception
    return " ".join([text_of(app), *(each.label for each in app.expander)])


def every(files: list[str], home: Path) -> None:
    view = brought(home, files)
    assert [one.path for one in view.uploads] == sorted(files)
    assert [one.path for one in view.uploads if not ends_as_told(one, expected()[one.path])] == []
    said = drawn(view)
    assert all(table.name in said for one in view.uploads for table in one.tables)
    assert said.count("nothing that can be read") == 0


def test_files_of_every_kind_end_on_the_page_as_the_manifest_says(tmp_path: Path) -> None:
    files = sorted(expected())
    every(
        [file for place, file in enumerate(files) if place % EACH == 0 or file.startswith(ALWAYS)], tmp_path
    )


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_every_file_ends_on_the_page_as_the_manifest_says(tmp_path: Path) -> None:
    every(sorted(expected()), tmp_path)
