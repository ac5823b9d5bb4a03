"""Whether the portal can have its port, asked before it greets anybody."""

from __future__ import annotations

import errno
import socket

from core.errors import WrongUsage
from portal.settings import Settings


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


def _why(refused: OSError) -> str:
    if refused.errno == errno.EADDRINUSE:
        return "Another program answers there already, perhaps another Chartbridge."
    return "The portal may not answer there."
