"""Taking an extract into a folder: a file of records a line each, and an account of how far it came.

The account is written anew after every page, the page's lines first; what lies beyond what it says was of a
page that did not count, and is cut off when the extract goes on. So a stop at any moment, a kill included,
loses nothing and takes nothing twice (design, section 9). The account holds no record.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from storage.connectors.asking import Asking
from storage.connectors.model import Connector, Plan, Taken
from storage.errors import StorageError

ACCOUNT, RECORDS = "extract.json", "records"


class AnotherExtract(StorageError):
    """The folder holds something else than this extract."""

    kind = "another_extract"


@dataclass
class Extracted:
    """One kind of record. size: bytes of its file that count. then: where to go on.

    total: how many the system says there are, None where it does not say.
    """

    name: str
    records: int = 0
    size: int = 0
    then: str | None = None
    whole: bool = False
    total: int | None = None

    @property
    def file(self) -> str:
        return f"{RECORDS}/{self.name}.ndjson"


def extract(
    connector: Connector,
    ask: Asking,
    folder: Path,
    *,
    of: str,
    told: Callable[[Extracted], None] = lambda _: None,
) -> tuple[Extracted, ...]:
    """Takes all that `connector` hands out into `folder`, or goes on with it.

    of: what names this extract; a folder with another one's account is refused (AnotherExtract). told is
    called after every page. Raises ExtractRefused; what was taken until then is kept.
    """
    ours = hashlib.sha256(of.encode()).hexdigest()
    before, known = _begun(folder, ours)
    plan = connector.plan(ask, before)
    (folder / RECORDS).mkdir(mode=0o700, exist_ok=True)
    found = {name: known.get(name, Extracted(name)) for name in plan.names}
    _account(folder, ours, plan, found)

    def kept(each: Extracted) -> None:
        _account(folder, ours, plan, found)
        told(each)

    for each in found.values():
        _take(connector, ask, folder, each, plan=plan, kept=kept)
    return tuple(found.values())


def _take(
    connector: Connector,
    ask: Asking,
    folder: Path,
    each: Extracted,
    *,
    plan: Plan,
    kept: Callable[[Extracted], None],
) -> None:
    with _opened(folder / each.file, each.size) as file:
        pages = () if each.whole else connector.pages(ask, each.name, plan=plan, since=each.then)
        for page in pages:
            file.write(b"".join(line + b"\n" for line in page.records))
            file.flush()
            os.fsync(file.fileno())
            _counted(each, page)
            kept(each)


def _counted(each: Extracted, page: Taken) -> None:
    each.records += len(page.records)
    each.size += sum(len(line) + 1 for line in page.records)
    each.then, each.whole = page.then, page.then is None
    each.total = each.total if page.total is None else page.total


def _opened(path: Path, size: int) -> BinaryIO:
    """For writing on after the bytes that count."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    os.ftruncate(descriptor, size)
    os.lseek(descriptor, size, os.SEEK_SET)
    return os.fdopen(descriptor, "wb")


def _begun(folder: Path, ours: str) -> tuple[str, dict[str, Extracted]]:
    """What an earlier start of this extract kept; the folder is made where there is none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    account = folder / ACCOUNT
    if account.exists():
        held = json.loads(account.read_text("utf-8"))
        if held.get("of") == ours:
            return held["plan"], {each["name"]: Extracted(**each) for each in held["records"]}
    elif not any(folder.iterdir()):
        return "", {}
    raise AnotherExtract(
        place=folder.name,
        found="The folder holds something else than this extract.",
        do="Name a new or an empty folder, or the one in which this extract was begun.",
    )


def _account(folder: Path, ours: str, plan: Plan, found: dict[str, Extracted]) -> None:
    """Written aside and put in place in one step."""
    held = {"of": ours, "plan": plan.told, "records": [asdict(each) for each in found.values()]}
    aside = folder / f".{ACCOUNT}"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(held, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / ACCOUNT)
