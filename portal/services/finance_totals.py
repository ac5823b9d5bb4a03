"""Totals that the accountant types from the old system's reports, one or several at once, and explains.

They are statements of the readiness journal (ADR 17), so that the gates of going live follow from them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from core import finances
from core.errors import WrongUsage
from core.finances import Asked
from core.readiness import Part, Statement
from core.readiness.statements import standing
from portal.permissions import Action, Actor, authorise
from portal.services.control_totals import ours_of
from portal.services.finance_names import Names, names_in
from portal.services.finances import choices
from portal.services.money_records import entries_in
from portal.services.overview import newest_run
from portal.services.statements import state_total
from portal.viewmodels.amounts import minor_units
from portal.viewmodels.finances import Choices, Pasted, Refused, Typed
from portal.viewmodels.go_live import Said
from portal.wording import finances as words
from storage import Storage
from storage.errors import StaleVersion, StepRefused

_MONTH, _DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])"), re.compile(r"\d{4}-\d\d-\d\d")
_EVERYBODY = ("", "all", "everybody", "all clinics", "all providers")
_PARTS = (3, 4)


def type_total(store: Storage, actor: Actor, project: str, typed: Typed, *, seen: int) -> int:
    """Keeps one total; gives the version after it. Raises Forbidden, WrongUsage in one sentence, StaleVersion
    and, of an explanation, NamesAPatient.
    """
    authorise(actor, Action.STATE_TOTALS, project)
    names, there = _known(store, project)
    return state_total(store, actor, project, _said(typed, names, there), seen=seen)


def paste_totals(store: Storage, actor: Actor, project: str, text: str, like: Typed, *, seen: int) -> Pasted:
    """Keeps every line that can be read as a total; the others come back, each with its sentence.

    like: the report, currency and basis of all lines.
    """
    authorise(actor, Action.STATE_TOTALS, project)
    names, there = _known(store, project)
    kept, refused, version = 0, [], seen
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            said = _said(_typed(line, like, names, there), names, there)
            version = state_total(store, actor, project, said, seen=version)
            kept += 1
        except (WrongUsage, StepRefused) as problem:
            refused.append(Refused(number, line, f"{problem.found} {problem.do}"))
    return Pasted(kept, tuple(refused))


def explain_total(
    store: Storage, actor: Actor, project: str, subject: str, note: str, *, ours: int, seen: int
) -> int:
    """Why a standing total differs from ours, for the difference that its person saw and for no other.

    ours: as it was seen, in minor units. A newer run may have made it another one, which no version tells.
    """
    authorise(actor, Action.STATE_TOTALS, project)
    stands = _standing(store, project, subject)
    if _ours(store, project, stands) != ours:
        raise StaleVersion(place=words.TOTALS, found=words.OUTDATED_RUN, do=words.OTHER_DIFFERENCE)
    theirs = {"theirs": stands.figure("theirs")}
    return state_total(store, actor, project, replace(_again(stands), figures=theirs, note=note), seen=seen)


def take_out(store: Storage, actor: Actor, project: str, subject: str, *, seen: int) -> int:
    """A total that was typed by mistake."""
    authorise(actor, Action.STATE_TOTALS, project)
    return state_total(store, actor, project, _again(_standing(store, project, subject)), seen=seen)


def _again(stands: Statement) -> Said:
    return Said(Part.TOTALS, stands.subject, {}, "", stands.measure, stands.currency, dict(stands.selection))


def _standing(store: Storage, project: str, subject: str) -> Statement:
    with store.read() as work:
        said = standing(work.readiness.of(project).statements)
    for each in said:
        if each.part is Part.TOTALS and each.subject == subject:
            return each
    raise WrongUsage(place=words.TOTALS, found=words.NOT_STANDING, do=words.NOT_STANDING_DO)


def _ours(store: Storage, project: str, said: Statement) -> int | None:
    with store.read() as work:
        run = newest_run(work, project)
        return None if run is None else ours_of(work, project, run.run, [said]).get(said.subject)


def _known(store: Storage, project: str) -> tuple[Names, Choices]:
    with store.read() as work:
        run = newest_run(work, project)
        if run is None:
            raise WrongUsage(place=words.TOTALS, found=f"{words.NO_RUN}.", do=words.NO_RUN_MORE)
        names, entries = names_in(work, project, run.run), entries_in(work, project, run.run)
    return names, choices(entries, names)


def _said(typed: Typed, names: Names, there: Choices) -> Said:
    currency = typed.currency.strip().upper()
    if currency not in there.currencies:
        found = words.NO_CURRENCY.format(" and ".join(there.currencies) or "none")
        raise WrongUsage(place=words.CURRENCY, found=found, do=words.NO_CURRENCY_DO)
    if typed.clinic not in ("", *names.clinics) or typed.provider not in ("", *names.providers):
        raise _nobody(there)
    units = minor_units(typed.amount, currency)
    if units is None:
        raise WrongUsage(place=words.AMOUNT, found=words.NO_AMOUNT, do=words.NO_AMOUNT_DO)
    asked = Asked(
        typed.report, currency, typed.clinic, "" if typed.report.of_a_day else typed.provider,
        _period(typed), typed.basis,
    )  # fmt: skip
    return Said(
        Part.TOTALS, subject_of(asked, names), {"theirs": units}, typed.note, asked.report.value, currency,
        finances.to_facts(asked),
    )  # fmt: skip


def subject_of(asked: Asked, names: Names) -> str:
    clinic = names.clinic(asked.clinic) if asked.clinic else ""
    provider = names.provider(asked.provider) if asked.provider else ""
    return words.subject(asked, clinic=clinic, provider=provider)


def _period(typed: Typed) -> str:
    """Receivables are of a day, production and what came in of a month, or all of it of all time."""
    told = typed.period.strip()
    form = _DAY if typed.report.of_a_day else _MONTH
    if told and not (form.fullmatch(told) and is_a_period(told)):
        raise WrongUsage(place=words.MONTH, found=words.NO_PERIOD, do=words.NO_PERIOD_DO)
    return told


def is_a_period(told: str) -> bool:
    """Whether it is a day or a month, as we write them."""
    try:
        words.period(told)
    except ValueError:
        return False
    return True


def _typed(line: str, like: Typed, names: Names, there: Choices) -> Typed:
    """ "Dr. Rootwell;2026-01;12,345.60", with a currency as a fourth part where it is another one."""
    parts = [part.strip() for part in re.split(r"[;\t]", line)]
    if len(parts) not in _PARTS:
        raise WrongUsage(place=words.TOTALS, found=words.NOT_THREE, do=words.PASTE_HINT)
    whose, when, amount, *currency = parts
    typed = replace(like, period=when, amount=amount, currency=(currency or [like.currency])[0])
    if whose.casefold() in _EVERYBODY:
        return typed
    found = names.found(whose)
    if found is None:
        raise _nobody(there)
    kind, key = found
    return replace(typed, clinic=key) if kind == "clinic" else replace(typed, provider=key)


def _nobody(there: Choices) -> WrongUsage:
    known = ", ".join((*there.clinics.values(), *there.providers.values()))
    return WrongUsage(place=words.TOTALS, found=words.NO_SUCH, do=words.NO_SUCH_DO.format(known))
