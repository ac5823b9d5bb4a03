"""What can go wrong with what lasts, each in one clear sentence without patient data (law 7)."""

from __future__ import annotations

from core.errors import ChartbridgeError


class StorageError(ChartbridgeError):
    """The store cannot do what was asked."""

    kind = "storage"


class KeyRefused(StorageError):
    """A master key that is missing, unsafe where it lies, or not the one this store was made with."""

    kind = "key_refused"


class KeyDestroyed(StorageError):
    """The project's keys were destroyed on purpose: what they sealed cannot be read again."""

    kind = "key_destroyed"


class ClassClosed(StorageError):
    """A class of data that this unit of work does not open, whatever it asks for (ADR 30)."""

    kind = "class_closed"


class SealBroken(StorageError):
    """Sealed bytes that were altered, cut, reordered or moved, or that another key sealed."""

    kind = "seal_broken"


class BlobMissing(StorageError):
    """A blob that a row speaks of is not in the blob store."""

    kind = "blob_missing"


class BlobStoreFailed(StorageError):
    """The blob store could not be reached or refused the request."""

    kind = "blob_store"


class StoreFull(BlobStoreFailed):
    """The blob store has no room left; somebody has to make some."""


class DatabaseFull(StoreFull):
    """The disk where the database lies has no room left; what was begun was undone as a whole."""

    def __init__(self) -> None:
        super().__init__(
            place="database",
            found="The disk where the database lies is full. Nothing of this was kept.",
            do="Tell whoever runs the portal to make room, then do it again.",
        )


class NotStored(StorageError):
    """A project, upload, run, part or job that is not in this store."""

    kind = "not_stored"


class RunDiffers(StorageError):
    """The same inputs gave another result than the one published (law 3)."""

    kind = "run_differs"


class ProofBroken(StorageError):
    """An entry of a log does not lead to the root that was noted when its run was published (law 1)."""

    kind = "proof_broken"


class StaleVersion(StorageError):
    """Somebody saved in the meantime; nothing was overwritten."""

    kind = "stale_version"


class LeaseLost(StorageError):
    """The job is no longer held by this worker: its lease ran out, or it was cancelled or finished."""

    kind = "lease_lost"


class StepRefused(StorageError):
    """A step towards going live that cannot be taken as things stand; nothing was changed."""

    kind = "step_refused"


class JournalBroken(StorageError):
    """The steps that were stored do not follow from one another."""

    kind = "journal_broken"


class OffsetDiffers(StorageError):
    """A slice that does not begin where its file goes on. offset: where it does, in bytes."""

    kind = "offset_differs"

    def __init__(self, offset: int) -> None:
        super().__init__(
            place="upload",
            found="This part of the file is not the next one.",
            do=f"Go on from byte {offset}.",
        )
        self.offset = offset


class DigestDiffers(StorageError):
    """What came is not what its sender says was sent; nothing of it was kept."""

    kind = "digest_differs"

    def __init__(self) -> None:
        super().__init__(
            place="upload",
            found="What arrived is not what was sent.",
            do="Send it again.",
        )


class LoadOvertaken(StorageError):
    """Another load of the sandbox began meanwhile, or did this part already; nothing was changed."""

    kind = "load_overtaken"


class TargetSpeaks(StorageError):
    """A platform that could send something to a patient or a payer, and so is not loaded for practice."""

    kind = "target_speaks"
