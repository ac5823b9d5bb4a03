"""The proof that one entry stands in the migration log, as a file that anybody can check without us."""

from __future__ import annotations

import json
from collections.abc import Iterator

from portal.permissions import Action, Actor, authorise
from portal.services.log_root import with_root
from portal.viewmodels.log import EntryRef
from storage import AuditEvent, Storage


def write(store: Storage, actor: Actor, project: str, ref: EntryRef) -> Iterator[bytes]:
    """The proof as JSON, its entry in clear: for whoever may see the log and whose record it is about.

    Audited before the first byte. Raises Forbidden, NotStored, ProofBroken.
    """
    authorise(actor, Action.SEE_LOG, project)
    authorise(actor, Action.SEE_IDENTITY, project)
    with_root(store, project, ref.run, by=actor.name)
    with store.read() as work:
        proof = work.log_proofs.prove(project, ref.run, ref.position)
    with store.begin() as work:
        facts = {"run": ref.run, "form": "proof", "entries": 1, "ids": True}
        work.audit.append(project, AuditEvent.LOG_EXPORTED, actor.name, facts)
    return iter([json.dumps(proof.record(), indent=1).encode()])
