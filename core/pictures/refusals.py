"""Why a file cannot be shown as a picture: one clear sentence each, never a word of what is in it (law 7)."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from core.errors import ChartbridgeError


class Why(StrEnum):
    """What stands in the way. The values cross from one process to another."""

    NOT_A_PICTURE = "not a picture"
    NO_PIXELS = "no pixels"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    DAMAGED = "damaged"
    CUT_SHORT = "cut short"
    TOO_LARGE = "too large"
    TOO_LONG = "too long"
    NO_SUCH_PAGE = "no such page"


_OTHERS_CAN = "Take the original along and open it with the program that it was made with."
_AGAIN = "Export it again from the old system. What was received stays kept as it came."

SENTENCES: dict[Why, tuple[str, str]] = {
    Why.NOT_A_PICTURE: ("This file is not of a kind that can be shown here.", _OTHERS_CAN),
    Why.NO_PIXELS: ("This file describes an image and holds no picture itself.", _AGAIN),
    Why.ENCRYPTED: (
        "This document is locked with a password.",
        "Export it again without a password, or open the original where the password is known.",
    ),
    Why.UNSUPPORTED: ("The picture is packed in a way that cannot be shown here.", _OTHERS_CAN),
    Why.DAMAGED: ("The picture is damaged and cannot be shown.", _AGAIN),
    Why.CUT_SHORT: ("The file ends before its picture does.", _AGAIN),
    Why.TOO_LARGE: ("The picture says that it is larger than can be shown here.", _OTHERS_CAN),
    Why.TOO_LONG: ("The picture took too long to make, so that was given up.", _OTHERS_CAN),
    Why.NO_SUCH_PAGE: ("There is no such page or frame.", "Choose one that is there."),
}


class PictureRefused(ChartbridgeError):
    """A file of which no picture can be made. why: as one word for programs."""

    kind: ClassVar[str] = "picture_refused"

    def __init__(self, why: Why) -> None:
        found, do = SENTENCES[why]
        super().__init__(place="the picture", found=found, do=do)
        self.why = why
