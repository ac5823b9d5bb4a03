"""The scope in a real store: who prepares it, who approves it and how, and what readiness learns of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.readiness import Part, Verdict
from core.scope import Category, DomainName, Scope, Source
from portal.permissions import Actor, Forbidden
from portal.services import document_signing, scope_edits, scope_page
from portal.services.acting import PEOPLE
from portal.services.confirming import SigningRefused
from portal.services.go_live import view as going_live
from portal.services.scope_figures import lines_of_document
from portal.services.scope_signing import signatures_fit
from portal.viewmodels.scope import Open, ScopePage
from reports.readiness import NamesAPatient
from storage import AuditEvent, ScopeNow
from storage.errors import StaleVersion, StepRefused
from tests.core.scope.samples import OLD, WHOLE
from tests.portal.clinics import AUDITOR, CHAMPION, OWNER, VENDOR, Clinic

PAPER = Source("Cabinet", Category.PAPER)


def view(clinic: Clinic, actor: Actor = OWNER) -> ScopePage:
    return scope_page.view(clinic.store, actor, clinic.project, currency="USD")


def seen(clinic: Clinic) -> int:
    return view(clinic).version


def begin(clinic: Clinic, actor: Actor = CHAMPION) -> int:
    return scope_edits.begin(clinic.store, actor, clinic.project.id, country="US", seen=seen(clinic))


def save(clinic: Clinic, declaration=WHOLE, actor: Actor = CHAMPION, reason: str = "") -> int:
    asked = (clinic.store, actor, clinic.project.id, declaration)
    return scope_edits.save(*asked, reason=reason, seen=seen(clinic))


def write(clinic: Clinic, text: str = "Pay later", actor: Actor = VENDOR, reason: str = "") -> int:
    asked = (clinic.store, actor, clinic.project.id, text)
    return scope_edits.write_terms(*asked, reason=reason, seen=seen(clinic))


def approve(clinic: Clinic, actor: Actor = OWNER, phrase: str | None = None, at: int | None = None) -> int:
    return scope_edits.approve(
        clinic.store,
        actor,
        clinic.project.id,
        passphrase=clinic.phrase(actor) if phrase is None else phrase,
        seen=seen(clinic) if at is None else at,
    )


def prepared(clinic: Clinic) -> None:
    begin(clinic)
    save(clinic)
    write(clinic)


def agreed(clinic: Clinic) -> None:
    prepared(clinic)
    clinic.key(OWNER)
    approve(clinic)


def gate(clinic: Clinic):
    return next(line for line in clinic.view().gates if line.name == "scope_approved")


def test_owner_champion_and_vendor_team_prepare_and_the_owner_alone_approves(clinic: Clinic) -> None:
    prepared(clinic)
    for person in PEOPLE:
        page = view(clinic, person)
        assert page.may_prepare == (person in (OWNER, CHAMPION, VENDOR))
        assert page.may_approve == (person is OWNER)
        if person is not OWNER:
            with pytest.raises(Forbidden):
                approve(clinic, person)
    with pytest.raises(Forbidden):
        save(clinic, replace(WHOLE, country="CA"), AUDITOR)


def test_a_scope_begins_in_the_country_of_the_settings_with_nothing_decided(clinic: Clinic) -> None:
    assert view(clinic).next is Open.BEGIN
    begin(clinic)
    declared = view(clinic).scope.declaration
    assert declared is not None and declared.country == "US"
    assert declared.undecided == tuple(DomainName)
    assert view(clinic).next is Open.SOURCES


def test_an_approval_is_by_name_and_passphrase_and_of_what_was_seen(clinic: Clinic) -> None:
    prepared(clinic)
    with pytest.raises(SigningRefused, match="not set a signing passphrase"):
        approve(clinic)
    clinic.key(OWNER)
    with pytest.raises(SigningRefused, match="not your signing passphrase"):
        approve(clinic, phrase="somebody else's words")
    old = seen(clinic)
    save(clinic, replace(WHOLE, sources=(OLD, PAPER)))
    with pytest.raises(StaleVersion):
        approve(clinic, at=old)
    approve(clinic)
    scope = view(clinic).scope
    assert scope.approved and scope.agreed is not None
    assert (scope.agreed.by, scope.agreed.terms.text) == ("Robin Sample", "Pay later")
    refused = [e for e in events(clinic) if e.event == AuditEvent.SIGNING_REFUSED]
    assert [e.facts for e in refused] == [
        {"document": "the scope", "why": "no key"}, {"document": "the scope", "why": "passphrase"},
    ]  # fmt: skip


def events(clinic: Clinic):
    with clinic.store.read() as work:
        return work.audit.events(clinic.project.id)


def test_an_approval_bears_the_signature_of_just_what_was_approved(clinic: Clinic) -> None:
    agreed(clinic)
    save(clinic, replace(WHOLE, sources=(OLD, PAPER)), reason="Found in the cellar")
    approve(clinic)
    assert view(clinic).signatures_fit
    with clinic.store.read() as work:
        now = work.scope.of(clinic.project.id)
        assert signatures_fit(work, now)
        others = (with_other_terms(now), with_a_swapped_signature(now), unsigned(now), with_another_head(now))
        for other in others:
            assert not signatures_fit(work, other)


def test_an_approval_anchors_the_head_of_the_audit_trail_as_it_was(clinic: Clinic) -> None:
    agreed(clinic)
    with clinic.store.read() as work:
        (approval,) = [s for s in work.scope.of(clinic.project.id).steps if "signature" in s.facts]
        hashes = [link.hash.hex() for link, _ in work.audit.chain(clinic.project.id)]
    assert approval.facts["audit_head"] in hashes


def with_another_head(now: ScopeNow) -> ScopeNow:
    told = [s for s in now.steps if "signature" in s.facts]
    other = replace(told[0], facts={**told[0].facts, "audit_head": "00" * 32})
    return replace(now, steps=tuple(other if step is told[0] else step for step in now.steps))


def with_other_terms(now: ScopeNow) -> ScopeNow:
    first, *rest = now.scope.approvals
    other = replace(first, terms=replace(first.terms, text="Pay at once"))
    return replace(now, scope=replace(now.scope, approvals=(other, *rest)))


def with_a_swapped_signature(now: ScopeNow) -> ScopeNow:
    """The second approval's under the first."""
    places = [at for at, step in enumerate(now.steps) if "signature" in step.facts]
    swapped = list(now.steps)
    swapped[places[0]] = replace(now.steps[places[0]], facts=now.steps[places[1]].facts)
    return replace(now, steps=tuple(swapped))


