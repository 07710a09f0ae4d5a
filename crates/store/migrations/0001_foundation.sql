-- The foundation: offices and their people, dispatches and the work that follows from them, the
-- trail and the ledger.
--
-- One text for SQLite and PostgreSQL. Three kinds of column: BIGINT (numbers; times in milliseconds
-- since 1970 UTC; days since 1970-01-01; yes and no as 1 and 0), TEXT, BYTES (written for each
-- engine by the migrator). Every table of an office begins its key with office_id, and no foreign
-- key crosses offices, so that the schema shards by office. A day or time that is absent in a column
-- used for ordering is the far future (see store::far): indexes then need no NULLs.

CREATE TABLE office (
  office_id TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL,               -- setting_up, open
  level TEXT NOT NULL,               -- model::people::OfficeLevel
  name TEXT NOT NULL,
  superior TEXT NOT NULL,            -- the body above, as on letterheads
  place TEXT NOT NULL,               -- place of issue on documents
  symbol TEXT NOT NULL,              -- the office's part of a symbol: UBND, ĐU
  commune_code TEXT NOT NULL,        -- five digits; empty until set up
  created_at BIGINT NOT NULL
);

CREATE TABLE unit (
  office_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  kind TEXT NOT NULL,                -- model::unit_sets::UnitKind
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  fold TEXT NOT NULL,
  aliases TEXT NOT NULL,             -- JSON list of names under which dispatches know it
  position BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  PRIMARY KEY (office_id, unit_id)
);

CREATE TABLE person (
  office_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  role TEXT NOT NULL,                -- model::people::Role
  state TEXT NOT NULL,               -- invited, active, suspended, left
  name TEXT NOT NULL,
  fold TEXT NOT NULL,
  title TEXT NOT NULL,               -- post: Trưởng phòng …
  email TEXT NOT NULL,
  login TEXT NOT NULL,               -- small letters; also in login_name
  created_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, person_id),
  FOREIGN KEY (office_id, unit_id) REFERENCES unit (office_id, unit_id)
);
CREATE INDEX person_by_unit ON person (office_id, unit_id, fold);
CREATE INDEX person_by_name ON person (office_id, fold, person_id);

-- A reference table: who signs in under a name is asked before the office is known.
CREATE TABLE login_name (
  login TEXT NOT NULL PRIMARY KEY,
  office_id TEXT NOT NULL,
  person_id TEXT NOT NULL
);

CREATE TABLE credential (
  office_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  password_hash TEXT NOT NULL,       -- argon2id, PHC string; empty until set
  password_set_at BIGINT NOT NULL,
  must_change BIGINT NOT NULL,
  signed_in_at BIGINT NOT NULL,      -- last time, or when let in again; 0: never
  failures BIGINT NOT NULL,          -- wrong tries in a row
  locked_until BIGINT NOT NULL,      -- 0: not locked
  totp_secret TEXT NOT NULL,         -- base32; empty: no second step
  totp_confirmed BIGINT NOT NULL,
  totp_last_step BIGINT NOT NULL,    -- a code is good once
  PRIMARY KEY (office_id, person_id),
  FOREIGN KEY (office_id, person_id) REFERENCES person (office_id, person_id)
);

CREATE TABLE password_history (
  office_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  password_hash TEXT NOT NULL,
  PRIMARY KEY (office_id, person_id, set_at)
);

CREATE TABLE sign_in_link (
  office_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,          -- SHA-256, hex; the token itself is kept nowhere
  person_id TEXT NOT NULL,           -- empty: the first person of a new office
  purpose TEXT NOT NULL,             -- first, invitation, reset
  made_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (office_id, token_hash)
);

CREATE TABLE session (
  office_id TEXT NOT NULL,
  token_hash TEXT NOT NULL,          -- SHA-256, hex
  session_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  csrf TEXT NOT NULL,
  stage TEXT NOT NULL,               -- second_step, change_password, full
  agent TEXT NOT NULL,               -- browser, as it names itself, cut short
  started_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, token_hash)
);
CREATE INDEX session_by_person ON session (office_id, person_id, started_at);

CREATE TABLE file (
  office_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  kept_at BIGINT NOT NULL,
  kept_by TEXT NOT NULL,             -- person
  PRIMARY KEY (office_id, file_id)
);

