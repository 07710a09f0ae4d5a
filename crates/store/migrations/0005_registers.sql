-- The registers of an office. What both tables share has the same names, so that one text lists
-- either; `number` is the running number of the entry in its register.

CREATE TABLE device (
  office_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  unit_id TEXT NOT NULL,
  person_id TEXT NOT NULL,           -- who holds it; empty: nobody by name
  kind TEXT NOT NULL,                -- model::registers::DeviceKind
  state TEXT NOT NULL,               -- model::registers::EntryState
  name TEXT NOT NULL,
  serial TEXT NOT NULL,
  place TEXT NOT NULL,
  zone TEXT NOT NULL,                -- model::registers::Zone
  purpose TEXT NOT NULL,             -- model::registers::Purpose
  seal_number TEXT NOT NULL,         -- the stamp; empty: none
  seal_on BIGINT NOT NULL,           -- day
  seal_by TEXT NOT NULL,
  seal_until BIGINT NOT NULL,        -- day
  note TEXT NOT NULL,
  fold TEXT NOT NULL,                -- what lists are ordered by
  words TEXT NOT NULL,               -- what is searched, folded
  created_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, entry_id),
  FOREIGN KEY (office_id, unit_id) REFERENCES unit (office_id, unit_id)
);
CREATE INDEX device_by_fold ON device (office_id, fold, entry_id);
CREATE INDEX device_by_unit ON device (office_id, unit_id, fold, entry_id);
CREATE INDEX device_by_person ON device (office_id, person_id);
CREATE UNIQUE INDEX device_by_number ON device (office_id, number);

CREATE TABLE account (
  office_id TEXT NOT NULL,
  entry_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  unit_id TEXT NOT NULL,             -- who answers for it
  person_id TEXT NOT NULL,           -- whose; empty: nobody's by name
  kind TEXT NOT NULL,                -- model::registers::AccountKind
  state TEXT NOT NULL,               -- model::registers::EntryState
  system TEXT NOT NULL,
  login TEXT NOT NULL,
  administrator BIGINT NOT NULL,
  two_step TEXT NOT NULL,            -- model::registers::TwoStep
  password_on BIGINT NOT NULL,       -- day of the last change, as attested; the password itself is kept nowhere
  note TEXT NOT NULL,
  fold TEXT NOT NULL,
  words TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (office_id, entry_id),
  FOREIGN KEY (office_id, unit_id) REFERENCES unit (office_id, unit_id)
);
CREATE INDEX account_by_fold ON account (office_id, fold, entry_id);
CREATE INDEX account_by_unit ON account (office_id, unit_id, fold, entry_id);
CREATE INDEX account_by_person ON account (office_id, person_id);
CREATE UNIQUE INDEX account_by_number ON account (office_id, number);
