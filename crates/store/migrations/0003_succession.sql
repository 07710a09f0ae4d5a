-- What became of a dispatch that was recalled, updated or replaced, and where its work goes on.

CREATE TABLE dispatch_succession (
  office_id TEXT NOT NULL,
  dispatch_id TEXT NOT NULL,
  successor_id TEXT NOT NULL,        -- the dispatch that did it; empty: this office does not have it
  kind TEXT NOT NULL,                -- model::work::Succession
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_name TEXT NOT NULL,             -- as it was then
  PRIMARY KEY (office_id, dispatch_id)
);
CREATE INDEX dispatch_succession_by_successor ON dispatch_succession (office_id, successor_id);

CREATE TABLE assignment_succession (
  office_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,       -- whose open occurrences were closed
  successor_id TEXT NOT NULL,        -- the assignment in which they go on
  PRIMARY KEY (office_id, assignment_id)
);
CREATE INDEX assignment_succession_by_successor ON assignment_succession (office_id, successor_id);