-- Apart from its row, so that lists of files do not drag the content along.
CREATE TABLE file_content (
  office_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  content BYTES NOT NULL,
  PRIMARY KEY (office_id, file_id)
);

CREATE TABLE dispatch (
  office_id TEXT NOT NULL,
  dispatch_id TEXT NOT NULL,
  state TEXT NOT NULL,               -- model::work::DispatchState
  file_id TEXT NOT NULL,
  file_sha256 TEXT NOT NULL,
  text TEXT NOT NULL,                -- as read; spans of obligations are bytes of it
  text_sha256 TEXT NOT NULL,         -- of the folded text: finds the same dispatch in another format
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  symbol TEXT NOT NULL,
  issued TEXT NOT NULL,              -- ISO date, year-month, year, or empty
  place TEXT NOT NULL,
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  recipients TEXT NOT NULL,          -- JSON list
  signer_authority TEXT NOT NULL,
  signer_title TEXT NOT NULL,
  signer_name TEXT NOT NULL,
  urgency TEXT NOT NULL,
  problems TEXT NOT NULL,            -- JSON list of codes: what could not be read
  received_at BIGINT NOT NULL,
  received_by TEXT NOT NULL,
  confirmed_at BIGINT,
  confirmed_by TEXT,
  revision BIGINT NOT NULL,          -- up by one at each change: two reviewers cannot overwrite each other
  PRIMARY KEY (office_id, dispatch_id)
);
CREATE INDEX dispatch_by_arrival ON dispatch (office_id, received_at, dispatch_id);
CREATE INDEX dispatch_by_state ON dispatch (office_id, state, received_at, dispatch_id);
CREATE UNIQUE INDEX dispatch_by_file ON dispatch (office_id, file_sha256);
CREATE INDEX dispatch_by_text ON dispatch (office_id, text_sha256);

CREATE TABLE legal_basis (
  office_id TEXT NOT NULL,
  dispatch_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  number TEXT NOT NULL,
  symbol TEXT NOT NULL,
  issued TEXT NOT NULL,
  issuer TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (office_id, dispatch_id, position),
  FOREIGN KEY (office_id, dispatch_id) REFERENCES dispatch (office_id, dispatch_id)
);

CREATE TABLE obligation (
  office_id TEXT NOT NULL,
  obligation_id TEXT NOT NULL,
  dispatch_id TEXT NOT NULL,
  state TEXT NOT NULL,               -- model::work::ObligationState
  position BIGINT NOT NULL,          -- order in the text
  clause TEXT NOT NULL,
  text TEXT NOT NULL,
  span_start BIGINT NOT NULL,        -- bytes of dispatch.text; -1 where a person typed it in
  span_end BIGINT NOT NULL,
  force TEXT NOT NULL,
  actors TEXT NOT NULL,              -- JSON list, as written
  trigger_event TEXT NOT NULL,       -- empty: none
  recurrence_stated TEXT NOT NULL,   -- empty: none; 'regular'; ISO period
  due_stated TEXT NOT NULL,          -- empty: none; ISO date or period
  recurrence_proposed TEXT NOT NULL, -- ISO period; empty: once
  due_proposed BIGINT NOT NULL,      -- day; far: none
  fresh_for TEXT NOT NULL,           -- ISO period; empty: evidence does not age
  second_person BIGINT NOT NULL,     -- 1: counts only when another person confirmed it
  confidence BIGINT NOT NULL,
  origin TEXT NOT NULL,              -- read, corrected, added
  drop_reason TEXT NOT NULL,
  PRIMARY KEY (office_id, obligation_id),
  FOREIGN KEY (office_id, dispatch_id) REFERENCES dispatch (office_id, dispatch_id)
);
CREATE INDEX obligation_by_dispatch ON obligation (office_id, dispatch_id, position);

CREATE TABLE obligation_control (
  office_id TEXT NOT NULL,
  obligation_id TEXT NOT NULL,
  position BIGINT NOT NULL,
  control_id TEXT NOT NULL,
  PRIMARY KEY (office_id, obligation_id, position)
);
CREATE INDEX obligation_by_control ON obligation_control (office_id, control_id, obligation_id);

CREATE TABLE obligation_unit (
  office_id TEXT NOT NULL,
  obligation_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  PRIMARY KEY (office_id, obligation_id, unit_id)
);

