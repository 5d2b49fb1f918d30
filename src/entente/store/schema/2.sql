-- What version 2 adds: event data of others, distinct documents, stories.

CREATE TABLE batches (
    batch INTEGER PRIMARY KEY,
    format VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    part INTEGER NOT NULL,
    digest VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    loaded_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE batches IS 'Parts of files that were imported; written in one transaction with their rows.';
COMMENT ON COLUMN batches.batch IS 'number of the part in this store';
COMMENT ON COLUMN batches.format IS 'name of the format, as entente import has it';
COMMENT ON COLUMN batches.file IS 'file that it was read from; of an archive with the name inside, after a colon';
COMMENT ON COLUMN batches.part IS 'number of the part in its file, from 0';
COMMENT ON COLUMN batches.digest IS 'SHA-256 of the format and its bytes: a part that is here already is not loaded again';
COMMENT ON COLUMN batches.rows IS 'rows that were taken in';
COMMENT ON COLUMN batches.rejected IS 'rows that were not: see the reject file beside the store';
COMMENT ON COLUMN batches.loaded_at IS 'when it was stored, UTC';

CREATE TABLE imported (
    batch INTEGER NOT NULL,
    dataset VARCHAR NOT NULL,
    id VARCHAR NOT NULL,
    day DATE NOT NULL,
    a VARCHAR,
    b VARCHAR,
    directed BOOLEAN NOT NULL,
    code VARCHAR,
    event_type VARCHAR,
    quad TINYINT,
    intensity FLOAT,
    articles INTEGER NOT NULL,
    raw VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON TABLE imported IS 'Events that others coded: what is asked most, and the whole row as it came. The view imported_events has the rest by name.';
COMMENT ON COLUMN imported.batch IS 'the part of a file that it came with';
COMMENT ON COLUMN imported.dataset IS 'name of the format that it was imported as; of our own exchange files the data set that they name';
COMMENT ON COLUMN imported.id IS 'its id in the data set; where that has none, a hash of the row and a number';
COMMENT ON COLUMN imported.day IS 'when it happened; the first day of a span';
COMMENT ON COLUMN imported.a IS 'who acts, rolled up: state as ISO 3166-1 alpha-3, else the name or code of the data set';
COMMENT ON COLUMN imported.b IS 'to whom, likewise';
COMMENT ON COLUMN imported.directed IS 'false where the data set does not say who of the two acts';
COMMENT ON COLUMN imported.code IS 'code of the act as the data set writes it: CAMEO, or a type of its own';
COMMENT ON COLUMN imported.event_type IS 'PLOVER type; null where PLOVER has none, as for statements and appeals';
COMMENT ON COLUMN imported.quad IS 'quad class: 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict';
COMMENT ON COLUMN imported.intensity IS '-10 to +10, as the data set scores it, else by the code';
COMMENT ON COLUMN imported.articles IS 'articles that tell it, as the data set counts them; else 1';
COMMENT ON COLUMN imported.raw IS 'the fields of the row, a tab between them, to the letter; a tab, line end or backslash in a field as \t, \n, \r, \\. JSON Lines: the line';

CREATE TABLE dyad_days (
    batch INTEGER NOT NULL,
    dataset VARCHAR NOT NULL,
    a VARCHAR,
    b VARCHAR,
    day DATE NOT NULL,
    directed BOOLEAN NOT NULL,
    code VARCHAR,
    event_type VARCHAR,
    quad TINYINT,
    reports INTEGER NOT NULL,
    articles BIGINT NOT NULL,
    intensity DOUBLE
);
COMMENT ON TABLE dyad_days IS 'Imported events counted by day, kept as they are loaded: so that a series needs no look at each event.';
COMMENT ON COLUMN dyad_days.batch IS 'the part of a file that was counted';
COMMENT ON COLUMN dyad_days.dataset IS 'as in imported';
COMMENT ON COLUMN dyad_days.a IS 'who acts, as in imported';
COMMENT ON COLUMN dyad_days.b IS 'to whom, as in imported';
COMMENT ON COLUMN dyad_days.day IS 'the day';
COMMENT ON COLUMN dyad_days.directed IS 'as in imported';
COMMENT ON COLUMN dyad_days.code IS 'as in imported; the same act between the same two on one day is one story of imported data';
COMMENT ON COLUMN dyad_days.event_type IS 'as in imported';
COMMENT ON COLUMN dyad_days.quad IS 'as in imported';
COMMENT ON COLUMN dyad_days.reports IS 'number of events';
COMMENT ON COLUMN dyad_days.articles IS 'their articles together';
COMMENT ON COLUMN dyad_days.intensity IS 'their mean intensity';

CREATE TABLE mentions (
    batch INTEGER NOT NULL,
    event VARCHAR NOT NULL,
    day DATE NOT NULL,
    outlet VARCHAR,
    url VARCHAR,
    raw VARCHAR NOT NULL USING COMPRESSION zstd
);
COMMENT ON TABLE mentions IS 'Articles that mention events of GDELT 2.0.';
COMMENT ON COLUMN mentions.batch IS 'the part of a file that it came with';
COMMENT ON COLUMN mentions.event IS 'id of the event in GDELT';
COMMENT ON COLUMN mentions.day IS 'when the article was seen';
COMMENT ON COLUMN mentions.outlet IS 'who published it';
COMMENT ON COLUMN mentions.url IS 'its address, or another name';
COMMENT ON COLUMN mentions.raw IS 'the fields of the row, as in imported';

CREATE TABLE copies (
    document VARCHAR PRIMARY KEY,
    original VARCHAR NOT NULL
);
COMMENT ON TABLE copies IS 'Documents that are copies of another: the same text, or one wire text under another headline, cut or edited.';
COMMENT ON COLUMN copies.document IS 'id of the document';
COMMENT ON COLUMN copies.original IS 'id of the document that it is a copy of, which is no copy itself';

CREATE TABLE stories (
    story VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    coder VARCHAR NOT NULL
);
COMMENT ON TABLE stories IS 'Which events tell of the same happening.';
COMMENT ON COLUMN stories.story IS 's: and the id of its first event';
COMMENT ON COLUMN stories.event IS 'id of an event';
COMMENT ON COLUMN stories.coder IS 'coder of the event';

CREATE TABLE country_codes (
    scheme VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    iso3 VARCHAR NOT NULL
);
COMMENT ON TABLE country_codes IS 'Codes and names of states in other data, written anew by each version of the program.';
COMMENT ON COLUMN country_codes.scheme IS 'iso2, iso3, numeric, cameo, fips, cow, cow_name, gw, name or organisation; written_name and written_act: the name to write of a state, of a CAMEO code';
COMMENT ON COLUMN country_codes.code IS 'code in capitals, numbers without zeros before them; a name as its letters in lower case';
COMMENT ON COLUMN country_codes.iso3 IS 'ISO 3166-1 alpha-3';

CREATE TABLE act_codes (
    scheme VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    cameo VARCHAR,
    event_type VARCHAR,
    mode VARCHAR,
    contexts VARCHAR,
    quad TINYINT,
    intensity DOUBLE
);
COMMENT ON TABLE act_codes IS 'Codes of acts in other data and what they are in PLOVER, written anew by each version of the program.';
COMMENT ON COLUMN act_codes.scheme IS 'cameo, cameo_name or plover';
COMMENT ON COLUMN act_codes.code IS 'code or name as it may be written';
COMMENT ON COLUMN act_codes.cameo IS 'the CAMEO code';
COMMENT ON COLUMN act_codes.event_type IS 'PLOVER type, or null';
COMMENT ON COLUMN act_codes.mode IS 'PLOVER mode';
COMMENT ON COLUMN act_codes.contexts IS 'PLOVER contexts, a semicolon between';
COMMENT ON COLUMN act_codes.quad IS 'quad class';
COMMENT ON COLUMN act_codes.intensity IS 'score of the code, -10 to +10';
