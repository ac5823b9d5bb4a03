"""Whether the portal has what it needs to start as it was asked to, before it greets anybody."""

from __future__ import annotations

import errno
import socket

from core.errors import WrongUsage
from portal.settings import PREFIX, Example, Settings, SignIn

_NEEDED = ("database_url", "blobs", "sign_in")
_NOT_SET = (None, SignIn.NONE)


def refuse_a_taken_port(settings: Settings) -> None:
    """Raises WrongUsage where another program answers on the port, or this one may not."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except OSError as refused:
            raise WrongUsage(
                place=f"{settings.host}:{settings.port}",
                found=_why(refused),
                do="Stop the other program, or choose another port: CHARTBRIDGE_PORT=8502.",
            ) from None


def for_production(settings: Settings) -> Settings:
    """Without an example, unless one was asked for. Raises WrongUsage naming what a production misses."""
    missing = [f"{PREFIX}{name.upper()}" for name in _NEEDED if getattr(settings, name) in _NOT_SET]
    if missing:
        raise WrongUsage(
            place=missing[0],
            found=f"A production needs {' and '.join(missing)}, and {_is(missing)} not set.",
            do="Set what is missing (docs/production.md says to what), or start without --production.",
        )
    asked = "example" in settings.model_fields_set
    return settings if asked else settings.model_copy(update={"example": Example.NONE})


def _is(names: list[str]) -> str:
    return "it is" if len(names) == 1 else "they are"


def _why(refused: OSError) -> str:
    if refused.errno == errno.EADDRINUSE:
        return "Another program answers there already, perhaps another Chartbridge."
    return "The portal may not answer there."
