"""What clinics and providers of a run are called, for pages and reports about money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from core.record.model import Sensitivity
from portal.services.money_records import frame_of
from portal.services.remembered import Memory
from portal.wording import finances as words
from storage import Work

_WHO = (Sensitivity.IDENTITY.value, Sensitivity.OPERATIONAL.value)


@dataclass(frozen=True)
class Names:
    """Id -> name."""

    clinics: Mapping[str, str]
    providers: Mapping[str, str]
    short: Mapping[str, str]

    def clinic(self, key: str) -> str:
        return self.clinics.get(key, key) or words.NO_CLINIC

    def provider(self, key: str) -> str:
        return self.providers.get(key, key) or words.NO_PROVIDER

    def found(self, told: str) -> tuple[str, str] | None:
        """("provider" or "clinic", id) of whom a person means; None for nobody and for several."""
        wanted = _plain(told)
        hits = {
            (kind, key)
            for kind, known in (
                ("provider", self.providers),
                ("provider", self.short),
                ("clinic", self.clinics),
            )
            for key, name in known.items()
            if wanted and wanted in (_plain(name), _plain(name).split(" ")[-1])
        }
        return next(iter(hits)) if len(hits) == 1 else None


_NAMES: Memory[Names] = Memory(8)


def names_in(work: Work, project: str, run: str) -> Names:
    """A run never changes, so they are read once for all who open the same; in memory only."""
    return _NAMES.get((work.opened, project, run), lambda: _read(work, project, run))


def _read(work: Work, project: str, run: str) -> Names:
    clinics = frame_of(work, project, run, "clinic", (Sensitivity.OPERATIONAL.value,))
    providers = frame_of(work, project, run, "provider", _WHO)
    return Names(
        {}
        if clinics is None
        else told_apart({row["id"]: row["name"] or row["id"] for row in clinics.to_dicts()}),
        {} if providers is None else told_apart({row["id"]: _full(row) for row in providers.to_dicts()}),
        {} if providers is None else {row["id"]: row.get("short_name") or "" for row in providers.to_dicts()},
    )


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Those of one name with their number in the old system: a total is told from another by its name, so one
    of two of a name would take the place of the other's.
    """
    counts = Counter(names.values())
    return {
        key: name if counts[name] == 1 else f"{name} ({key.rsplit(':', 1)[-1]})"
        for key, name in names.items()
    }


def _full(row: Mapping[str, str | None]) -> str:
    whole = " ".join(part for part in (row.get("first_name"), row.get("last_name")) if part)
    return whole or row.get("short_name") or str(row["id"])


def _plain(told: str) -> str:
    """In small letters, without a title in front: "Dr. Rootwell" is Rootwell."""
    parts = [part for part in told.casefold().replace(".", " ").split() if part not in ("dr", "dr.")]
    return " ".join(parts)
