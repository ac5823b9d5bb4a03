"""Set facts about a scope: one being prepared, one ready to be approved, one with an amendment that waits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.readiness import Signer
from core.scope import Category, Scope, Source, Word, amend, may_be_approved
from core.scope.kit import Facts, kit
from core.scope.plan import plan
from core.scope.regions import points_for
from core.scope.terms import STANDARD
from portal.viewmodels.go_live import KeyState
from portal.viewmodels.scope import ScopePage
from tests.core.scope.samples import AT, BEGUN, OLD, WHOLE, approved, declared

CLINIC = "Example: Maple Street Dental"
ASK_PREPARE, ASK_APPROVE = "the owner or the champion of your clinic", "the owner of your clinic"
CABINET = Source("Cabinet <b>", Category.PAPER, "Charts before <i>2017</i>")
KEY = KeyState(Signer.OWNER, made=True)


def page(scope: Scope, *, owner: bool = True, key: KeyState = KEY) -> ScopePage:
    refusal, said = may_be_approved(scope), scope.declaration
    return ScopePage(
        project=CLINIC,
        version=7,
        scope=scope,
        plan=plan(said) if said else None,
        points=points_for(said.country) if said else (),
        kit=kit(said, Facts(CLINIC, "Robin", "30 Mar 2026")) if said else {},
        refusal=refusal.reason if refusal else "",
        may_prepare=True,
        may_approve=owner,
        ask_prepare=ASK_PREPARE,
        ask_approve=ASK_APPROVE,
        key=key,
    )


def amended() -> Scope:
    other = replace(WHOLE, sources=(OLD, CABINET), closed=(date(2026, 4, 3),))
    found = amend(approved(), other, reason="The <u>cellar</u>", word=Word("Casey", "champion", AT))
    assert isinstance(found, Scope)
    return found


PREPARING = page(declared(replace(BEGUN, sources=(OLD, CABINET)), STANDARD))
READY = page(declared(replace(WHOLE, sources=(OLD, CABINET)), STANDARD))
AGREED = page(approved())
AMENDED = page(amended())
NOT_BEGUN = ScopePage(CLINIC, may_prepare=True, may_approve=True, ask_prepare=ASK_PREPARE)
