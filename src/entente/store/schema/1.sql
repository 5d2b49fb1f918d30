-- The tables of a store, version 1. Columns of records are the keys of records.schema.json, in its order.
-- The comments are the data dictionary: docs/reference/store.md is written from them.

CREATE TABLE meta (
    key VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE meta IS 'What this file is.';
COMMENT ON COLUMN meta.key IS 'format, schema (version of these tables), id (of this store), created (UTC)';
COMMENT ON COLUMN meta.value IS 'its value, as text';

CREATE SEQUENCE coding_order;

CREATE TABLE documents (
    id VARCHAR PRIMARY KEY,
    path VARCHAR NOT NULL,
    title VARCHAR,
    outlet VARCHAR,
    author VARCHAR,
    published VARCHAR,
    language VARCHAR,
    encoding VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    zones STRUCT(kind VARCHAR, "start" INTEGER, "end" INTEGER, depth INTEGER)[] NOT NULL,
    text VARCHAR NOT NULL
);
COMMENT ON TABLE documents IS 'One text a row, kept whole, so that every record opens to its sentence.';
COMMENT ON COLUMN documents.id IS 'first 16 hexadecimal digits of sha256: the same bytes are the same document';
COMMENT ON COLUMN documents.path IS 'file, address or file#number that it was first read from';
COMMENT ON COLUMN documents.title IS 'the headline';
COMMENT ON COLUMN documents.outlet IS 'who published it';
COMMENT ON COLUMN documents.author IS 'the writer, as the byline has it';
COMMENT ON COLUMN documents.published IS 'ISO day, month or year of publication';
COMMENT ON COLUMN documents.language IS 'ISO 639-1 code';
COMMENT ON COLUMN documents.encoding IS 'the encoding that its bytes were in';
COMMENT ON COLUMN documents.sha256 IS 'of the bytes read';
COMMENT ON COLUMN documents.zones IS 'stretches of the text by kind; depth is the reply depth of a comment';
COMMENT ON COLUMN documents.text IS 'the text as decoded; offsets count its characters (Unicode code points) from 0';

CREATE TABLE codings (
    document VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    zones VARCHAR NOT NULL,
    statements INTEGER NOT NULL,
    events INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    coded_at TIMESTAMP NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (document, coder)
);
COMMENT ON TABLE codings IS 'Which coder has coded which document; written in one transaction with the records.';
COMMENT ON COLUMN codings.document IS 'id of the document';
COMMENT ON COLUMN codings.coder IS 'model and version';
COMMENT ON COLUMN codings.zones IS 'coded (title, headings, body) or all';
COMMENT ON COLUMN codings.statements IS 'number of statements found';
COMMENT ON COLUMN codings.events IS 'number of events found';
COMMENT ON COLUMN codings.claims IS 'number of claims found';
COMMENT ON COLUMN codings.coded_at IS 'when it was stored, UTC';
COMMENT ON COLUMN codings.place IS 'place in the order of storing; of several codings of a document the last is shown';

CREATE TABLE statements (
    id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    score DOUBLE,
    kind VARCHAR NOT NULL,
    source STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, actor VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR),
    cue STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR),
    content STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR)[] NOT NULL,
    addressee STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, actor VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR),
    target STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, actor VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR),
    outlet VARCHAR,
    date VARCHAR,
    nested_in VARCHAR,
    event_type VARCHAR,
    modality VARCHAR NOT NULL
);
COMMENT ON TABLE statements IS 'Who said, wrote, thinks, wants or asks what.';
COMMENT ON COLUMN statements.id IS 'id of the document, and a number';
COMMENT ON COLUMN statements.document IS 'id of the document';
COMMENT ON COLUMN statements.zone IS 'kind of the zone that it stands in';
COMMENT ON COLUMN statements.coder IS 'model and version';
COMMENT ON COLUMN statements.score IS '0 to 1: how sure the model is';
COMMENT ON COLUMN statements.kind IS 'direct, indirect or mixed';
COMMENT ON COLUMN statements.source IS 'who says it';
COMMENT ON COLUMN statements.cue IS 'the words that say that it is said';
COMMENT ON COLUMN statements.content IS 'what is said, in pieces';
COMMENT ON COLUMN statements.addressee IS 'to whom';
COMMENT ON COLUMN statements.target IS 'of whom';
COMMENT ON COLUMN statements.outlet IS 'the outlet that it was said to';
COMMENT ON COLUMN statements.date IS 'ISO day, month, year or range when it was said, where the sentence tells it';
COMMENT ON COLUMN statements.nested_in IS 'id of the statement that this one is reported in';
COMMENT ON COLUMN statements.event_type IS 'PLOVER type of the event that the cue is';
COMMENT ON COLUMN statements.modality IS 'asserted, negated, hypothetical, future or historical';

