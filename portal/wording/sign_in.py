"""Sentences of signing in: of the pages outside the portal, and of what is refused there."""

from __future__ import annotations

from portal.wording.figures import counted

TITLE = "Sign in"
WHY = "This portal holds a clinic's records, so it answers only people whom the clinic invited."
EMAIL = "Email address"
PHRASE = "Password"
AGAIN = "The same once more"
CODE = "Code from your authenticator app"
CODE_HELP = "Six digits. Without your phone, one of your recovery codes."
ENTER = "Sign in"
PLACE = "sign-in"

WRONG = "That did not fit together."
WRONG_DO = "Please check the address, the password and the code. A code works once, so wait for the next one."
SIGNED_OUT = "You are signed out. On a shared computer, close the window too."
ENDED = "Your visit has ended, so that nobody else goes on with it."
ENDED_DO = "Please sign in again."
TO_SIGN_IN = "Sign in again"
SIGN_OUT = "Sign out"
SIGN_OUT_TITLE = "Sign out?"
SIGN_OUT_WHY = "Everything is kept. Nobody can go on in this window until somebody signs in."
STAY = "Stay signed in"
STALE_FORM = "This form came from another page or waited too long."
STALE_FORM_DO = "Please try once more."
NOT_YOURS = "There is no project here for you yet"
NOT_YOURS_MORE = "Please ask the owner of your clinic to invite you to theirs."

INVITED_TITLE = "You are invited"
INVITED_WHY = "You join {project} as {role}. Choose how you sign in from now on; this link works once."
INVITED_FOUNDER = "You are the first owner here. Choose how you sign in from now on; this link works once."
BACK_TITLE = "Welcome back"
BACK_WHY = "Choose a new password and a new second step. The old ones stop working; this link works once."
INVITED_KNOWN = "You join {project} as {role}. You have an account here already, so sign in with it."
YOUR_NAME = "Your name, as colleagues know it"
NEW_PHRASE = "A new password, twelve characters or more"
PHRASE_HELP = "A few words that only you would put together are easy to keep and hard to guess."
SCAN = "Your second step"
SCAN_WHY = "Scan this with an authenticator app on your phone. It shows six digits, new every half minute."
BY_HAND = "Or type this into the app:"
JOIN = "Join"
INVITATION = "invitation"
NO_INVITATION = "This link does not lead to an open invitation."
NO_INVITATION_DO = "It may be used already, or too old. Please ask whoever invited you for a new one."
MOVED_ON = "This link counts no more: since it was made, you came into another project or left this one."
MOVED_ON_DO = "Whoever runs the portal can let you in anew: chartbridge owner --email, with your address."
CODES_TITLE = "Your recovery codes"
CODES_WHY = (
    "Each works once in place of the six digits, for a day without your phone. They are shown now and never "
    "again: write them down or print this page, and keep it apart from your phone."
)
GO_ON = "I have kept them. Go on."

NO_NAME = "Please write your name."
TOO_SHORT = "The password is shorter than {} characters."
TOO_PLAIN = "The password uses only one or two different characters."
TOO_CLOSE = "The password holds your name, your address or the clinic's name, which others would try first."
NOT_SAME = "The two passwords are not the same."
WRONG_CODE = "The code is not the one that the app shows now."
ANOTHER = "Please choose another one."
TRY_CODE = "Please wait for the next code and type that. The clock of your phone should be set by itself."


def locked(minutes: int) -> str:
    return f"There were too many tries that did not fit. Sign-in opens again in {counted(minutes, 'minute')}."


LOCKED_DO = "Please wait that long. If it was not you who tried, tell the owner of your clinic."
