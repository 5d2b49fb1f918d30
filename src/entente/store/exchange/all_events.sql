-- Views for questions and exports. Made when they are asked for: to bind them takes a tenth of a second.

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
    outlet, path AS url, r.sentence.text AS text, NULL::INTEGER AS batch, to_json(r)::VARCHAR AS raw,
    f.corrected_by, f.corrected_at
FROM numbered LEFT JOIN fixes f ON f.record = r.id AND f.coder = r.coder;

CREATE OR REPLACE TEMP VIEW all_events AS
    SELECT * FROM coded_events UNION ALL BY NAME SELECT * FROM imported_events;
