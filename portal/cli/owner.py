"""`chartbridge owner`: a link for the first owner, printed at the terminal and kept nowhere."""

from __future__ import annotations

from contextlib import closing

from core.errors import WrongUsage
from portal.cli.saying import Voice
from portal.opening import open_storage
from portal.services import people
from portal.settings import PREFIX, SignIn, read_settings
from portal.wording.sign_in import INVITATION


def owner(email: str, *, as_json: bool) -> int:
    """Raises PeopleRefused where somebody is there already, WrongUsage where nobody signs in."""
    settings, voice = read_settings(), Voice(as_json)
    if settings.sign_in is SignIn.NONE:
        raise WrongUsage(
            place=f"{PREFIX}SIGN_IN",
            found="There is no sign-in, so nobody needs to be an owner.",
            do=f"Set {PREFIX}SIGN_IN=local first.",
        )
    with closing(open_storage(settings)) as store:
        token = people.invite_founder(store, email)
    link = f"{settings.reached_at}/{INVITATION}/{token}"
    if as_json:
        voice.result({"schema": 1, "link": link})
    voice.say(f"Open this link within a day; it works once:\n{link}")
    return 0
