"""`chartbridge demo DIR --complete`: the journey of the demonstration from the export to a signed document.

It plays in a project of its own in the store of this machine, where it can be looked at afterwards, and
leaves beside the export what a clinic has in hand at the end: the document with its trust file, the
migration log and a handover.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.accept import Settings as Clinic
from portal.cli.demo_journey import OWNER, Journey
from portal.cli.saying import Voice
from portal.opening import open_storage
from portal.services import handover, log_file, readiness_papers
from portal.services.verifying import verify
from portal.settings import Settings
from portal.viewmodels.log import LogQuery, Order
from portal.viewmodels.taking import Form
from portal.viewmodels.verify import Verified
from portal.wording.figures import counted
from reports.clear_export import IN_CLEAR

READINESS, TRUST, LOG, HANDOVER = "readiness.pdf", "trust.pem", "migration_log.csv", "handover"


@dataclass(frozen=True)
class Played:
    """What came of the journey. summary: of its last run. waived: gates that somebody answers for."""

    project: str
    document: str
    verified: Verified
    decided: int
    waived: int
    summary: Mapping[str, Any]
    records: int

    def record(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return {
            "project": self.project,
            "document": self.document,
            "finding": self.verified.finding.value,
            "groups_decided": self.decided,
            "gates_waived": self.waived,
            "closes": self.summary["closes"],
            "run": self.summary["run"],
            "result": self.summary["result"],
            "records_handed_over": self.records,
        }


def play(
    voice: Voice, folder: Path, export: Mapping[str, bytes], mapping: str, *, settings: Settings
) -> Played:
    """Plays the journey and writes what is left of it into `folder`."""
    clinic = Clinic(currency=settings.currency, zone=settings.zone, country=settings.country)
    with closing(open_storage(settings)) as store:
        voice.progress("Bringing the export in")
        journey = Journey.begun(store, export, zone=settings.time_zone, clinic=clinic)
        voice.progress("Running it for the first time")
        journey.run()
        voice.progress("Settling the mapping, and running with it")
        journey.map(mapping)
        voice.progress("Deciding what does not map, and running once more")
        decided = journey.decide()
        voice.progress("Stating, waiving and signing")
        journey.make_ready()
        document = journey.sign()
        return _left(voice, folder, journey, document, decided)


def _left(voice: Voice, folder: Path, journey: Journey, document: str, decided: int) -> Played:
    store, project = journey.store, journey.project.id
    paper = readiness_papers.opened(store, OWNER, project, document).content
    trust = readiness_papers.trusted(store, OWNER, project).content
    (folder / READINESS).write_bytes(paper)
    (folder / TRUST).write_bytes(trust)
    voice.progress("Writing the log and the handover")
    with (folder / LOG).open("wb") as log:
        pieces = log_file.write(store, OWNER, project, LogQuery(order=Order.FILE), Form.CSV)
        log.writelines(pieces)
    made = handover.make(store, OWNER, project, folder / HANDOVER)
    return Played(
        journey.project.name,
        document,
        verify(store, OWNER, paper, trust=trust),
        decided,
        sum(line.waiver is not None for line in journey.view().gates),
        journey.newest.summary,
        sum(made.records.values()),
    )


def say(voice: Voice, folder: Path, played: Played) -> None:
    """What happened and where to look, for people."""
    counts = played.summary["cells"]
    voice.say(
        f"{counted(played.decided, 'group')} of what did not map decided, "
        f"{counted(played.waived, 'condition')} waived by name."
    )
    voice.say(
        f"Of {counts['non_empty']:,} filled cells {counts['mapped']:,} are in fields, "
        f"{counts['archived']:,} in the archive, {counts['declined']:,} left behind, "
        f"{counts['waiting']:,} waiting. "
        + ("Both sums close." if played.summary["closes"] else "The sums do not close.")
    )
    voice.say(f"{folder / READINESS} ({played.document}): {played.verified.finding.value}.")
    voice.say(f"Check it: chartbridge verify {folder / READINESS} --trust {folder / TRUST}")
    voice.say(f"The log is in {folder / LOG}, the handover in {folder / HANDOVER}. {IN_CLEAR}")
    voice.say(f'In the portal it is the project "{played.project}".')
