"""What people state: by the one who sees to it, ours found by the portal, and never voiding by itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.readiness import Part, Statement, Verdict
from core.readiness.statements import MAY_STATE
from portal.permissions import Forbidden
from portal.services import statements
from portal.services.acting import PEOPLE
from portal.services.control_totals import total
from portal.services.overview import newest_run
from portal.services.readiness_document import tie_outs
from portal.viewmodels.go_live import Said
from storage.errors import StepRefused
from tests.portal.clinics import ACCOUNTANT, CHAMPION, OWNER, PRACTITIONER, Clinic, receivables

WHOLE = {
    Part.TOTALS: {"theirs": 1},
    Part.CHARTS: {"asked": 1, "compared": 1, "raised": 0, "settled": 0},
    Part.TRAINING: {"people": 1, "finished": 1},
    Part.PARALLEL: {"planned": 5, "worked": 5, "found": 0, "settled": 0},
    Part.SCOPE: {"moves": 1, "approved": 1},
}


def verdicts(clinic: Clinic) -> dict[str, Verdict]:
    return {line.name: line.result.verdict for line in clinic.view().gates}


@pytest.mark.parametrize("part", Part)
def test_a_part_is_stated_by_the_roles_that_answer_for_it_and_by_nobody_else(
    clinic: Clinic, part: Part
) -> None:
    for person in PEOPLE:
        if person.role.value in MAY_STATE[part]:
            clinic.state(person, part, **WHOLE[part])
        else:
            with pytest.raises(Forbidden):
                clinic.state(person, part, **WHOLE[part])
    assert [each.part for each in clinic.view().stating.standing] == [part]


def test_what_is_stated_counts_at_once_while_no_document_waits(clinic: Clinic) -> None:
    clinic.figures()
    assert verdicts(clinic)["training"] is Verdict.BLOCK
    clinic.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=4)
    assert verdicts(clinic)["training"] is Verdict.WARN
    line = next(each for each in clinic.view().gates if each.name == "training")
    assert (line.result.figure, line.stated_by) == ("20 % of the team still learning", "Casey Sample")


def test_what_is_stated_while_a_document_waits_voids_nothing_until_the_figures_are_taken(
    clinic: Clinic,
) -> None:
    clinic.in_order()
    document = clinic.issue()
    clinic.state(CHAMPION, Part.TRAINING, "Assistants", people=5, finished=0)
    view = clinic.view()
    assert view.live is not None and view.live.id == document
    assert (view.figures.waiting, verdicts(clinic)["training"]) == (1, Verdict.PASS)
    clinic.figures()
    assert clinic.view().live is None
    assert "figures of the conditions changed" in clinic.view().documents[-1].void


def test_ours_of_a_control_total_is_found_by_the_portal_and_never_entered(clinic: Clinic) -> None:
    clinic.state(ACCOUNTANT, Part.TOTALS, "Receivables", theirs=receivables(), ours=1)
    (line,) = clinic.view(ACCOUNTANT).stating.totals
    assert line.ours is not None and line.ours.minor_units == receivables()
    assert verdicts(clinic)["totals_tied"] is Verdict.PASS


def test_a_difference_stays_open_until_it_is_explained_by_name(clinic: Clinic) -> None:
    theirs = receivables() + 1
    clinic.state(ACCOUNTANT, Part.TOTALS, "Receivables", theirs=theirs)
    assert verdicts(clinic)["totals_tied"] is Verdict.BLOCK
    clinic.state(ACCOUNTANT, Part.TOTALS, "Receivables", "A cent of rounding in 2019.", theirs=theirs)
    assert verdicts(clinic)["totals_tied"] is Verdict.PASS
    assert len(clinic.view().stating.totals) == 1


def test_each_measure_is_an_exact_sum_and_what_the_run_has_not_is_refused(clinic: Clinic) -> None:
    with clinic.store.read() as work:
        run = newest_run(work, clinic.project.id)
        names = ("ledger_charges", "ledger_payments", "ledger_adjustments", "ledger_balance", "payments")
        found = [total(work, clinic.project.id, run.run, name, "USD") for name in names]
        assert total(work, clinic.project.id, run.run, "ledger_balance", "EUR") is None
        assert total(work, clinic.project.id, run.run, "nonsense", "USD") is None
    # "CR" has no code before somebody gives it one, so that no credit counts among the adjustments.
    kinds = (("charge",), ("payment", "insurance_payment"), ("adjustment", "write_off"), ())
    assert found == [*(receivables(*types) for types in kinds), None]
    with pytest.raises(StepRefused, match="no records for this total"):
        said = Said(Part.TOTALS, "Cash", {"theirs": 1}, "", "payments", "USD")
        statements.state_total(clinic.store, ACCOUNTANT, clinic.project.id, said, seen=clinic.seen)


@pytest.mark.parametrize(("ours", "printed"), [(90, "A late fee."), (80, "not explained"), (100, "")])
def test_a_document_prints_an_explanation_beside_the_difference_that_it_was_given_for_alone(ours, printed):
    figures = (("theirs", 100), ("ours", 90))
    at = datetime(2026, 3, 12, tzinfo=UTC)
    said = Statement(Part.TOTALS, "Dues", figures, "A late fee.", "Kim", "accountant", at, currency="USD")
    (line,) = tie_outs([said], {"Dues": ours})
    assert line.explanation == printed


def test_a_statement_can_be_taken_back(clinic: Clinic) -> None:
    clinic.figures()
    clinic.state(OWNER, Part.SCOPE, "Charts", moves=1, approved=0)
    assert verdicts(clinic)["scope_approved"] is Verdict.BLOCK
    clinic.state(OWNER, Part.SCOPE, "Papers", moves=0, approved=1)
    clinic.state(OWNER, Part.SCOPE, "Charts")
    assert verdicts(clinic)["scope_approved"] is Verdict.PASS


def test_each_practitioner_speaks_for_their_own_charts(clinic: Clinic) -> None:
    clinic.state(PRACTITIONER, Part.CHARTS, "Somebody else", asked=3, compared=1, raised=0, settled=0)
    (said,) = clinic.view().stating.standing
    assert said.subject == "Parker Sample"


def test_the_same_stated_twice_is_one_statement(clinic: Clinic) -> None:
    clinic.figures()
    clinic.state(OWNER, Part.SCOPE, "Charts", moves=1, approved=1)
    seen = clinic.seen
    clinic.state(OWNER, Part.SCOPE, " Charts ", moves=1, approved=1)
    assert clinic.seen == seen


def test_more_done_than_there_is_to_do_is_refused(clinic: Clinic) -> None:
    with pytest.raises(StepRefused, match="more done"):
        clinic.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=6)
    assert clinic.seen == 0


def test_what_was_stated_and_counted_is_not_told_as_waiting(clinic: Clinic) -> None:
    """Figures taken again that come out alike have counted it all the same."""
    clinic.in_order()
    clinic.state(OWNER, Part.SCOPE, "Images", moves=1, approved=1)
    assert clinic.view().figures.waiting == 0
    document = clinic.issue()
    clinic.state(OWNER, Part.SCOPE, "Recalls", moves=1, approved=1)
    assert clinic.view().figures.waiting == 1
    clinic.figures()
    assert clinic.view().figures.waiting == 0
    assert clinic.view().live is not None and clinic.view().live.id == document