def unsigned(now: ScopeNow) -> ScopeNow:
    bare = {"method": "passphrase", "signature": "", "chain": []}
    return replace(
        now, steps=tuple(replace(s, facts=bare) if "signature" in s.facts else s for s in now.steps)
    )


def test_five_wrong_passphrases_close_the_key_here_and_for_documents(clinic: Clinic) -> None:
    prepared(clinic)
    clinic.key(OWNER)
    for _ in range(5):
        with pytest.raises(SigningRefused):
            approve(clinic, phrase="somebody else's words")
    with pytest.raises(SigningRefused, match="closed for"):
        approve(clinic)
    assert view(clinic).key.closed > 0
    assert not view(clinic).scope.approved


def test_approved_twice_is_approved_once(clinic: Clinic) -> None:
    agreed(clinic)
    before = seen(clinic)
    assert approve(clinic) == before
    assert len(view(clinic).scope.approvals) == 1


def test_what_is_open_is_not_approved(clinic: Clinic) -> None:
    begin(clinic)
    clinic.key(OWNER)
    with pytest.raises(StepRefused, match="No system is named"):
        approve(clinic)
    assert "No system is named" in view(clinic).refusal


def test_a_change_after_an_approval_is_an_amendment_with_a_reason(clinic: Clinic) -> None:
    agreed(clinic)
    more = replace(WHOLE, sources=(OLD, PAPER))
    with pytest.raises(StepRefused, match="needs a reason"):
        save(clinic, more)
    save(clinic, more, reason="Found in the cellar")
    page = view(clinic)
    assert [each.reason for each in page.scope.waiting] == ["Found in the cellar"]
    assert page.scope.agreed is not None and page.scope.agreed.declaration == WHOLE
    approve(clinic)
    assert view(clinic).scope.waiting == ()
    kinds = [e.event for e in events(clinic)][-3:]
    assert AuditEvent.AMENDMENT_APPROVED in kinds


def test_whoever_looks_at_an_old_page_changes_nothing(clinic: Clinic) -> None:
    begin(clinic)
    old = seen(clinic)
    save(clinic)
    with pytest.raises(StaleVersion):
        scope_edits.save(
            clinic.store, OWNER, clinic.project.id, replace(WHOLE, country="DE"), reason="", seen=old
        )


