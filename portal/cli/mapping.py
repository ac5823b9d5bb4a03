"""`chartbridge mapping ...`: a mapping compared, taken along and brought in, as on the Mapping page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Facts
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from core.accept import Settings as Clinic
from core.errors import MappingInvalid, WrongUsage
from core.mapping import from_json
from core.mapping.difference import difference
from core.mapping.model import Mapping
from core.record import RECORD
from core.transforms import TRANSFORM_NAMES
from portal.cli.choosing import chosen_project
from portal.cli.gathering import spelled
from portal.cli.saying import Voice
from portal.opening import open_storage
from portal.permissions import Actor
from portal.services import mapping_files, mapping_history, refusals
from portal.services.mapping_files import VersionOf
from portal.settings import read_settings
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import TableTold
from portal.wording import mapping_difference as tell
from portal.wording import mapping_history as history_words
from portal.wording.figures import counted
from reports.clear_export import IN_CLEAR
from storage import Storage

DONE = 0


@dataclass(frozen=True)
class _Visit:
    """The person of the settings in one project."""

    store: Storage
    actor: Actor
    project: str
    clinic: Clinic


def diff(was: str, now: str, *, project: str | None, words: bool, as_json: bool) -> int:
    """Between two files, or two versions; 0 whether or not they differ."""
    voice = Voice(as_json)
    if was.isdecimal() and now.isdecimal():
        with _visit(project) as at:
            asked = (at.store, at.actor, at.project, int(was), int(now))
            told = mapping_history.between(*asked, clinic=at.clinic, values=words)
    elif was.isdecimal() or now.isdecimal():
        do = "Write the version as a file first, by `chartbridge mapping export`."
        raise WrongUsage(place="mapping diff", found="One is a version and the other a file.", do=do)
    else:
        told = tell.told(difference(_read(Path(was)), _read(Path(now))), words=words)
    return _say(voice, told, {})


def export(file: Path, *, project: str | None, version: int, as_json: bool) -> int:
    """Writes one version as it was saved; 0."""
    voice = Voice(as_json)
    if file.exists():
        do = "Name a file that is not there yet."
        raise WrongUsage(place=spelled(str(file)), found="Something lies there already.", do=do)
    with _visit(project) as at:
        content = b"".join(mapping_files.write(at.store, at.actor, at.project, VersionOf(version)))
    file.write_bytes(content)
    voice.note(IN_CLEAR)
    if as_json:
        voice.result({"schema": 1, "file": str(file), "bytes": len(content)})
    voice.say(f"Written to {spelled(str(file))}.")
    return DONE


def bring_in(file: Path, *, project: str | None, take: bool, words: bool, as_json: bool) -> int:
    """Says what the file would change, and takes it where that is asked for; 0."""
    voice, given = Voice(as_json), Given(_text(file), name=spelled(str(file)))
    with _visit(project) as at:
        asked = (at.store, at.actor, at.project, given)
        offer = mapping_files.compare(*asked, clinic=at.clinic, words=words)
        taken = mapping_files.take(*asked, seen=offer.version, clinic=at.clinic) if take else None
    for each in offer.left_out:
        voice.say(f"Left out, because it is not among the files: {each}.")
    _say(voice, offer.tables, {"left_out": list(offer.left_out), "version": taken})
    voice.say(history_words.TAKEN.format(taken) if taken else history_words.NOT_TAKEN)
    return DONE


@contextmanager
def _visit(project: str | None) -> Iterator[_Visit]:
    settings = read_settings()
    actor = Actor(settings.person, settings.role)
    clinic = Clinic(currency=settings.currency, zone=settings.zone, country=settings.country)
    with closing(open_storage(settings)) as store:
        chosen = chosen_project(store, project)
        with refusals.noted(store, actor.name, chosen):
            yield _Visit(store, actor, chosen, clinic)


def _read(file: Path) -> Mapping:
    return from_json(_text(file), RECORD, TRANSFORM_NAMES, place=spelled(str(file)))


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        found = "There is no text to be read there."
        raise MappingInvalid(place=spelled(str(file)), found=found, do="Name a mapping file.") from None


def _say(voice: Voice, tables: Sequence[TableTold], more: Facts[str, object]) -> int:
    if voice.as_json:
        voice.result({"schema": 1, "differs": bool(tables), "tables": [asdict(t) for t in tables], **more})
    for table in tables:
        voice.say(f"{table.table or tell.WHOLE}")
        for line in table.lines:
            on_word = f" {line.by}: {line.why}" if line.by else ""
            voice.say(f"  {line.text}{on_word}")
        if table.details:
            voice.say(f"  {history_words.DETAILS.format(counted(table.details, 'detail'))}")
    if not tables:
        voice.say("Nothing differs.")
    return DONE
