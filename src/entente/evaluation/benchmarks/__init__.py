"""The benchmarks by name: each yields metrics, ours beside baselines and published figures."""

from __future__ import annotations

from entente.evaluation.benchmarks.attribution import attribution
from entente.evaluation.benchmarks.claims import claims
from entente.evaluation.benchmarks.coreference import coreference
from entente.evaluation.benchmarks.countries import countries
from entente.evaluation.benchmarks.dates import dates
from entente.evaluation.benchmarks.events import events
from entente.evaluation.benchmarks.forecast import forecast
from entente.evaluation.benchmarks.names import names
from entente.evaluation.benchmarks.passages import passages
from entente.evaluation.benchmarks.phenomena import phenomena
from entente.evaluation.benchmarks.places import places
from entente.evaluation.benchmarks.quiet import quiet
from entente.evaluation.benchmarks.relations import relations
from entente.evaluation.benchmarks.stories import stories
from entente.evaluation.benchmarks.unseen import unseen
from entente.evaluation.metric import Benchmark

BENCHMARKS: dict[str, Benchmark] = {
    "attribution": attribution,
    "relations": relations,
    "events": events,
    "names": names,
    "passages": passages,
    "claims": claims,
    "quiet": quiet,
    "dates": dates,
    "countries": countries,
    "coreference": coreference,
    "phenomena": phenomena,
    "places": places,
    "unseen": unseen,
    "stories": stories,
    "forecast": forecast,
}
#: These learn before they are measured, for minutes: done where they are named.
NAMED_ONLY = frozenset({"forecast"})
