"""Originals as the engine takes them, pinned by id: a run reads what stood there when it was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.tables import Upload
from portal.opened_classes import Beyond, beyond
from storage import Storage, UploadRow


def pinned(store: Storage, project: str, ids: Iterable[str]) -> tuple[Upload, ...]:
    """The project's uploads of these ids, in path order; each opens its content anew from the sealed store,
    whole or piece by piece.

    Raises NotStored for an id of another project as for one that there is not.
    """
    with store.read() as work:
        rows = work.uploads.of_ids(project, ids)
    return tuple(_as_upload(store, row) for row in sorted(rows, key=lambda row: row.path))


def _as_upload(store: Storage, row: UploadRow) -> Upload:
    def content() -> bytes:
        with store.read() as work:
            return beyond(work, Beyond.ORIGINALS).uploads.open(row)

    def slices() -> Iterator[bytes]:
        with store.read() as work:
            given = beyond(work, Beyond.ORIGINALS).uploads.as_given(row)
        return given.open_slices()

    return Upload(row.path, row.sha256, row.size, content, slices)
