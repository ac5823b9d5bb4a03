"""What people did beside the records, gathered for a handover of everything: scope, spot-checks, training.

Whoever takes everything along may see all of it. Doubts about one's training, the reasons for which a step
was opened again and the practice copy stay here: they are for those who follow the training, and a folder in
clear is for whoever opens it.
"""

from __future__ import annotations

from portal.services.installation_keys import roots
from portal.services.learners import is_begun, learners
from portal.services.scope_signing import approvals_signed
from reports.handover import Agreed, Beside, Learnt, Signed
from reports.signing import trust_file
from storage import Work


def beside(work: Work, project: str) -> Beside:
    checks = work.spot_checks.of(project)
    return Beside(
        agreed=_agreed(work, project),
        checking=checks.checking if checks.version else None,
        learnt=_learnt(work, project) if is_begun(work, project) else None,
    )


def documents(work: Work, project: str, *, everything: bool) -> dict[str, bytes]:
    """The newest file of every document, by name; they hold no patient data.

    everything: certificates of training too, which are about colleagues.
    """
    state = work.readiness.of(project)
    papers = {row.id: row.pdfs[-1] for row in state.documents}
    papers |= {row.id: row.pdfs[-1] for row in state.finances}
    if everything:
        papers |= {row.id: row.pdf for row in state.certificates}
    return {f"{name}.pdf": work.readiness.pdf(project, sha256) for name, sha256 in papers.items()}


def trust(work: Work, found: Beside, papers: dict[str, bytes]) -> bytes:
    """The root of all that is signed in the package; nothing where nothing is."""
    signed = found.agreed is not None and any(found.agreed.signed)
    return trust_file(roots(work)) if papers or signed else b""


def _agreed(work: Work, project: str) -> Agreed | None:
    now = work.scope.of(project)
    if not now.version:
        return None
    signed = (Signed(*each) if each else None for each in approvals_signed(now))
    return Agreed(now.scope, tuple(signed))


def _learnt(work: Work, project: str) -> tuple[Learnt, ...]:
    certificates = work.readiness.of(project).certificates
    return tuple(
        Learnt(
            each.learner.person,
            each.learner.role,
            each.path,
            each.progress,
            tuple(
                f"documents/{row.id}.pdf"
                for row in certificates
                if (row.person, row.role) == (each.learner.person, each.learner.role)
            ),
        )
        for each in learners(work, project)
    )
