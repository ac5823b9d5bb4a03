"""What the page that verifies documents has to say about one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LARGEST = 50
"""Megabytes of a document; the longest of a clinic group is far below. Nothing else comes by the framework's
own uploader, which holds a file whole in memory."""


class Finding(StrEnum):
    """As `reports.signing` finds it, from good to bad."""

    VALID = "valid"
    UNFINISHED = "unfinished"
    UNKNOWN_SIGNER = "unknown_signer"
    NOT_OURS = "not_ours"
    ALTERED = "altered"


@dataclass(frozen=True)
class Signer:
    """role: "document key" for the seal of the installation. method: how it was confirmed, or ""."""

    name: str
    role: str
    at: datetime
    method: str


@dataclass(frozen=True)
class Verified:
    """sentences: what there is to say, the most important first. document: the name it bears, or ""."""

    finding: Finding
    sentences: tuple[str, ...]
    signers: tuple[Signer, ...] = ()
    document: str = ""
