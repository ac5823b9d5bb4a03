"""Which version of the mapping a run takes, and whether people made it or the rule did (laws 2 and 3).

A version that a run saved of suggestions alone binds nobody: the next run may accept by another rule. A
version that a person saved is what runs use from then on, filled in only where files came that it does not
know.
"""

from __future__ import annotations

from core.accept import Policy, accept
from core.accept import Settings as Clinic
from core.mapping import from_json, to_json
from core.mapping.model import Mapping
from core.record import RECORD
from core.suggest import suggest_all
from core.tables import Intake
from core.transforms import TRANSFORM_NAMES
from portal.services.mapping_fitting import covers, fitted
from portal.viewmodels.jobs import JobKind
from portal.wording import mapping as words
from storage import Job, Storage, Work
from storage.errors import StaleVersion


def latest_version(work: Work, project: str) -> int:
    """0 while none was saved."""
    latest = work.mappings.latest(project)
    return latest.version if latest else 0


def made_by_rule(work: Work, project: str, version: int) -> bool:
    """Whether a run saved this version of suggestions alone."""
    runs = (job.outcome for job in work.jobs.of(project) if job.kind == JobKind.RUN.value)
    return any(told.get("mapping") == version and told.get("by_rule") for told in runs if told)


def of_people(work: Work, project: str) -> bool:
    """Whether people have made the newest version, so that runs use it."""
    latest = latest_version(work, project)
    return bool(latest) and not made_by_rule(work, project, latest)


def stale() -> StaleVersion:
    found, do = words.STALE
    return StaleVersion(place="mapping", found=found, do=do)


def settled_mapping(store: Storage, job: Job, intake: Intake) -> tuple[int, Mapping, bool]:
    """(version, mapping, whether the rule alone made it) of a run, saved before anything is shaped.

    Where nobody had said anything when the run was asked for and somebody has since, theirs counts. Raises
    StaleVersion where somebody changes the mapping while new files have to be filled in.
    """
    asked = job.payload
    base, told = _told(store, job)
    mapping = _whole(told, intake, Policy(asked["accept"]), Clinic(**asked["clinic"]))
    with store.begin() as work:
        version = _kept(work, job.project, to_json(mapping), saw=base or asked.get("saw", 0), by=asked["by"])
    return version, mapping, asked.get("mapping") is None and _automatic(mapping)


def told_mapping(store: Storage, job: Job) -> tuple[int, Mapping] | None:
    """(version, mapping) that people have made, as a run takes it that needs nothing filled in."""
    base, told = _told(store, job)
    return (base, from_json(told, RECORD, TRANSFORM_NAMES)) if base and told else None


def _told(store: Storage, job: Job) -> tuple[int | None, str | None]:
    """The version of the mapping that a run starts from, and its text; none where nobody has said any."""
    asked = job.payload
    with store.read() as work:
        latest = latest_version(work, job.project)
        base = asked.get("mapping") or (latest if latest > asked.get("saw", 0) else None)
        return base, work.mappings.get(job.project, base).text if base else None


def _whole(told: str | None, intake: Intake, policy: Policy, clinic: Clinic) -> Mapping:
    """The mapping that was told, filled in by the rule where the files want it; else all by the rule."""
    tables = [read.table for read in intake.tables]
    saved = from_json(told, RECORD, TRANSFORM_NAMES) if told else None
    if saved is not None and covers(saved, tables):
        return saved
    rule = accept(suggest_all(tables, RECORD), tables, RECORD, policy=policy, settings=clinic)
    return rule if saved is None else fitted(saved, rule, tables)


def _automatic(mapping: Mapping) -> bool:
    """Whether no person's word stands in it."""
    rules = (rule.by for table in mapping.tables for rule in table.rules)
    kept = (each.by for table in mapping.tables for each in table.kept)
    return all(words.automatic(by) for by in (*rules, *kept))


def _kept(work: Work, project: str, text: str, *, saw: int, by: str) -> int:
    """The version of this text: one that is there since, from an earlier start of the job, else a new one."""
    for version in range(latest_version(work, project), max(saw, 1) - 1, -1):
        if work.mappings.get(project, version).text == text:
            return version
    return work.mappings.save(project, text, by, saw=saw)
