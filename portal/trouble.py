"""An unexpected failure: one calm page for the person, one line without patient data for the log (law 7)."""

from __future__ import annotations

import logging
import secrets

from core.errors import ChartbridgeError
from portal.components import states
from portal.quiet_logs import told

_LOG = logging.getLogger("chartbridge.portal")


def on_script_error(error: Exception) -> bool:
    """Draw the calm page and log where it happened; the message is left out, it may quote a record.

    An expected failure says itself what it is: of a fragment, say, that runs after its person signed out.
    """
    if isinstance(error, ChartbridgeError):
        states.refused(error)
        return True
    reference = secrets.token_hex(4)
    _LOG.error("a page failed", extra={"reference": reference, **told(error)})
    states.trouble(reference)
    return True