CREATE TABLE parameter_claim (
  office_id TEXT NOT NULL,
  control_id TEXT NOT NULL,
  parameter_id TEXT NOT NULL,
  obligation_id TEXT NOT NULL,
  value BIGINT NOT NULL,             -- in the unit of the parameter
  own BIGINT NOT NULL,               -- 1: a period that the office settled; the clause states none
  PRIMARY KEY (office_id, control_id, parameter_id, obligation_id)
);

CREATE TABLE assignment (
  office_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  obligation_id TEXT NOT NULL,
  dispatch_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  control_id TEXT NOT NULL,          -- the first control of the obligation; OTHER where none fits
  live BIGINT NOT NULL,              -- 0: fell away with its dispatch
  -- what its status is computed from (model::status::Inputs)
  due_on BIGINT NOT NULL,
  assurance TEXT NOT NULL,           -- empty: no evidence
  holds BIGINT NOT NULL,
  fresh_until BIGINT NOT NULL,
  awaits_confirmation BIGINT NOT NULL,
  not_applicable BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, assignment_id),
  FOREIGN KEY (office_id, obligation_id) REFERENCES obligation (office_id, obligation_id),
  FOREIGN KEY (office_id, unit_id) REFERENCES unit (office_id, unit_id)
);
CREATE UNIQUE INDEX assignment_of ON assignment (office_id, obligation_id, unit_id);
CREATE INDEX assignment_by_due ON assignment (office_id, live, due_on, assignment_id);
CREATE INDEX assignment_by_unit ON assignment (office_id, unit_id, live, due_on, assignment_id);
CREATE INDEX assignment_by_control ON assignment (office_id, control_id, live, due_on, assignment_id);
CREATE INDEX assignment_by_dispatch ON assignment (office_id, dispatch_id, live, due_on, assignment_id);
-- Lists of what few assignments are, so that they are not looked for among all.
CREATE INDEX assignment_with_evidence ON assignment (office_id, live, due_on, assignment_id) WHERE assurance <> '';
CREATE INDEX assignment_awaiting ON assignment (office_id, live, due_on, assignment_id) WHERE awaits_confirmation = 1;
CREATE INDEX assignment_not_applicable ON assignment (office_id, live, due_on, assignment_id) WHERE not_applicable = 1;

CREATE TABLE occurrence (
  office_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  sequence BIGINT NOT NULL,          -- 1, 2, 3 … of its assignment
  state TEXT NOT NULL,               -- model::work::OccurrenceState
  due_on BIGINT NOT NULL,
  reported_at BIGINT,
  reported_by TEXT,
  settled_at BIGINT,                 -- accepted, not applicable or cancelled
  settled_by TEXT,
  revision BIGINT NOT NULL,
  PRIMARY KEY (office_id, occurrence_id),
  FOREIGN KEY (office_id, assignment_id) REFERENCES assignment (office_id, assignment_id)
);
CREATE UNIQUE INDEX occurrence_of ON occurrence (office_id, assignment_id, sequence);
CREATE INDEX occurrence_by_unit ON occurrence (office_id, unit_id, state, due_on, occurrence_id);
CREATE INDEX occurrence_by_state ON occurrence (office_id, state, due_on, occurrence_id);

CREATE TABLE evidence (
  office_id TEXT NOT NULL,
  evidence_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  act TEXT NOT NULL,                 -- done, failed, not_applicable, confirmed, returned
  assurance TEXT NOT NULL,
  note TEXT NOT NULL,
  file_id TEXT NOT NULL,             -- empty: none
  given_at BIGINT NOT NULL,
  given_by TEXT NOT NULL,
  given_name TEXT NOT NULL,          -- as it was then
  given_unit TEXT NOT NULL,
  PRIMARY KEY (office_id, evidence_id),
  FOREIGN KEY (office_id, occurrence_id) REFERENCES occurrence (office_id, occurrence_id)
);
CREATE INDEX evidence_of ON evidence (office_id, occurrence_id, given_at);
CREATE INDEX evidence_by_assignment ON evidence (office_id, assignment_id, given_at);

CREATE TABLE question (
  office_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  occurrence_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  text TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  asked_by TEXT NOT NULL,
  answer TEXT NOT NULL,
  answered_at BIGINT NOT NULL,       -- far: not answered
  answered_by TEXT NOT NULL,
  PRIMARY KEY (office_id, question_id)
);
CREATE INDEX question_by_answer ON question (office_id, answered_at, asked_at, question_id);
CREATE INDEX question_by_assignment ON question (office_id, assignment_id, asked_at);

