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

-- Our events as event data has them: one row an event and a directed pair of its parties.
CREATE OR REPLACE TEMP VIEW coded_events AS
WITH sided AS (
    SELECT r, d.published, d.outlet, d.path,
        unnest(CASE WHEN len(r.actor) = 0 THEN [NULL] ELSE r.actor END) AS one,
        CASE WHEN len(r.recipient) = 0 THEN [NULL] ELSE r.recipient END AS others
    FROM events r JOIN documents d ON d.id = r.document
    WHERE (r.document, r.coder) IN (SELECT (document, coder) FROM latest)
), paired AS (
    SELECT *, unnest(others) AS other FROM sided
), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY r.id ORDER BY one.start, other.start) AS nth FROM paired
)
SELECT 'coded' AS dataset, CASE WHEN nth = 1 THEN r.id ELSE concat(r.id, '#', nth) END AS id,
    first_day(coalesce(r.date."value", published)) AS day,
    by_state(one) AS a, by_state(other) AS b, true AS directed,
    coalesce(one.actor, one.text) AS actor, one.sector AS actor_sector,
    coalesce(other.actor, other.text) AS recipient, other.sector AS recipient_sector,
    NULL::VARCHAR AS code, r.event_type, r.mode, nullif(array_to_string(r.contexts, ';'), '') AS contexts,
    r.quad, r.intensity::FLOAT AS intensity, 1 AS articles, 1 AS sources,
    list_max(list_transform(list_filter(r.quantities, lambda q: q.kind = 'dead'), lambda q: q."value"))::INTEGER AS deaths,
    r.place."name" AS place, r.place.country AS country, r.place.latitude AS latitude, r.place.longitude AS longitude,
    outlet, path AS url, r.sentence.text AS text, NULL::INTEGER AS batch, to_json(r)::VARCHAR AS raw
FROM numbered;

CREATE OR REPLACE TEMP VIEW all_events AS
    SELECT * FROM coded_events UNION ALL BY NAME SELECT * FROM imported_events;
