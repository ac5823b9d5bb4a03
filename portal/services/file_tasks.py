"""What the ledger of files leaves to the person reading, for the Overview."""

from __future__ import annotations

from portal.permissions import Action, Actor, allowed
from portal.services.file_access import opens
from portal.services.file_reading import ledger_of
from portal.services.file_standing import left_in, standing_verdicts
from storage import RunRow, Storage, Work


def left_of_files(store: Storage, work: Work, project: str, actor: Actor, *, run: RunRow | None) -> int:
    """Files that may be another patient's and that nobody has spoken of; 0 for who does not check images.

    run: the newest one.
    """
    if run is None or not allowed(actor, Action.CHECK_IMAGES):
        return 0
    whole = ledger_of(store, project, run.run)
    stands = standing_verdicts(work.spot_checks.of(project).checking)
    return len(left_in([each for each in whole.suspicious if opens(actor, each, whole.people)], stands))
