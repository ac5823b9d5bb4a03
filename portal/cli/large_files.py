"""Large delimited texts among what was given: opened to be gone through in windows, never held whole.

How much of them is held is two settings (docs/settings.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from core.choices import Choices
from core.sources.bounds import MEGABYTE
from core.sources.windows.opening import Opened, is_large_text, open_large
from core.sources.windows.sizes import Sizes
from core.sources.windows.survey import survey
from core.sources.windows.table import WindowedTable
from core.tables import StoredFile, Upload
from portal.cli.gathering import Found
from portal.settings import Settings


@dataclass
class Parted:
    """What was given, by how it is read. whole: those that are read whole."""

    whole: list[Upload] = field(default_factory=list)
    large: list[Opened] = field(default_factory=list)

    @property
    def tables(self) -> list[WindowedTable]:
        return [one.found for one in self.large if isinstance(one.found, WindowedTable)]

    @property
    def kept(self) -> list[StoredFile]:
        return [one.found for one in self.large if isinstance(one.found, StoredFile)]


def sizes_of(settings: Settings) -> Sizes:
    """The sizes that this installation has chosen."""
    return Sizes(
        whole=settings.read_whole * MEGABYTE,
        window=settings.read_window * MEGABYTE,
        reach=2 * settings.read_window * MEGABYTE,
    )


def parted(files: Iterable[Found], *, sizes: Sizes, choices: Choices) -> Parted:
    """Every file, opened in windows where it is a large text of which nobody said anything."""
    found = Parted()
    for file in files:
        size = file.place.stat().st_size
        if not is_large_text(file.slices, size, sizes):
            found.whole.append(file.upload())
            continue
        upload, opened = _opened(file, size, sizes, choices)
        if opened is None:
            found.whole.append(upload)
        else:
            found.large.append(opened)
    return found


def _opened(file: Found, size: int, sizes: Sizes, choices: Choices) -> tuple[Upload, Opened | None]:
    """Digest and encoding are found side by side, since each goes through all of it."""
    with ThreadPoolExecutor(1) as pool:
        digested = pool.submit(file.upload)
        seen = survey(file.slices, size)
        upload = digested.result()
    return upload, open_large(upload, seen, sizes=sizes, choices=choices)
