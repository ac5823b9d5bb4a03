"""How one file under `../shared/data` ends: as tables, a message, an image, a document, or which finding.

`manifest.json` holds that of every file there: names, counts and kinds of findings, and no value of a row.
`python -m tests.core.sources.endings` writes it anew; look at each line that changed before keeping it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.imaging.inventory import image_findings, inventory
from core.tables import FileKind, Intake
from storage.reading import read_uploads
from tests.core.sources.given import of
from tests.shared_data import SHARED

DATA = SHARED / "data"
MANIFEST = Path(__file__).with_name("manifest.json")
MESSAGES = frozenset({"C-CDA document", "HL7 v2", "X12"})
NOTES = frozenset({".dbf", ".dbt", ".fpt"})
"""Files that belong together by their stem."""
IMAGES = frozenset({FileKind.DICOM, FileKind.PHOTOGRAPH})
DOCUMENTS = frozenset({FileKind.PDF, FileKind.TEXT})
UNSUPPORTED = "not_supported_yet"

Ending = dict[str, Any]
"""ends; tables: "[member: ]name" -> records counted; rejects; kept: kind of file -> how many; findings."""


def every_file() -> list[str]:
    """Each file there is, relative to the folder."""
    found = (path for path in DATA.rglob("*") if path.is_file())
    return sorted(path.relative_to(DATA).as_posix() for path in found)


def together(file: str) -> list[Path]:
    """The file and what it cannot be read without."""
    path = DATA / file
    if path.suffix.lower() not in NOTES:
        return [path]
    siblings = (one for one in path.parent.iterdir() if one.suffix.lower() in NOTES)
    return [one for one in siblings if one.stem.lower() == path.stem.lower()]


def read(file: str) -> Intake:
    """What came of the file and those that belong to it."""
    folder = Path(file).parent
    return read_uploads([of(path, (folder / path.name).as_posix()) for path in together(file)])


def ending(found: Intake, file: str) -> Ending:
    """That of `file` and of all that lies in it, and whether each of its tables adds up."""
    own = [one for one in found.tables if _within(one.table.file, file)]
    kept = [one for one in found.files if _within(one.path, file)]
    for one in own:
        assert one.counted == one.table.frame.height + len(one.rejects), (file, one.table.name)
    told = [one for one in found.findings if _within(one.file, file)]
    told += [one for table in own for one in table.findings]
    told += [one for each in kept for one in each.findings]
    told += image_findings(inventory(kept))
    findings = sorted({one.kind for one in told})
    formats = {one.evidence.get("format") for one in own}
    return {
        "ends": _ends(formats, {one.kind for one in kept}, findings),
        "tables": {_name(one.table.key, file): one.counted for one in own},
        "rejects": sum(len(one.rejects) for one in own),
        "kept": dict(sorted(Counter(str(one.kind) for one in kept).items())),
        "findings": findings,
    }


def _within(path: str, file: str) -> bool:
    return path == file or path.startswith(f"{file}!/")


def _name(key: tuple[str, str], file: str) -> str:
    member = key[0].removeprefix(file)
    return f"{member}: {key[1]}" if member else key[1]


def _ends(formats: set[str | None], kept: set[FileKind], findings: list[str]) -> str:
    """In one word; a file of no other kind ends in its finding."""
    if formats & MESSAGES or {"no_claims", "claims_refused"} & set(findings):
        return "message"
    if formats:
        return "table"
    if kept and kept <= IMAGES:
        return "image"
    return "document" if kept and kept <= DOCUMENTS else " ".join(findings) or "nothing"


def expected() -> dict[str, Ending]:
    """What the manifest says, file by file."""
    told: dict[str, Ending] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return told


def _lines() -> Iterator[str]:
    for file in every_file():
        yield f"{json.dumps(file)}: {json.dumps(ending(read(file), file), ensure_ascii=False)}"


if __name__ == "__main__":
    MANIFEST.write_text("{\n" + ",\n".join(_lines()) + "\n}\n", encoding="utf-8")
    sys.stdout.write(f"{len(expected())} files\n")
