"""The bytes of one file of a run, out of the upload, archive or message that it came in, proven to be those.

Opened in memory only; a few are kept there for a while, so that another window on an image does not unpack
its archive again (laws 4 and 7).
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import ClassVar

from core.errors import ChartbridgeError
from core.sources.members import member_of
from portal.opened_classes import Beyond, beyond
from portal.services.run_files import RunFile
from storage import Storage, UploadRow

_MEMBER = "!/"
_MOST_KEPT = 96 << 20


class FileAbsent(ChartbridgeError):
    """A file that the run knew is not where it was."""

    kind: ClassVar[str] = "file_absent"

    def __init__(self) -> None:
        super().__init__(
            place="the file",
            found="It could not be opened as it was received.",
            do="Upload it again, and start a run.",
        )


class _Kept:
    """The files opened last, up to a number of bytes."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str]) -> bytes | None:
        with self._lock:
            if key in self._files:
                self._files.move_to_end(key)
            return self._files.get(key)

    def put(self, key: tuple[str, str], content: bytes) -> None:
        with self._lock:
            self._files[key] = content
            while sum(map(len, self._files.values())) > _MOST_KEPT:
                self._files.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._files.clear()


_KEPT = _Kept()


def forget() -> None:
    """Lets go of all that is kept."""
    _KEPT.clear()


def bytes_of(store: Storage, project: str, run: str, file: RunFile) -> bytes:
    """The whole content. Raises FileAbsent. Whoever calls this has asked for authority first."""
    key = (project, file.sha256)
    content = _KEPT.get(key)
    if content is None:
        content = _opened(store, project, run, file)
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise FileAbsent
        _KEPT.put(key, content)
    return content


def _opened(store: Storage, project: str, run: str, file: RunFile) -> bytes:
    outer, *members = file.path.split(_MEMBER)
    with store.read() as work:
        uploads = work.uploads.of_ids(project, work.runs.get(project, run).summary["uploads"])
        content = beyond(work, Beyond.ORIGINALS).uploads.open(_only(uploads, outer))
    around = outer
    for member in members:
        inner = member_of(content, member, archive=around)
        if inner is None:
            raise FileAbsent
        content, around = inner, member
    return content


def _only(uploads: list[UploadRow], path: str) -> UploadRow:
    found = next((each for each in uploads if each.path == path), None)
    if found is None:
        raise FileAbsent
    return found
