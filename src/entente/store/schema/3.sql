-- What version 3 adds: corrections of coded records. The tables of records hold what is in force.

CREATE SEQUENCE correction_order;

CREATE TABLE corrections (
    id VARCHAR PRIMARY KEY,
    record VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    changes JSON NOT NULL,
    original JSON NOT NULL,
    "by" VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL,
    why VARCHAR,
    replaces VARCHAR,
    place BIGINT NOT NULL
);
COMMENT ON TABLE corrections IS 'What people said of coded records. Rows are only ever added; of a record the last is in force.';
COMMENT ON COLUMN corrections.id IS 'hash of what the correction says: the same in every store';
COMMENT ON COLUMN corrections.record IS 'id of the record';
COMMENT ON COLUMN corrections.coder IS 'the coder whose record it is';
COMMENT ON COLUMN corrections.kind IS 'statement, event or claim';
COMMENT ON COLUMN corrections.document IS 'id of the document';
COMMENT ON COLUMN corrections.action IS 'reject (it stands in no table any more), fix, or restore (as the coder gave it)';
COMMENT ON COLUMN corrections.changes IS 'of a fix: field and value, all that differs from what the coder gave';
COMMENT ON COLUMN corrections.original IS 'the whole record as the coder gave it';
COMMENT ON COLUMN corrections."by" IS 'who says it';
COMMENT ON COLUMN corrections."at" IS 'when, UTC';
COMMENT ON COLUMN corrections.why IS 'the reason, if one was given';
COMMENT ON COLUMN corrections.replaces IS 'id of the correction that it takes the place of, if any; where a record was coded anew, that of the former one';
COMMENT ON COLUMN corrections.place IS 'place in the order of storing';
COMMENT ON COLUMN codings.statements IS 'number of statements, without those that were rejected';
COMMENT ON COLUMN codings.events IS 'number of events, without those that were rejected';
COMMENT ON COLUMN codings.claims IS 'number of claims, without those that were rejected';
