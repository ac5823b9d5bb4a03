"""What the real portal does about people: of the People page, and access taken in an emergency."""

from __future__ import annotations

from dataclasses import dataclass

from portal.doorway import Doorway, refusals_noted
from portal.services import break_glass, people, people_page
from portal.services.sessions import SignedOut
from portal.viewmodels.people import PeoplePage
from portal.wording.sign_in import INVITATION


@refusals_noted
@dataclass(frozen=True)
class LivePeople(Doorway):
    def people(self) -> PeoplePage:
        return people_page.view(self.store, self.actor, self.project)

    def invite(self, email: str, role: str, *, post: str = "") -> str:
        """The link to hand over, which is kept nowhere."""
        asked = (self.store, self.actor, self.project.id)
        token = people.invite(*asked, email=email, role=role, post=post)
        return f"{self.settings.reached_at}/{INVITATION}/{token}"

    def reopen_account(self, person: str) -> str:
        """A link for somebody who lost the way into their account."""
        token = people.reopen(self.store, self.actor, self.project.id, person)
        return f"{self.settings.reached_at}/{INVITATION}/{token}"

    def withdraw_invitation(self, invitation: str) -> None:
        people.withdraw(self.store, self.actor, self.project.id, invitation)

    def change_role(self, person: str, role: str, *, post: str = "", reason: str, seen: int) -> None:
        asked = (self.store, self.actor, self.project.id, person, role)
        people.change_role(*asked, post=post, reason=reason, seen=seen)

    def give_right(self, person: str, grant: str, *, reason: str, seen: int) -> None:
        people.give(self.store, self.actor, self.project.id, person, grant, reason=reason, seen=seen)

    def take_right(self, person: str, grant: str, *, reason: str, seen: int) -> None:
        people.take_back(self.store, self.actor, self.project.id, person, grant, reason=reason, seen=seen)

    def remove_person(self, person: str, *, reason: str, seen: int) -> None:
        people.remove(self.store, self.actor, self.project.id, person, reason=reason, seen=seen)

    def sign_out_everywhere(self, person: str) -> int:
        return people.sign_out_everywhere(self.store, self.actor, self.project.id, person)

    def read_broken_glass(self) -> int:
        return break_glass.see(self.store, self.actor, self.project.id)

    def break_glass(self, reason: str) -> None:
        """For the person of this visit only."""
        if self.visitor is None:
            raise SignedOut
        asked = (self.store, self.actor, self.project.id)
        break_glass.take(*asked, self.visitor.person().id, reason=reason)

    def has_people(self) -> bool:
        """Whether there is a People page at all: only where people sign in."""
        return self.visitor is not None

    def may_break_glass(self) -> bool:
        return self.visitor is not None and break_glass.offered(self.actor)
