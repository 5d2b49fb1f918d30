"""The outlook of dyads measured: a rolling-origin backtest on a record of eleven years."""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from entente.analysis.outlook.outlook import backtest_table
from entente.analysis.outlook.track import Held
from entente.analysis.rows import rows
from entente.errors import MissingInput
from entente.evaluation.metric import Metric
from entente.perspective import only_known
from entente.store import Level, Selection, Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import import_files
from entente.units import By

FILE = "record/icews_2005-2015_part.tsv.gz"
#: The last day of the record.
LAST = date(2015, 12, 31)


def outlook_metrics(folder: Path) -> Iterator[Metric]:
    """By week and month: the share of the base rate's score that is saved, for each quad class and more.

    The score is the logarithmic one of "at least one such story", and the CRPS of how many stories there are
    and of their mean intensity. Beside it stands what recurrency saves.
    """
    with _ties(folder / FILE) as store:
        for by in (By.WEEK, By.MONTH):
            ties = only_known(store.ties(Selection(), (), by.value), Level.STATE)
            yield from metrics_of(backtest_table(ties, by, until=LAST), by)


def metrics_of(held: pd.DataFrame, by: By) -> Iterator[Metric]:
    """One metric a target of a track record, as ``Outlook.track`` has it."""
    for target, group in held.groupby("target", sort=False):
        by_method = {row.method: row for row in rows(group, Held)}
        ours, base, again = (by_method[name] for name in ("outlook", "climatology", "recurrency"))
        graded = pd.notna(ours.log_score)
        scores = [row.log_score if graded else row.crps for row in (ours, base, again)]
        others = (f"{name} {row.brier:.5f}" for name, row in by_method.items()) if graded else ()
        yield Metric(
            f"forecast.dyads.{by}.{str(target).replace(' ', '')}",
            base.skill,
            1 - scores[2] / scores[1],
            "",
            FILE,
            note=f"share of the base rate's {'log score' if graded else 'CRPS'} saved, {base.low:.3f} to "
            f"{base.high:.3f}: {base.verdict}. "
            + (
                f"Brier: {', '.join(others)}"
                if graded
                else f"CRPS {scores[0]:.4f}, base rate {scores[1]:.4f}"
            ),
        )


def _ties(path: Path) -> Store:
    """The record in a store in memory, as a user would import it."""
    if not path.is_file():
        raise MissingInput(str(path), "no such benchmark file; name the folder that holds it with --data")
    store = Store(write=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "record.tsv"
        plain.write_bytes(gzip.decompress(path.read_bytes()))
        for _ in import_files(store, format_named("tkg"), [str(plain)]):
            pass
    return store
