"""Claims on the future held against the record: borne out, not borne out, or open."""
