"""Sentences of the People page."""

from __future__ import annotations

from portal.wording.figures import counted

TITLE = "People"
WHY = "Who is in this project, what each may do, and who is invited. Every change is kept with your name."
NOTHING_LEFT = "Nothing is left here."
PLACE = "people"

INVITE = "Invite somebody"
INVITE_WHY = "Chartbridge makes a link that works once, for a week. Hand it over yourself; no mail is sent."
EMAIL = "Their email address"
ROLE = "Their role"
CHOOSE_ROLE = "Choose their role"
POST = "Their post, for somebody of the vendor's side"
NO_POST = "None"
MAKE_LINK = "Make the link"
LINK = "The link for {}"
LINK_ONCE = "It is shown this once. Copy it now and hand it to nobody else."
HERE = "Who is here"
NOBODY = "Nobody is here yet"
NOBODY_MORE = "Invite the first colleague. The link that you hand over brings them in."
OPEN = "Open invitations"
OPEN_UNTIL = "invited as {role} by {by}, open until {until}"
WITHDRAW = "Take it back"
WITHDRAWN = "The invitation is taken back. Its link opens nothing any more."
YOU = "you"
NEVER = "has not signed in yet"
LAST_SEEN = "last here {}"
CHANGE = "Change"
NEW_ROLE = "Role"
GIVE = "Give a right beyond the role"
TAKE = "Take back a right"
GIVEN = "{grant}, given {at} by {by}: {reason}"
REASON = "Why"
SAVE_ROLE = "Change the role"
GIVE_IT = "Give it"
TAKE_IT = "Take it back"
SIGN_OUT = "Sign out everywhere"
REMOVE = "Take out of this project"
LAST_OWNER_HINT = "The only owner stays: make somebody else an owner first."
ROLE_CHANGED = "The role is changed. Rights beyond the old role were taken back with it."
RIGHT_GIVEN = "The right is given, from now on."
RIGHT_TAKEN = "The right is taken back, from now on."
REMOVED = "They are no longer in this project. What they did stays under their name."
SIGNED_OUT = "They are signed out everywhere."

GLASS = "Access taken in an emergency"
GLASS_WHY = "Charts that somebody opened without the right to, with their reason."
GLASS_LINE = "{name} from {at} until {until}: {reason}"
GLASS_SEEN = "I have read this"
GLASS_READ = "It is noted that you have read it."
BREAK = "Open charts in an emergency"
BREAK_WHY = (
    "You do not have the right to see charts. If somebody would come to harm without it, you can take it for "
    "{} minutes. The owner is told, with your reason."
)
BREAK_REASON = "What has happened"
BREAK_NOW = "Take access for {} minutes"
BROKEN = "You can see charts for {} minutes. The owner is told."

NOT_FIRST = "There are people here already, so an owner of theirs invites whoever is new."
NOT_FIRST_DO = "Sign in as an owner and open the page People."
ELSEWHERE_TOO = "They are in another project too, so nobody of one project alone may let them in anew."
ELSEWHERE_TOO_DO = "Whoever runs the portal can: chartbridge owner --email, with their address."
REOPEN = "Make a link back in"
NO_EMAIL = "That is not an email address."
LOOK_AT_IT = "Please look at it once more."
ALREADY = "This person is in the project already."
ALREADY_DO = "Look for the address in the list below."
NO_ROLE = "Nobody said yet what they are in this project."
NO_ROLE_DO = "Please choose their role."
NOT_OWNER = "Only an owner may invite an owner."
NO_SUCH = "This person is not in this project."
LOOK = "Look at the list and choose somebody who is there."
LAST_OWNER = "This is the only owner, and a project cannot be without one."
LAST_OWNER_DO = "Make somebody else an owner first."
NO_REASON = "A reason is missing."
NO_REASON_DO = "Please write why in a few words."
SAME_ROLE = "This is their role already."
HAS_GRANT = "They have this right already."
NO_GRANT = "They do not have this right beyond their role."
NOTHING_TO_DO = "Nothing needs to be changed."
ALREADY_OPEN = "Charts are open to you already."

GRANTS = {
    "charts": "see charts",
    "money": "see money by patient",
    "images": "see images",
    "decide:operational": "decide about operational data",
    "decide:identity": "decide about who is who",
    "decide:clinical": "decide about clinical data",
    "decide:financial": "decide about money",
    "decide:unclassed": "decide about data that nobody has classed",
}


def seen(at: str) -> str:
    """at: the moment as people read it, "" for never."""
    return LAST_SEEN.format(at) if at else NEVER


def left(unseen: int, may_change: bool) -> str:
    if unseen and may_change:
        return f"Read what was taken in an emergency: {counted(unseen, 'time')}."
    return NOTHING_LEFT
