"""A picture of one file, made in a process of its own: bytes in, PNG out, nothing on a disk (laws 4 and 7).

What the child does is bounded by itself (portal/drawing_child.py) and by the clock here. Whatever becomes of
it, the caller gets a picture or a `PictureRefused`. A few are made at once; who comes later waits.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import asdict
from threading import BoundedSemaphore
from typing import Any

from core.pictures.model import Facts, Form, Picture, Wanted
from core.pictures.refusals import PictureRefused, Why
from core.pictures.windows import window_from
from core.sources.recognition import Format, recognise

_CHILD = (sys.executable, "-I", "-m", "portal.drawing_child")
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Nothing of ours: settings name where the key lies."""
_SECONDS = 30
_AT_ONCE = BoundedSemaphore(3)
_PNG = b"\x89PNG\r\n\x1a\n"


_FORMS = {
    Format.DICOM: Form.DICOM,
    Format.PHOTOGRAPH: Form.PHOTOGRAPH,
    Format.PDF: Form.DOCUMENT,
}


def form_of(content: bytes) -> Form | None:
    """How the file can be looked at, told by its content and not by its name; None for facts alone."""
    return _FORMS.get(recognise(content).format)


def drawn(
    content: bytes, wanted: Wanted, *, command: tuple[str, ...] = _CHILD, seconds: float = _SECONDS
) -> Picture:
    """Raises PictureRefused. command, seconds: tests hand in what misbehaves."""
    form = form_of(content)
    if form is None:
        raise PictureRefused(Why.NOT_A_PICTURE)
    asked = json.dumps({"form": form, **asdict(wanted)}).encode() + b"\n"
    with _AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 (a fixed command)
                command,
                input=asked + content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PictureRefused(Why.TOO_LONG) from None
    if done.returncode:
        raise PictureRefused(Why.TOO_LONG if done.returncode == -signal.SIGXCPU else Why.DAMAGED)
    return _read(done.stdout)


def _read(answer: bytes) -> Picture:
    """What a child says is looked at as critically as the file that it was given."""
    line, _, png = answer.partition(b"\n")
    try:
        told = json.loads(line)
        if "refused" in told:
            raise PictureRefused(Why(told["refused"]))
        picture = Picture(_facts(told["facts"]), int(told["width"]), int(told["height"]), png)
    except (ValueError, KeyError, TypeError):
        raise PictureRefused(Why.DAMAGED) from None
    if not png.startswith(_PNG):
        raise PictureRefused(Why.DAMAGED)
    return picture


def _facts(told: dict[str, Any]) -> Facts:
    named = [(str(name), window_from(each)) for name, each in told["presets"]]
    return Facts(
        form=Form(told["form"]),
        frames=int(told["frames"]),
        modality=str(told["modality"]),
        low=float(told["low"]),
        high=float(told["high"]),
        window=window_from(told["window"]),
        presets=tuple((name, window) for name, window in named if window is not None),
    )