def test_words_that_name_a_patient_are_refused_and_names_of_the_team_are_not(clinic: Clinic) -> None:
    begin(clinic)
    name = patient(clinic)
    team = dict.fromkeys(WHOLE.team, name)
    save(clinic, replace(WHOLE, team=team))
    with pytest.raises(NamesAPatient):
        save(clinic, replace(WHOLE, sources=(replace(OLD, holds=f"The chart of {name}"),)))
    with pytest.raises(NamesAPatient):
        write(clinic, f"As agreed with {name}")


def patient(clinic: Clinic) -> str:
    """One that the engine would know by first and last name."""
    from portal.services.overview import newest_run

    with clinic.store.read() as work:
        run = newest_run(work, clinic.project.id)
        frame = next(iter(work.runs.blocks(clinic.project.id, run.run, "entity/patient", "identity")))
    first, last = frame.select("first_name", "last_name").drop_nulls().row(0)
    return f"{first} {last}"


def test_what_is_declared_takes_the_place_of_what_was_stated(clinic: Clinic) -> None:
    clinic.state(OWNER, Part.SCOPE, "Charts", moves=1, approved=1)
    clinic.figures()
    assert (gate(clinic).result.verdict, gate(clinic).stated_by) == (Verdict.PASS, "Robin Sample")
    begin(clinic)
    clinic.figures()
    assert (gate(clinic).result.verdict, gate(clinic).stated_by) == (Verdict.BLOCK, "")
    stating = going_live(clinic.store, OWNER, clinic.project, currency="USD").stating
    assert Part.SCOPE not in stating.may and Part.SCOPE in stating.measured
    assert stating.of(Part.SCOPE) == ()
    with pytest.raises(StepRefused, match="page of its own"):
        clinic.state(OWNER, Part.SCOPE, "Papers", moves=1, approved=1)


def test_an_approval_and_an_amendment_count_at_once_while_no_document_waits(clinic: Clinic) -> None:
    clinic.figures()
    prepared(clinic)
    assert gate(clinic).result.verdict is Verdict.BLOCK
    clinic.key(OWNER)
    approve(clinic)
    assert gate(clinic).result.verdict is Verdict.PASS
    save(clinic, replace(WHOLE, sources=(OLD, PAPER)), reason="Found in the cellar")
    assert gate(clinic).result.figure == "1 part not approved"


def test_an_amendment_voids_no_document_before_the_figures_are_taken(clinic: Clinic) -> None:
    agreed(clinic)
    clinic.in_order_but_for_the_scope()
    document = clinic.issue()
    save(clinic, replace(WHOLE, sources=(OLD, PAPER)), reason="Found in the cellar")
    live = clinic.view().live
    assert live is not None and live.id == document
    clinic.figures()
    assert clinic.view().live is None


def test_the_document_has_the_lines_of_the_scope_and_who_approved_each(clinic: Clinic) -> None:
    agreed(clinic)
    images = tuple(replace(d, moves=d.name is not DomainName.IMAGES) for d in WHOLE.domains)
    save(clinic, replace(WHOLE, domains=images), reason="Too many")
    with clinic.store.read() as work:
        lines = {each.what: each for each in lines_of_document(work, clinic.project.id)}
    assert not lines["Images"].moves and lines["Images"].approved_by == ""
    assert lines["Money"].moves and lines["Money"].approved_by == "Robin Sample"
    assert lines["Money"].note.endswith("Accepted by the accountant")
    assert not any(each.stated_by for each in lines.values())
    assert lines["Smile Lab"].note == "Goes on as it is, beside"


def test_the_document_says_of_what_nobody_has_decided_neither_that_it_moves_nor_that_it_stays(
    clinic: Clinic,
) -> None:
    scope_edits.begin(clinic.store, OWNER, clinic.project.id, country="US", seen=0)
    with clinic.store.read() as work:
        lines = lines_of_document(work, clinic.project.id)
    assert lines and {each.moves for each in lines} == {None}
    assert not any(each.approved_by for each in lines)


def test_the_key_of_a_scope_is_the_one_that_documents_are_signed_with(clinic: Clinic) -> None:
    agreed(clinic)
    with pytest.raises(SigningRefused, match="set a signing passphrase already"):
        document_signing.make_key(
            clinic.store, OWNER, clinic.project.id, passphrase="another phrase", again="another phrase"
        )
    assert isinstance(view(clinic).scope, Scope)
