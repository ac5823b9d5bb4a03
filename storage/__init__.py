"""What lasts: the control plane, the sealed blobs, the keys and the audit chain.

Nothing here is ever written in clear (law 7), no change goes without its audit event (law 8), and no
run is ever half visible (law 3). Knows nothing of the portal.
Blobs in S3 are in storage.s3, imported by whoever uses them.
"""

from storage.attempts import Attempts
from storage.audit import AuditRow
from storage.audit_chain import Link as AuditLink
from storage.audit_chain import Verdict, genesis
from storage.audit_events import AuditEvent
from storage.blobs import BlobStore
from storage.break_glass import BrokenGlass
from storage.choices import ChoicesRow, Saying
from storage.credentials import Credential
from storage.decisions import DecisionRow
from storage.deletions import Deletion, Destroyed
from storage.finances_rows import FinancesRow
from storage.health import OUTAGES, Part, unready
from storage.identities import Holder, Identity
from storage.invitations import Invitation, Invited
from storage.jobs import Job, JobState
from storage.keys import Door, Opened, Sensitivity
from storage.local import LocalBlobs
from storage.mappings import MappingRow
from storage.master_key import EnvironmentMasterKey, FileMasterKey, MasterKey
from storage.memberships import GrantGiven, Membership
from storage.opening import Storage, Work, open_storage
from storage.people import Person, folded
from storage.projects import ProjectRow
from storage.readiness import IssuedRow, Readiness
from storage.readiness_steps import Asked, Step, StepKind
from storage.replaced_keys import ReplacedKey, Replacing
from storage.runs import PartRow, RunRow
from storage.scope import ScopeNow
from storage.scope_steps import ScopeAsked, ScopeStep, ScopeStepKind
from storage.sessions import OwnSession, SessionRow
from storage.set_aside import UploadWord
from storage.slices import Begun, Slice
from storage.spot_check_steps import SpotCheckKind, SpotCheckStep
from storage.spot_checks import SpotChecks
from storage.sweeping import Swept, sweep
from storage.training import Learner
from storage.training_papers import CertificateRow
from storage.unit import INSTALLATION
from storage.upload_words import Worded
from storage.uploads import UploadRow

__all__ = [
    "INSTALLATION",
    "OUTAGES",
    "Asked",
    "Attempts",
    "AuditEvent",
    "AuditLink",
    "AuditRow",
    "Begun",
    "BlobStore",
    "BrokenGlass",
    "CertificateRow",
    "ChoicesRow",
    "Credential",
    "DecisionRow",
    "Deletion",
    "Destroyed",
    "Door",
    "EnvironmentMasterKey",
    "FileMasterKey",
    "FinancesRow",
    "GrantGiven",
    "Holder",
    "Identity",
    "Invitation",
    "Invited",
    "IssuedRow",
    "Job",
    "JobState",
    "Learner",
    "LocalBlobs",
    "MappingRow",
    "MasterKey",
    "Membership",
    "Opened",
    "OwnSession",
    "Part",
    "PartRow",
    "Person",
    "ProjectRow",
    "Readiness",
    "ReplacedKey",
    "Replacing",
    "RunRow",
    "Saying",
    "ScopeAsked",
    "ScopeNow",
    "ScopeStep",
    "ScopeStepKind",
    "Sensitivity",
    "SessionRow",
    "Slice",
    "SpotCheckKind",
    "SpotCheckStep",
    "SpotChecks",
    "Step",
    "StepKind",
    "Storage",
    "Swept",
    "UploadRow",
    "UploadWord",
    "Verdict",
    "Worded",
    "Work",
    "folded",
    "genesis",
    "open_storage",
    "sweep",
    "unready",
]
