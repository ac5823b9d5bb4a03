"""The People page's facts, for whoever may invite."""

from __future__ import annotations

from portal.permissions import Action, Actor, Role, allowed, authorise
from portal.services.people import roles_to_invite
from portal.viewmodels.people import GlassLine, GrantLine, InvitationLine, PeoplePage, PersonLine
from portal.visit import ProjectChoice
from storage import Membership, Storage, Work


def view(store: Storage, actor: Actor, project: ProjectChoice) -> PeoplePage:
    authorise(actor, Action.INVITE, project.id)
    now = store.clock()
    with store.read() as work:
        members = work.memberships.of_project(project.id)
        owners = sum(each.role == Role.OWNER for each in members)
        return PeoplePage(
            project=project.name,
            people=tuple(_person(work, each, actor, owners) for each in members),
            invitations=tuple(
                InvitationLine(each.id, each.what.email, each.what.role, each.what.by, each.ends_at)
                for each in work.invitations.of_project(project.id)
                if each.is_open(now)
            ),
            glass=_glass(work, project.id, members),
            roles=roles_to_invite(actor),
            may_change=allowed(actor, Action.GRANT),
        )


def _person(work: Work, each: Membership, actor: Actor, owners: int) -> PersonLine:
    grants = tuple(GrantLine(g.grant, g.at, g.by, g.reason) for g in each.grants)
    return PersonLine(
        id=each.person,
        name=each.name,
        email=work.people.get(each.person).email,
        role=each.role,
        post=each.post,
        grants=grants,
        seen_at=work.sessions.last_seen(each.person),
        version=each.version,
        yourself=each.name == actor.name,
        last_owner=each.role == Role.OWNER and owners == 1,
    )


def _glass(work: Work, project: str, members: tuple[Membership, ...]) -> tuple[GlassLine, ...]:
    named = {each.person: each.name for each in members}
    return tuple(
        GlassLine(
            named.get(each.person) or work.people.get(each.person).name,
            each.at,
            each.until,
            each.reason,
            each.seen_at is not None,
        )
        for each in work.break_glass.of(project)
    )
