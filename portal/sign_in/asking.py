"""What a form sent, once it is known to be one of ours.

A form says again what its cookie holds, and a browser that names another site as its origin is refused: so no
other page can sign somebody in, out or up.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import parse_qsl

from starlette.requests import Request

from core.errors import ChartbridgeError
from portal.sign_in.parts import FORM
from portal.wording import sign_in as words

LARGEST = 16_384
"""Bytes of a form; a longer one is nobody's."""
LONGEST = 1_000
"""Characters of one field."""
_OURS = ("same-origin", "none", "")


class FormRefused(ChartbridgeError):
    """A form that was not one of ours, or had waited too long."""

    kind: ClassVar[str] = "form_refused"

    def __init__(self) -> None:
        super().__init__(place=words.PLACE, found=words.STALE_FORM, do=words.STALE_FORM_DO)


def new_form() -> str:
    return secrets.token_urlsafe(24)


async def fields_of(request: Request, *, cookie: str) -> Mapping[str, str]:
    """Raises FormRefused. cookie: the name of the one that the form goes with."""
    if request.headers.get("sec-fetch-site", "") not in _OURS:
        raise FormRefused
    sent = parse_qsl(await _body(request), keep_blank_values=True, max_num_fields=20)
    fields = {name: value[:LONGEST] for name, value in sent}
    held = request.cookies.get(cookie, "")
    if not held or not hmac.compare_digest(
        held.encode(), fields.get(FORM, "").encode("utf-8", "surrogatepass")
    ):
        raise FormRefused
    return fields


async def _body(request: Request) -> str:
    taken = bytearray()
    async for piece in request.stream():
        taken += piece
        if len(taken) > LARGEST:
            raise FormRefused
    return taken.decode("utf-8", "replace")
