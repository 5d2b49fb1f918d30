"""Who stands between others, who depends on whom, and who gains when two part."""
