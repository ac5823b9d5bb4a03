"""The process that makes one picture and ends: hostile files meet native parsers here and nowhere else.

It bounds itself before it reads a byte: memory, time, no file written, no core dump (law 7). It has no
environment and knows no key. One line of JSON and the file come in; one line of JSON and a PNG go out.
"""

from __future__ import annotations

import json
import resource
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from core.pictures.drawing import draw
from core.pictures.model import Form, Wanted
from core.pictures.refusals import PictureRefused
from core.pictures.windows import window_from

MEMORY = 3 << 30
"""Bytes of address space; libraries take a good part of a gigabyte before they do anything."""
SECONDS = 20
_BOUNDS = (
    (resource.RLIMIT_AS, MEMORY, MEMORY),
    (resource.RLIMIT_CPU, SECONDS, SECONDS + 5),
    (resource.RLIMIT_FSIZE, 0, 0),
    (resource.RLIMIT_CORE, 0, 0),
)


def bounded() -> None:
    """Some systems know no bound on address space; the clock of the caller holds there all the same."""
    for what, soft, hard in _BOUNDS:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))


def main() -> None:
    bounded()
    asked = json.loads(sys.stdin.buffer.readline())
    try:
        picture = draw(sys.stdin.buffer.read(), Form(asked.pop("form")), _wanted(asked))
        told = {"width": picture.width, "height": picture.height, "facts": asdict(picture.facts)}
        answer, png = told, picture.png
    except PictureRefused as refused:
        answer, png = {"refused": refused.why.value}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + png)
    sys.stdout.buffer.flush()


def _wanted(asked: dict[str, Any]) -> Wanted:
    window = asked.pop("window")
    return Wanted(**asked, window=window_from(window))


if __name__ == "__main__":
    main()
