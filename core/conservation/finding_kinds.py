"""What the proof of conservation finds where a run does not close."""

from __future__ import annotations

from core.findings import FindingKind, Severity

_TELL_US = "Do not use this run. The engine is at fault: keep the file and report it."


def _kind(name: str, means: str, advice: str = _TELL_US) -> FindingKind:
    return FindingKind(name, Severity.BLOCK, means, advice)


KINDS = (
    _kind("cell_lost", "Cells of this column are neither in a field nor waiting, archived or declined."),
    _kind("record_without_entry", "Records of the file have no entry in the migration log."),
    _kind("record_entered_twice", "Records of the file have more than one entry in the migration log."),
    _kind("entry_without_record", "Entries of the migration log belong to no record of the file."),
    _kind("imported_without_target", "Records are called imported and are not among the new records."),
    _kind("target_of_unimported", "New records exist whose source record is not called imported."),
    _kind("target_id_twice", "Two new records bear the same number."),
    _kind("target_not_published", "The log names new records that do not exist."),
    _kind("target_not_logged", "New records exist that the log does not name."),
    _kind("merged_by_nobody", "Records are called merged, and no decision of a person says so."),
    _kind("merged_into_nothing", "Records are merged into new records that do not exist."),
    _kind(
        "count_differs",
        "Two independent counts of the file's records differ.",
        "Look at the file's damaged lines on the Uploads page and say how they are to be read.",
    ),
)
