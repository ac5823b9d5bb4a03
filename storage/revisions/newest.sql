CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE audit_event (
	project_id VARCHAR(36) NOT NULL, 
	seq BIGINT NOT NULL, 
	at DATETIME NOT NULL, 
	event VARCHAR(64) NOT NULL, 
	actor BLOB NOT NULL, 
	facts BLOB NOT NULL, 
	prev_hash BLOB NOT NULL, 
	hash BLOB NOT NULL, 
	CONSTRAINT pk_audit_event PRIMARY KEY (project_id, seq)
);

CREATE TRIGGER audit_event_no_update BEFORE update ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are only ever added'); END;

CREATE TRIGGER audit_event_no_delete BEFORE delete ON audit_event
BEGIN SELECT RAISE(ABORT, 'audit events are only ever added'); END;

CREATE TABLE installation (
	id INTEGER NOT NULL, 
	witness BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_installation PRIMARY KEY (id)
);

CREATE TABLE project (
	id VARCHAR(36) NOT NULL, 
	name BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_project PRIMARY KEY (id)
);

CREATE TABLE wrapped_key (
	project_id VARCHAR(36) NOT NULL, 
	purpose VARCHAR(64) NOT NULL, 
	version INTEGER NOT NULL, 
	wrapped BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_wrapped_key PRIMARY KEY (project_id, purpose, version), 
	CONSTRAINT fk_wrapped_key_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE mapping_version (
	project_id VARCHAR(36) NOT NULL, 
	version INTEGER NOT NULL, 
	text BLOB NOT NULL, 
	saved_at DATETIME NOT NULL, 
	"by" BLOB NOT NULL, reason BLOB, 
	CONSTRAINT pk_mapping_version PRIMARY KEY (project_id, version), 
	CONSTRAINT fk_mapping_version_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE job (
	id VARCHAR(36) NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	number BIGINT NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	key_index BLOB NOT NULL, 
	payload BLOB NOT NULL, 
	state VARCHAR(64) NOT NULL, 
	attempts INTEGER NOT NULL, 
	worker VARCHAR(200), 
	progress BLOB, 
	leased_until DATETIME, 
	outcome BLOB, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (id), 
	CONSTRAINT fk_job_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT uq_job_project_id_key_index UNIQUE (project_id, key_index)
);

CREATE INDEX ix_job_state_number ON job (state, number);

CREATE TABLE run (
	id VARCHAR(36) NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	number BIGINT NOT NULL, 
	run_index BLOB NOT NULL, 
	digests BLOB NOT NULL, 
	summary BLOB NOT NULL, 
	closes BOOLEAN NOT NULL, 
	mapping_version INTEGER, 
	created_at DATETIME NOT NULL, 
	"by" BLOB NOT NULL, 
	CONSTRAINT pk_run PRIMARY KEY (id), 
	CONSTRAINT fk_run_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT uq_run_project_id_run_index UNIQUE (project_id, run_index)
);

CREATE TABLE run_part (
	id VARCHAR(36) NOT NULL, 
	run_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	name BLOB NOT NULL, 
	name_index BLOB NOT NULL, 
	sensitivity VARCHAR(64) NOT NULL, 
	rows BIGINT NOT NULL, 
	CONSTRAINT pk_run_part PRIMARY KEY (id), 
	CONSTRAINT fk_run_part_run_id FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT uq_run_part_run_id_name_index_sensitivity UNIQUE (run_id, name_index, sensitivity)
);

CREATE TABLE run_block (
	part_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	rows INTEGER NOT NULL, 
	sha256 BLOB NOT NULL, 
	blob VARCHAR(160) NOT NULL, origin BLOB, 
	CONSTRAINT pk_run_block PRIMARY KEY (part_id, number), 
	CONSTRAINT fk_run_block_part_id FOREIGN KEY(part_id) REFERENCES run_part (id)
);

CREATE INDEX ix_run_block_blob ON run_block (blob);

CREATE TABLE "upload" (
	id VARCHAR(36) NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	number BIGINT NOT NULL, 
	path BLOB NOT NULL, 
	path_index BLOB NOT NULL, 
	sha256 BLOB NOT NULL, 
	size BIGINT NOT NULL, 
	blob VARCHAR(160) NOT NULL, 
	received_at DATETIME NOT NULL, 
	"by" BLOB NOT NULL, 
	CONSTRAINT pk_upload PRIMARY KEY (id), 
	CONSTRAINT fk_upload_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE INDEX ix_upload_blob ON upload (blob);

CREATE INDEX ix_upload_project_id_path_index ON upload (project_id, path_index);

CREATE TABLE decision (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(64) NOT NULL, 
	text BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	"by" BLOB NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_decision_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE readiness_step (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	blob VARCHAR(160), 
	CONSTRAINT pk_readiness_step PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_readiness_step_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE INDEX ix_readiness_step_blob ON readiness_step (blob);

CREATE TRIGGER readiness_step_no_update BEFORE update ON readiness_step
BEGIN SELECT RAISE(ABORT, 'steps towards going live are only ever added'); END;

CREATE TRIGGER readiness_step_no_delete BEFORE delete ON readiness_step
BEGIN SELECT RAISE(ABORT, 'steps towards going live are only ever added'); END;

CREATE TABLE signing_key (
	project_id VARCHAR(36) NOT NULL, 
	holder BLOB NOT NULL, 
	content BLOB NOT NULL, 
	wrong BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_signing_key PRIMARY KEY (project_id, holder), 
	CONSTRAINT fk_signing_key_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE installation_key (
	purpose VARCHAR(64) NOT NULL, 
	secret BLOB NOT NULL, 
	content BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_installation_key PRIMARY KEY (purpose)
);

CREATE TABLE spot_check_step (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_spot_check_step PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_spot_check_step_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TRIGGER spot_check_step_no_update BEFORE update ON spot_check_step
BEGIN SELECT RAISE(ABORT, 'steps of spot-checks are only ever added'); END;

CREATE TRIGGER spot_check_step_no_delete BEFORE delete ON spot_check_step
BEGIN SELECT RAISE(ABORT, 'steps of spot-checks are only ever added'); END;

CREATE TABLE training_step (
	project_id VARCHAR(36) NOT NULL, 
	holder BLOB NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_training_step PRIMARY KEY (project_id, holder, number), 
	CONSTRAINT fk_training_step_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TRIGGER training_step_no_update BEFORE update ON training_step
BEGIN SELECT RAISE(ABORT, 'steps of a training are only ever added'); END;

CREATE TRIGGER training_step_no_delete BEFORE delete ON training_step
BEGIN SELECT RAISE(ABORT, 'steps of a training are only ever added'); END;

CREATE TABLE scope_step (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_scope_step PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_scope_step_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TRIGGER scope_step_no_update BEFORE update ON scope_step
BEGIN SELECT RAISE(ABORT, 'steps of a scope are only ever added'); END;

CREATE TRIGGER scope_step_no_delete BEFORE delete ON scope_step
BEGIN SELECT RAISE(ABORT, 'steps of a scope are only ever added'); END;

CREATE TABLE person (
	id VARCHAR(36) NOT NULL, 
	name BLOB NOT NULL, 
	email BLOB NOT NULL, 
	email_index BLOB NOT NULL, 
	founder BOOLEAN NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_email_index UNIQUE (email_index)
);

CREATE TABLE membership (
	project_id VARCHAR(36) NOT NULL, 
	person_id VARCHAR(36) NOT NULL, 
	version INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	joined_at DATETIME NOT NULL, 
	left_at DATETIME, 
	CONSTRAINT pk_membership PRIMARY KEY (project_id, person_id), 
	CONSTRAINT fk_membership_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT fk_membership_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_membership_person_id ON membership (person_id);

CREATE TABLE invitation (
	id VARCHAR(36) NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	token_hash BLOB NOT NULL, 
	content BLOB NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	used_at DATETIME, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_invitation_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash)
);

CREATE INDEX ix_invitation_project_id ON invitation (project_id);

CREATE TABLE session (
	token_hash BLOB NOT NULL, 
	person_id VARCHAR(36) NOT NULL, 
	method VARCHAR(64) NOT NULL, 
	made_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	ends_at DATETIME NOT NULL, 
	revoked_at DATETIME, device BLOB, 
	CONSTRAINT pk_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_session_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE INDEX ix_session_person_id ON session (person_id);

CREATE TABLE credential (
	person_id VARCHAR(36) NOT NULL, 
	password BLOB NOT NULL, 
	totp BLOB NOT NULL, 
	totp_used BIGINT NOT NULL, 
	recovery BLOB NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_credential PRIMARY KEY (person_id), 
	CONSTRAINT fk_credential_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE sign_in_attempt (
	holder BLOB NOT NULL, 
	failures INTEGER NOT NULL, 
	last_at DATETIME NOT NULL, 
	CONSTRAINT pk_sign_in_attempt PRIMARY KEY (holder)
);

CREATE TABLE break_glass (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	person_id VARCHAR(36) NOT NULL, 
	at DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	content BLOB NOT NULL, 
	seen_at DATETIME, 
	CONSTRAINT pk_break_glass PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_break_glass_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT fk_break_glass_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);

CREATE TABLE deletion (
	project_id VARCHAR(36) NOT NULL, 
	secret BLOB NOT NULL, 
	content BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_deletion PRIMARY KEY (project_id), 
	CONSTRAINT fk_deletion_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE identity (
	holder BLOB NOT NULL, 
	person_id VARCHAR(36) NOT NULL, 
	claimed_project_id VARCHAR(36), 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_identity PRIMARY KEY (holder), 
	CONSTRAINT fk_identity_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_identity_person_id UNIQUE (person_id)
);

CREATE TABLE spent_nonce (
	nonce BLOB NOT NULL, 
	ends_at DATETIME NOT NULL, 
	CONSTRAINT pk_spent_nonce PRIMARY KEY (nonce)
);

CREATE TABLE begun_upload (
	id VARCHAR(36) NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	told BLOB NOT NULL, 
	path BLOB NOT NULL, 
	"by" BLOB NOT NULL, 
	size BIGINT NOT NULL, 
	changed_at DATETIME NOT NULL, 
	upload_id VARCHAR(36), 
	CONSTRAINT pk_begun_upload PRIMARY KEY (id), 
	CONSTRAINT fk_begun_upload_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE INDEX ix_begun_upload_project_id ON begun_upload (project_id);

CREATE INDEX ix_begun_upload_told ON begun_upload (told);

CREATE TABLE upload_slice (
	begun_id VARCHAR(36) NOT NULL, 
	start BIGINT NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	size INTEGER NOT NULL, 
	sha256 BLOB NOT NULL, 
	blob VARCHAR(160) NOT NULL, 
	CONSTRAINT pk_upload_slice PRIMARY KEY (begun_id, start), 
	CONSTRAINT fk_upload_slice_begun_id FOREIGN KEY(begun_id) REFERENCES begun_upload (id), 
	CONSTRAINT fk_upload_slice_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE INDEX ix_upload_slice_project_id ON upload_slice (project_id);

CREATE INDEX ix_upload_slice_blob ON upload_slice (blob);

CREATE TABLE choices_version (
	project_id VARCHAR(36) NOT NULL, 
	version INTEGER NOT NULL, 
	earlier INTEGER NOT NULL, 
	text BLOB NOT NULL, 
	passwords BLOB NOT NULL, 
	saved_at DATETIME NOT NULL, 
	"by" BLOB NOT NULL, 
	CONSTRAINT pk_choices_version PRIMARY KEY (project_id, version), 
	CONSTRAINT fk_choices_version_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE upload_word (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	earlier VARCHAR(36) NOT NULL, 
	later VARCHAR(36) NOT NULL, 
	word VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" BLOB NOT NULL, 
	CONSTRAINT pk_upload_word PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_upload_word_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

CREATE TABLE run_stage (
	id VARCHAR(36) NOT NULL, 
	project_id VARCHAR(36) NOT NULL, 
	run_id VARCHAR(36) NOT NULL, 
	kept BIGINT NOT NULL, 
	number INTEGER NOT NULL, 
	name BLOB NOT NULL, 
	name_index BLOB NOT NULL, 
	digests BLOB NOT NULL, 
	CONSTRAINT pk_run_stage PRIMARY KEY (id), 
	CONSTRAINT fk_run_stage_project_id FOREIGN KEY(project_id) REFERENCES project (id), 
	CONSTRAINT fk_run_stage_run_id FOREIGN KEY(run_id) REFERENCES run (id), 
	CONSTRAINT uq_run_stage_run_id_name_index UNIQUE (run_id, name_index)
);

CREATE INDEX ix_run_stage_project_id ON run_stage (project_id);

CREATE TABLE run_stage_piece (
	stage_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	blob VARCHAR(160) NOT NULL, 
	CONSTRAINT pk_run_stage_piece PRIMARY KEY (stage_id, number), 
	CONSTRAINT fk_run_stage_piece_stage_id FOREIGN KEY(stage_id) REFERENCES run_stage (id)
);

CREATE INDEX ix_run_stage_piece_blob ON run_stage_piece (blob);

CREATE TABLE replaced_key (
	project_id VARCHAR(36) NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_replaced_key PRIMARY KEY (project_id, number), 
	CONSTRAINT fk_replaced_key_project_id FOREIGN KEY(project_id) REFERENCES project (id)
);

