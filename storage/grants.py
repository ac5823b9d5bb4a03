"""MACs over what was granted: only the project's keys can make one, and those of no other project."""

from __future__ import annotations

import hmac

from storage.unit import Unit


class Grants:
    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    def seal(self, project: str, *facts: str | int) -> str:
        """The MAC of these facts, hex. Raises NotStored or KeyDestroyed."""
        return self._unit.ring(project).grant(project, *facts)

    def holds(self, project: str, mac: str, *facts: str | int) -> bool:
        """Whether `mac` is that of these facts; takes as long for a near miss as for any other.

        mac: as it came, whatever its characters are.
        """
        came = mac.encode("utf-8", "surrogatepass")
        return hmac.compare_digest(self.seal(project, *facts).encode(), came)
