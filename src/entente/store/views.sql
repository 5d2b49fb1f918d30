-- What queries are written in. Made anew at each opening, so they are no part of the store's version.

-- An actor rolled up to its state; organisations stand for themselves.
CREATE OR REPLACE TEMP MACRO by_state(party) AS coalesce(party.country, party.actor);
CREATE OR REPLACE TEMP MACRO by_actor(party) AS party.actor;
CREATE OR REPLACE TEMP MACRO own_name(party) AS nullif(party.actor, party.country);
-- The same, but of a state only those who serve it: an expert, a protester or the opposition does not speak for it.
CREATE OR REPLACE TEMP MACRO by_government(party) AS
    CASE WHEN party.sector IN ({unofficial})
         THEN own_name(party) ELSE coalesce(party.country, party.actor) END;

-- First and last day of an ISO day, month, year or range.
CREATE OR REPLACE TEMP MACRO first_day(stamp) AS
    TRY_CAST(split_part(stamp, '/', 1) || substring('0000-01-01', length(split_part(stamp, '/', 1)) + 1) AS DATE);
CREATE OR REPLACE TEMP MACRO last_day_of(stamp) AS
    CASE length(split_part(stamp, '/', -1))
        WHEN 10 THEN TRY_CAST(split_part(stamp, '/', -1) AS DATE)
        WHEN 7 THEN last_day(TRY_CAST(split_part(stamp, '/', -1) || '-01' AS DATE))
        WHEN 4 THEN TRY_CAST(split_part(stamp, '/', -1) || '-12-31' AS DATE)
    END;

-- Of several codings of a document the last is shown.
CREATE OR REPLACE TEMP VIEW latest AS
    SELECT document, arg_max(coder, place) AS coder FROM codings GROUP BY document;

-- Of records that people have fixed: who, and when.
CREATE OR REPLACE TEMP VIEW fixes AS
    SELECT record, coder, "by" AS corrected_by, strftime("at", '%Y-%m-%dT%H:%M:%SZ') AS corrected_at FROM (
        SELECT * FROM corrections QUALIFY row_number() OVER (PARTITION BY record, coder ORDER BY place DESC) = 1
    ) WHERE action = 'fix';
