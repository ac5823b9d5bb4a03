"""Verifying a file that somebody hands over: read, judged, and kept nowhere."""

from __future__ import annotations

from portal.permissions import Action, Actor, authorise
from portal.services.installation_keys import roots
from portal.viewmodels.verify import Finding, Signer, Verified
from reports.signing import roots_in
from reports.signing import verify as judged
from storage import Storage


def verify(store: Storage, actor: Actor, pdf: bytes, *, trust: bytes = b"") -> Verified:
    """What is to be said of `pdf`. trust: a trust file handed over beside it; this installation's own root is
    trusted as well. Raises Forbidden and NoRoots.
    """
    authorise(actor, Action.SEE_LOG, None)
    with store.read() as work:
        known = (*roots(work), *(roots_in(trust) if trust else ()))
    verdict = judged(pdf, known)
    signers = tuple(Signer(each.name, each.role, each.at, each.method) for each in verdict.signatures)
    return Verified(Finding(verdict.finding.value), verdict.sentences, signers, verdict.document)
