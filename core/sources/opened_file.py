"""One file by its path, out of the upload that it lies in, however many archives are around it."""

from __future__ import annotations

from collections.abc import Mapping

from core.sources.intake import READERS
from core.sources.means import NO_MEANS, Means
from core.sources.readers import Given
from core.sources.recognition import recognise
from core.tables import Upload


def file_at(
    upload: Upload, path: str, *, means: Means = NO_MEANS
) -> tuple[Upload, Mapping[str, Upload]] | None:
    """(the file, what lies beside it where it lies inside another); None where it is not found."""
    here, depth = upload, 0
    beside: Mapping[str, Upload] = {}
    while here.path != path:
        content = here.open()
        given = Given(here, content, recognise(content), depth, neighbours=beside, means=means)
        reader = next(one for one in READERS if one.takes(given.seen))
        beside = {member.path: member for member in reader.read(given).members}
        inside = (each for each in beside.values() if path == each.path or path.startswith(f"{each.path}!/"))
        found = next(inside, None)
        if found is None:
            return None
        here, depth = found, depth + 1
    return here, beside
