"""Sentences of the page "Your sign-in", and the kinds of device in words."""

from __future__ import annotations

from portal.wording.figures import counted

TITLE = "Your sign-in"
PLACE = "your sign-in"
WHY = "How you come in, and where you are signed in right now. Only you see this page."
FEW_LEFT = "Make new recovery codes: {} left."
NOTHING_LEFT = "Nothing is left here."
BACK = "Back to the portal"
BACK_HERE = "Back to your sign-in"
FEW = 3
"""So many recovery codes, and making new ones is left to do."""

WHERE = "Where you are signed in"
WHERE_WHY = "If you do not know one of these, end it and change your password."
THIS = "this window"
TIMES = "since {begun}, last used {seen}"
END = "End it"
END_NAMED = "End the session: {}"
OTHERS = "End all others"
EVERYWHERE = "End all, this one too"
ENDED = "That session is ended. Nobody can go on in it."
OTHERS_ENDED = "All your other sessions are ended."

PHRASE = "Change your password"
PHRASE_WHY = "All your other sessions end with it."
OLD = "Your password until now"
SAVE_PHRASE = "Change it"
PHRASE_CHANGED = "Your password is changed. All your other sessions are ended."
SAME = "The new password is the one that you have."

STEP = "Renew your second step"
STEP_WHY = (
    "For a new phone. The codes of the old app and your recovery codes stop working, and all your other "
    "sessions end."
)
STEP_CODE = "Code that the new entry in the app shows"
SAVE_STEP = "Use this from now on"

CODES = "Make new recovery codes"
CODES_WHY = "The old ones stop working. You have {} left."
PROVE = "Your password"
SAVE_CODES = "Make them"

WRONG = "That is not your password."
WRONG_DO = "Please try once more. If you forgot it, an owner can make you a link back in."
ELSEWHERE = "You have no password here."
ELSEWHERE_DO = "Please change it where you sign in for your other work."
THERE = "Your password and your second step are at {provider}. Change them there; what is below is kept here."

_BROWSERS = {
    "edge": "Edge",
    "opera": "Opera",
    "samsung": "Samsung Internet",
    "firefox": "Firefox",
    "chrome": "Chrome",
    "safari": "Safari",
}
_MACHINES = {
    "iphone": "an iPhone",
    "ipad": "an iPad",
    "android": "an Android phone",
    "tablet": "an Android tablet",
    "windows": "a Windows computer",
    "chromebook": "a Chromebook",
    "mac": "a Mac",
    "linux": "a Linux computer",
}
UNKNOWN = "A browser"


def device(kind: str) -> str:
    """kind: as `portal.sign_in.device` tells it, "" where nothing is known."""
    browser, _, machine = kind.partition("/")
    named = _BROWSERS.get(browser, UNKNOWN)
    return f"{named} on {_MACHINES[machine]}" if machine in _MACHINES else named


def left(codes: int | None) -> str:
    if codes is None or codes > FEW:
        return NOTHING_LEFT
    return FEW_LEFT.format(counted(codes, "is", "are"))


def codes_why(codes: int) -> str:
    return CODES_WHY.format(codes)
