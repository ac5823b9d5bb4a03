"""`chartbridge verify FILE`: whether a readiness document is whole and who signed it.

Needs the file and the clinic's trust file, and neither a network nor a state folder.
"""

from __future__ import annotations

from pathlib import Path

from core.errors import WrongUsage
from portal.cli.gathering import spelled
from portal.cli.saying import Voice
from reports.signing import roots_in, verify_file


def verify(document: Path, *, trust: Path | None, as_json: bool) -> int:
    """The exit status of contracts section 4: 0 valid, 1 altered, 3 unknown signer."""
    voice = Voice(as_json)
    status, sentences = verify_file(document, roots=() if trust is None else roots_in(_trusted(trust)))
    if as_json:
        voice.result({"schema": 1, "status": status, "said": list(sentences)})
    for sentence in sentences:
        voice.say(sentence)
    return status


def _trusted(trust: Path) -> bytes:
    try:
        return trust.read_bytes()
    except OSError as refused:
        raise WrongUsage(
            place=spelled(str(trust)),
            found="The trust file cannot be opened.",
            do="Name the trust file that the clinic gave out with its document.",
        ) from refused
