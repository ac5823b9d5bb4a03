"""`chartbridge extract`: the records of another system, over its interface, into a folder, IN CLEAR."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from core.errors import DoesNotClose
from core.progress import Going
from portal.cli.saying import Voice
from portal.cli.watching import watched
from storage.connectors import Asking, Description, Extracted, connector_for, extract, read_description
from storage.connectors.asking import SECONDS

AGENT = "Chartbridge"


def take_extract(description: Path, *, out: Path, as_json: bool) -> int:
    """Takes what `description` names into `out`, or goes on; 4 where it says that there is more (law 1)."""
    voice = Voice(as_json)
    wanted = read_description(description)
    with _client() as client, watched(voice) as watch:
        found = extract(
            connector_for(wanted),
            _asking(wanted, client),
            out,
            of=wanted.model_dump_json(),
            told=lambda each: watch.told(_so_far(each)),
        )
    if as_json:
        voice.result({"schema": 1, "folder": str(out), "records": [_record(each) for each in found]})
    else:
        _say(voice, found, out)
    return DoesNotClose.exit_status if any(_fewer(each) for each in found) else 0


def _client() -> httpx.Client:
    """Follows nothing by itself: a system may name another place, and secrets do not go there."""
    return httpx.Client(timeout=SECONDS, follow_redirects=False, headers={"User-Agent": AGENT})


def _asking(wanted: Description, client: httpx.Client) -> Asking:
    return Asking(
        client,
        wanted.source.address,
        wanted.credentials(os.environ),
        wanted.source.requests_a_second,
        now=time.time,
        sleep=time.sleep,
    )


def _fewer(each: Extracted) -> bool:
    return each.total is not None and each.records < each.total


def _so_far(each: Extracted) -> Going:
    return Going(f"Taking {each.name}", rows=each.records, rows_total=each.total or 0, size=each.size)


def _record(each: Extracted) -> dict[str, Any]:
    return {
        "name": each.name,
        "file": each.file,
        "records": each.records,
        "bytes": each.size,
        "said": each.total,
        "whole": not _fewer(each),
    }


def _say(voice: Voice, found: Sequence[Extracted], out: Path) -> None:
    rows = [(each.name, each.records, "-" if each.total is None else each.total, each.file) for each in found]
    voice.table("Taken", ("What", "Records", "The system says", "File"), rows)
    for each in found:
        if _fewer(each):
            missing = (each.total or 0) - each.records
            voice.say(f"{each.name}: the system says there are {missing:,} more, and did not hand them out.")
    voice.say(f"Records lie IN CLEAR in {out}. Bring them in, then remove the folder.")
