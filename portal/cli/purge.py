"""`chartbridge purge`: destroys a project's keys for good and writes the certificate."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import typer

from core.errors import WrongUsage
from portal.cli.keys import chosen
from portal.cli.saying import Voice
from portal.opening import open_storage
from portal.permissions import Actor
from portal.services import purge as removing
from portal.settings import read_settings
from portal.viewmodels.purge import Asked
from portal.wording import keys as key_words
from portal.wording import purge as words


def purge(project: str, out: Path, *, reason: str, as_json: bool) -> int:
    """Asks for the project's name and the owner's passphrase; writes the certificate to `out`."""
    voice, settings = Voice(as_json), read_settings()
    if out.exists():
        raise WrongUsage(place="FILE", found="It is there already.", do="Name a file that is not there yet.")
    with closing(open_storage(settings)) as store:
        actor = Actor(settings.person, settings.role)
        row = next((each for each in chosen(store, project) if each.readable), None)
        if row is None:
            raise WrongUsage(place="--project", found=key_words.DESTROYED.format(project), do=key_words.WHICH)
        asked = Asked(
            name=typer.prompt(words.ASK_NAME, err=True),
            reason=reason,
            passphrase=typer.prompt(words.PHRASE, hide_input=True, err=True),
        )
        name = removing.purge(store, actor, row.id, asked, zone=settings.time_zone)
        out.write_bytes(removing.certificate(store, actor, row.id).content)
    if as_json:
        voice.result({"schema": 1, "project": row.id, "certificate": name})
    voice.say(words.REMOVED.format(name))
    voice.say(words.WRITTEN.format(out))
    return 0