-- How many assignments have which inputs of their status, per unit and control; control_id '' counts
-- each assignment once, whatever its controls. Kept with every change, judged when looked at.
CREATE TABLE roll_up (
  office_id TEXT NOT NULL,
  unit_id TEXT NOT NULL,
  control_id TEXT NOT NULL,
  due_on BIGINT NOT NULL,
  assurance TEXT NOT NULL,
  holds BIGINT NOT NULL,
  fresh_until BIGINT NOT NULL,
  awaits_confirmation BIGINT NOT NULL,
  not_applicable BIGINT NOT NULL,
  number BIGINT NOT NULL,
  PRIMARY KEY (office_id, unit_id, control_id, due_on, assurance, holds, fresh_until, awaits_confirmation, not_applicable)
-- engine: sqlite
) WITHOUT ROWID;
-- engine: postgres
);
-- engine: both

-- How many occurrences fell due in a month, and how many of those were reported in time or late.
CREATE TABLE month_tally (
  office_id TEXT NOT NULL,
  month BIGINT NOT NULL,             -- 202606
  unit_id TEXT NOT NULL,
  due BIGINT NOT NULL,
  in_time BIGINT NOT NULL,
  late BIGINT NOT NULL,
  PRIMARY KEY (office_id, month, unit_id)
);

-- An index of folded words that both engines read alike; the last word of a query is a prefix.
CREATE TABLE search_word (
  office_id TEXT NOT NULL,
  word TEXT NOT NULL,
  kind TEXT NOT NULL,                -- dispatch, obligation, unit, person, control
  object_id TEXT NOT NULL,
  PRIMARY KEY (office_id, word, kind, object_id)
-- engine: sqlite
) WITHOUT ROWID;
-- engine: postgres
);
-- engine: both
CREATE INDEX search_word_of ON search_word (office_id, kind, object_id);

CREATE TABLE event (
  office_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  actor_kind TEXT NOT NULL,          -- person, program, nobody
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,          -- as it was then: the trail outlives the person
  actor_unit TEXT NOT NULL,
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  detail TEXT NOT NULL,              -- canonical JSON
  salt TEXT NOT NULL,                -- hex; with the detail it makes the leaf's payload digest
  leaf_index BIGINT NOT NULL,
  PRIMARY KEY (office_id, event_id)
);
CREATE UNIQUE INDEX event_by_leaf ON event (office_id, leaf_index);
CREATE INDEX event_by_object ON event (office_id, object, object_id, leaf_index);

CREATE TABLE ledger_head (
  office_id TEXT NOT NULL PRIMARY KEY,
  size BIGINT NOT NULL
);

CREATE TABLE ledger_leaf (
  office_id TEXT NOT NULL,
  leaf_index BIGINT NOT NULL,
  body TEXT NOT NULL,                -- canonical JSON, what is hashed
  PRIMARY KEY (office_id, leaf_index)
);

-- Roots of complete subtrees only; derivable from the leaves.
CREATE TABLE ledger_node (
  office_id TEXT NOT NULL,
  level BIGINT NOT NULL,
  node_index BIGINT NOT NULL,
  hash BYTES NOT NULL,
  PRIMARY KEY (office_id, level, node_index)
-- engine: sqlite
) WITHOUT ROWID;
-- engine: postgres
);
-- engine: both

CREATE TABLE checkpoint (
  office_id TEXT NOT NULL,
  size BIGINT NOT NULL,
  note TEXT NOT NULL,                -- C2SP signed note
  made_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, size)
);

-- engine: sqlite
CREATE TRIGGER ledger_leaf_stays BEFORE UPDATE ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'a leaf of the ledger is never changed'); END;
CREATE TRIGGER ledger_leaf_remains BEFORE DELETE ON ledger_leaf BEGIN SELECT RAISE(ABORT, 'a leaf of the ledger is never removed'); END;
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_remains BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'an event is never removed'); END;
-- engine: postgres
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is never changed nor removed', TG_TABLE_NAME; END $$;
CREATE TRIGGER ledger_leaf_stays BEFORE UPDATE OR DELETE ON ledger_leaf FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- engine: both
