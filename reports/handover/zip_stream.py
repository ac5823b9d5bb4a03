"""Files as one ZIP that leaves in pieces, for a download that nobody holds whole: not in memory, not on disk.

Every entry bears the same moment, so that equal files give an equal ZIP.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reports.parquet_pieces import Drain

_MOMENT = (1980, 1, 1, 0, 0, 0)
_OWNER_ONLY = 0o600 << 16


def zip_stream(files: Iterable[tuple[str, Iterator[bytes]]]) -> Iterator[bytes]:
    """The ZIP in pieces; ZIP64 where a file or the whole needs it."""
    drain = Drain()
    with ZipFile(drain, "w") as archive:
        for path, pieces in files:
            with archive.open(_entry(path), "w", force_zip64=True) as entry:
                for piece in pieces:
                    entry.write(piece)
                    # What packs well may give nothing yet.
                    if packed := drain.take():
                        yield packed
    yield drain.take()


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, _MOMENT)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = _OWNER_ONLY
    return entry
