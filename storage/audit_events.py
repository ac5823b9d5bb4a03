"""The whole vocabulary of the audit trail, `source:subject:action`, in one place (law 8).

Names are stored and hashed: one that was ever used is never renamed and never reused.
"""

from __future__ import annotations

from enum import StrEnum


class AuditEvent(StrEnum):
    """source: who or what acted (person, project, worker). Those marked * storage appends by itself."""

    PROJECT_CREATED = "project:project:create"  # *
    PROJECT_KEYS_RENEWED = "project:keys:renew"  # *
    PROJECT_KEYS_REWRAPPED = "project:keys:rewrap"  # *
    PROJECT_KEYS_DESTROYED = "project:keys:destroy"  # *
    UPLOAD_RECEIVED = "project:upload:receive"  # *
    UPLOAD_REPLACED = "person:upload:replace"  # *
    UPLOAD_LEFT_OUT = "person:upload:leave"  # *
    UPLOADS_TOLD_APART = "person:upload:part"  # *
    MAPPING_SAVED = "project:mapping:save"  # *
    MAPPING_TAKEN = "person:mapping:take"
    READING_SAID = "person:reading:say"  # *
    READING_TAKEN_BACK = "person:reading:take"  # *
    REJECTS_TAKEN = "person:rejects:take"
    RUN_PUBLISHED = "project:run:publish"  # *
    RUN_CONFIRMED = "project:run:confirm"  # *
    SANDBOX_LOADED = "project:sandbox:load"
    SANDBOX_DROPPED = "project:sandbox:drop"
    LOG_SUMMED = "project:log:sum"  # *
    JOB_QUEUED = "project:job:queue"  # *
    JOB_ATTEMPTED = "worker:job:attempt"  # *
    JOB_CANCELLED = "project:job:cancel"  # *
    JOB_FINISHED = "worker:job:finish"  # *
    JOB_FAILED = "worker:job:fail"  # *
    READINESS_DATE_MOVED = "person:date:move"  # *
    READINESS_DATE_PROPOSED = "person:date:propose"  # *
    READINESS_DATE_DECLINED = "person:date:decline"  # *
    GATE_WAIVED = "person:gate:waive"  # *
    GATE_UNWAIVED = "person:gate:unwaive"  # *
    EVIDENCE_STATED = "person:evidence:state"  # *
    DOCUMENT_ISSUED = "project:document:issue"  # *
    DOCUMENT_SIGNED = "person:document:sign"  # *
    KEY_MADE = "person:key:make"  # *
    KEY_REPLACED = "person:key:replace"  # *
    SCOPE_DECLARED = "person:scope:declare"  # *
    SCOPE_CHANGED = "person:scope:change"  # *
    SCOPE_APPROVED = "person:scope:approve"  # *
    SCOPE_AMENDED = "person:scope:amend"  # *
    AMENDMENT_APPROVED = "person:amendment:approve"  # *
    TERMS_WRITTEN = "person:terms:write"  # *
    DOCUMENT_OPENED = "person:document:open"
    KEY_REFUSED = "person:key:refuse"
    SIGNING_REFUSED = "person:document:refuse"
    EXAMPLE_MADE = "project:example:make"
    ROLE_SWITCHED = "person:role:switch"
    PERSON_SIGNED_IN = "person:session:open"
    PERSON_SIGNED_OUT = "person:session:close"
    UPLOAD_OPENED = "person:upload:open"
    LOG_SEARCHED = "person:log:search"
    LOG_EXPORTED = "person:log:export"
    RECORDS_EXPORTED = "person:records:export"
    HANDOVER_MADE = "person:handover:make"
    CHART_VIEWED = "person:chart:view"
    CHARTS_DRAWN = "person:charts:draw"  # *
    GOLDEN_ADDED = "person:charts:add"  # *
    CHART_JUDGED = "person:chart:judge"  # *
    CONCERN_RAISED = "person:concern:raise"  # *
    CONCERN_SETTLED = "person:concern:settle"  # *
    FILE_OPENED = "person:file:open"
    FILE_JUDGED = "person:file:judge"  # *
    DECISION_MADE = "person:decision:make"  # *
    DECISION_PROPOSED = "person:decision:propose"  # *
    DECISION_WITHDRAWN = "person:decision:withdraw"  # *
    LESSON_READ = "person:lesson:read"  # *
    TASK_DONE = "person:task:do"  # *
    TASK_ASKED = "person:task:ask"  # *
    TASK_PRACTISED = "person:task:practise"  # *
    TASK_REOPENED = "person:task:reopen"  # *
    TRAINING_SAID = "person:training:say"  # *
    PRACTICE_OPENED = "person:practice:open"
    AUDIT_VIEWED = "person:audit:view"
    AUDIT_VERIFIED = "person:audit:verify"
    AUDIT_EXPORTED = "person:audit:export"
    ACCESS_REFUSED = "person:access:refuse"
    PEOPLE_BEGUN = "project:people:begin"  # *
    PEOPLE_CLEARED = "worker:people:clear"  # *
    PERSON_INVITED = "person:invitation:make"  # *
    INVITATION_WITHDRAWN = "person:invitation:withdraw"  # *
    PERSON_JOINED = "person:invitation:accept"  # *
    ROLE_CHANGED = "person:member:change"  # *
    RIGHT_GRANTED = "person:right:grant"  # *
    RIGHT_TAKEN_BACK = "person:right:take"  # *
    PERSON_REMOVED = "person:member:remove"  # *
    ACCOUNT_REOPENED = "person:account:reopen"  # *
    GLASS_BROKEN = "person:glass:break"  # *
    GLASS_SEEN = "person:glass:see"  # *
    SIGN_IN_REFUSED = "person:session:refuse"
    SIGN_IN_LOCKED = "person:session:lock"
    SESSIONS_ENDED = "person:session:revoke"
    OWN_SESSIONS_ENDED = "person:session:end"
    ACCOUNT_MADE = "person:account:make"
    RECOVERY_USED = "person:account:recover"
    PHRASE_CHANGED = "person:account:change"
    PHRASE_REFUSED = "person:account:refuse"
    SECOND_STEP_RENEWED = "person:account:renew"
    RECOVERY_RENEWED = "person:account:reissue"
    IDENTITY_BOUND = "person:identity:bind"