CREATE TABLE events (
    id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    score DOUBLE,
    sentence STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR) NOT NULL,
    trigger STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR),
    actor STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, actor VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR)[] NOT NULL,
    recipient STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, actor VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR)[] NOT NULL,
    event_type VARCHAR NOT NULL,
    mode VARCHAR,
    contexts VARCHAR[] NOT NULL,
    quad TINYINT NOT NULL,
    intensity DOUBLE NOT NULL,
    modality VARCHAR NOT NULL,
    date STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, "value" VARCHAR),
    place STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, "name" VARCHAR, country VARCHAR, latitude DOUBLE, longitude DOUBLE),
    quantities STRUCT(kind VARCHAR, "value" DOUBLE, unit VARCHAR, "start" INTEGER, "end" INTEGER)[] NOT NULL,
    attributed_to VARCHAR,
    statement VARCHAR
);
COMMENT ON TABLE events IS 'Who did what to whom.';
COMMENT ON COLUMN events.id IS 'id of the document, and a number';
COMMENT ON COLUMN events.document IS 'id of the document';
COMMENT ON COLUMN events.zone IS 'kind of the zone that it stands in';
COMMENT ON COLUMN events.coder IS 'model and version';
COMMENT ON COLUMN events.score IS '0 to 1: how sure the model is';
COMMENT ON COLUMN events.sentence IS 'the sentence that tells it';
COMMENT ON COLUMN events.trigger IS 'the word that it hangs on';
COMMENT ON COLUMN events.actor IS 'who acts';
COMMENT ON COLUMN events.recipient IS 'to whom';
COMMENT ON COLUMN events.event_type IS 'PLOVER type';
COMMENT ON COLUMN events.mode IS 'PLOVER mode';
COMMENT ON COLUMN events.contexts IS 'PLOVER contexts';
COMMENT ON COLUMN events.quad IS 'quad class: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict';
COMMENT ON COLUMN events.intensity IS '-10 to +10';
COMMENT ON COLUMN events.modality IS 'asserted, negated, hypothetical, future or historical';
COMMENT ON COLUMN events.date IS 'when; value is an ISO day, month, year or range';
COMMENT ON COLUMN events.place IS 'where; degrees WGS84, country ISO 3166-1 alpha-3';
COMMENT ON COLUMN events.quantities IS 'dead, wounded, troops, money ...';
COMMENT ON COLUMN events.attributed_to IS 'id of the statement inside which it is reported; null where the text itself says so';
COMMENT ON COLUMN events.statement IS 'id of the statement that this event is';

CREATE TABLE claims (
    id VARCHAR NOT NULL,
    document VARCHAR NOT NULL,
    zone VARCHAR NOT NULL,
    coder VARCHAR NOT NULL,
    score DOUBLE,
    kind VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    claimant STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR, actor VARCHAR, country VARCHAR, sector VARCHAR, office VARCHAR),
    condition STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR),
    consequence STRUCT("start" INTEGER, "end" INTEGER, text VARCHAR),
    horizon VARCHAR
);
COMMENT ON TABLE claims IS 'Forecasts, conditions, plans, threats and promises found in text.';
COMMENT ON COLUMN claims.id IS 'id of the document, and a number';
COMMENT ON COLUMN claims.document IS 'id of the document';
COMMENT ON COLUMN claims.zone IS 'kind of the zone that it stands in';
COMMENT ON COLUMN claims.coder IS 'model and version';
COMMENT ON COLUMN claims.score IS '0 to 1: how sure the model is';
COMMENT ON COLUMN claims.kind IS 'conditional, forecast, plan, threat or promise';
COMMENT ON COLUMN claims."start" IS 'offset of its first character in the text';
COMMENT ON COLUMN claims."end" IS 'offset after its last character';
COMMENT ON COLUMN claims.text IS 'its words';
COMMENT ON COLUMN claims.claimant IS 'who claims it; actor is author, without a span, where the writer does';
COMMENT ON COLUMN claims.condition IS 'the if of a conditional';
COMMENT ON COLUMN claims.consequence IS 'the then of a conditional';
COMMENT ON COLUMN claims.horizon IS 'ISO day, month, year or range by when';
