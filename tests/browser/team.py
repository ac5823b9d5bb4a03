"""The people of a clinic at one computer: one home, served to each of them with settings of their own.

A project that a user started has no people but the one of the settings. Until there is a sign-in, several
people use one installation like this, each with a portal that knows their name and role.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.watching import Watched, opened
from tests.portal.serving import Served, served

PEOPLE = {
    "owner": "Robin Tandvale",
    "champion": "Casey Tandvale",
    "practitioner": "Parker Tandvale",
    "accountant": "Kim Tandvale",
}


@dataclass
class Team:
    """Portals are started as people come; the owner's has the worker."""

    home: Path
    browser: Browser
    stack: ExitStack
    portals: dict[str, Served] = field(default_factory=dict)
    watched: list[Watched] = field(default_factory=list)
    phrases: dict[str, str] = field(default_factory=dict)

    def here(self, role: str, path: str = "", *, width: int = 1440) -> Watched:
        """A window of this person, opened at `path`."""
        if role not in self.portals:
            self.portals[role] = self.stack.enter_context(
                served(
                    self.home,
                    EXAMPLE="none",
                    ZONE="America/Los_Angeles",
                    PERSON=PEOPLE[role],
                    ROLE=role,
                    WORKER="true" if role == "owner" else "false",
                )
            )
        seen = opened(self.browser, self.portals[role].address, path, width=width, theme="light")
        self.watched.append(seen)
        seen.settles()
        return seen

    @property
    def errors(self) -> list[str]:
        return [error for each in self.watched for error in each.errors]
