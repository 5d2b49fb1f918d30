"""How far the outlook holds on a record: ``python bench/outlook_record.py --db FILE [--name TEXT]``.

Prints the tables of docs/reference/outlook.md for one store, by week and by month: scores of each method, the
skill against each reference, how many bins of the reliability curve lie within their bars, and the
time taken.
"""

from __future__ import annotations

import argparse
import sys
import time

import pandas as pd

from entente.analysis.outlook.outlook import Outlook, look
from entente.store import Selection, Store
from entente.units import By

NAMES = {
    "quad 1": "verbal cooperation",
    "quad 2": "material cooperation",
    "quad 3": "verbal conflict",
    "quad 4": "material conflict",
}
METHODS = ("outlook", "climatology", "persistence", "recurrency")


def main() -> None:
    """Look, print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--db", required=True)
    asked.add_argument("--name", default="record")
    given = asked.parse_args()
    rows = []
    with Store(given.db) as store:
        last = store.span()[1]
        for by in (By.WEEK, By.MONTH):
            ties = store.ties(Selection(), (), by.value)
            start = time.process_time()
            found = look(ties, by, until=last)
            taken = time.process_time() - start
            name = f"{given.name}, {by}s"
            sys.stdout.write(scores(found, name))
            rows += [f"| {name} | {row}" for row in skills(found)]
            bins = found.reliability
            sys.stdout.write(
                f"\n{int(bins.held.sum())} of {len(bins)} bins hold; {taken:.0f} s of one core\n"
            )
            worst = bins[~bins.held].sort_values("forecast").tail(1)
            sys.stdout.write(f"{worst.to_string(index=False)}\n\n")
    sys.stdout.write("\n".join(rows) + "\n")


def scores(found: Outlook, name: str) -> str:
    """The scores of each method."""
    held = found.track
    first = held.iloc[0]
    lines = [
        f"**{name}**: {first.origins} periods forecast, {first.forecasts:,} forecasts.\n",
        "| at least one story of | of 1,000 | | ours | climatology | persistence | recurrency |",
        "|---|---|---|---|---|---|---|",
    ]
    for target, group in held.groupby("target", sort=False):
        by = {str(row["method"]): row for _, row in group.iterrows()}
        if target in NAMES:
            happened = f"{1000 * float(by['outlook']['happened']):.2f}"
            for n, (score, words, digits) in enumerate((("brier", "Brier", 2), ("log_score", "log", 1))):
                figures = " | ".join(f"{1000 * float(by[m][score]):.{digits}f}" for m in METHODS)
                head = f"| {NAMES[str(target)]} | {happened}" if n == 0 else "| | "
                lines.append(f"{head.rstrip()} | {words} x 1,000 | {figures} |")
        else:
            digits = 4 if target == "stories" else 3
            figures = " | ".join(f"{float(by[m]['crps']):.{digits}f}" for m in METHODS)
            lines.append(f"| {target}, CRPS | | | {figures} |")
    return "\n".join(lines) + "\n"


def skills(found: Outlook) -> list[str]:
    """The skill against each reference."""
    lines = []
    for target, group in found.track.groupby("target", sort=False):
        by = {str(row["method"]): row for _, row in group.iterrows()}
        cells = [share(by[m], "skill", "low", "high") for m in METHODS[1:]]
        brier = share(by["climatology"], "brier_skill", "brier_low", "brier_high")
        verdict = str(by["climatology"]["verdict"]).removesuffix(" than the base rate")
        lines.append(f"{NAMES.get(str(target), target)} | {' | '.join(cells)} | {brier} | {verdict} |")
    return lines


def share(row: pd.Series, *names: str) -> str:
    """Of 100, with its interval."""
    value, low, high = (100 * float(row[name]) for name in names)
    return "" if pd.isna(value) else f"{value:.1f} ({low:.1f} to {high:.1f})"


if __name__ == "__main__":
    main()
