"""What a view costs against the size of the store: ``python bench/serve_scale.py [STORE ...] [--largest N]``.

Stores are those named, or made here: a hundred thousand events, and ten times as many each, up to N. For each
view of each store a server is started anew: told are the seconds of the first time that the view is opened,
and the median of ten more. `--out FOLDER` writes the figures as CSV and as a chart, light and dark.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import altair as alt
import httpx
import pandas as pd
from served import say, served
from store_scale import fill

from entente.charts.caption import Caption
from entente.charts.saving import save
from entente.charts.theme import INK, MUTED, SIDE_A, TEXT, Theme, themed
from entente.store import Store

VIEWS = {
    "overview": "/",
    "events": "/events",
    "events of two": "/events?dyad=USA&dyad=RUS",
    "dyad": "/dyads/USA/RUS",
    "actor": "/actors/RUS",
    "actors": "/actors",
    "stories": "/stories",
    "rifts": "/rifts",
    "forecasts": "/forecasts",
}
AGAIN = 10
#: Sizes that the curve names.
TENS = [10**5, 10**6, 10**7, 10**8]


def opened(db: str, events: int, view: str) -> dict[str, object]:
    """Seconds of a view: the first time after a start, and again."""
    with served(db, "--read-only") as server, httpx.Client(base_url=server.home, timeout=600) as asking:
        first, *again = [_asked(asking, VIEWS[view]) for _ in range(AGAIN + 1)]
        warm = statistics.median(again)
    say(f"{events:12,} {view:16} first {first:8.3f} s, again {warm:8.3f} s")
    return {"events": events, "view": view, "first": first, "again": warm}


def _asked(asking: httpx.Client, address: str) -> float:
    begun = time.perf_counter()
    # What takes long is said to be worked out, and is there when it is asked for again.
    while (answer := asking.get(address)).status_code == 202:
        time.sleep(0.05)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return time.perf_counter() - begun


def size(db: str) -> int:
    """Events of a store."""
    with Store(db) as store:
        found: int = store.ask("SELECT count(*) FROM imported", [])[0][0]
        return found


def drawn(found: pd.DataFrame, size: tuple[int, int] = (150, 110), across: int = 3) -> alt.VConcatChart:
    """A small curve for each view: seconds against events, both in tens."""
    panels = [_panel(found[found["view"] == view], view, size) for view in dict.fromkeys(found["view"])]
    rows = [alt.hconcat(*panels[n : n + across]) for n in range(0, len(panels), across)]
    return themed(alt.vconcat(*rows))


def _panel(rows: pd.DataFrame, title: str, size: tuple[int, int]) -> alt.LayerChart:
    long = rows.melt(["events", "view"], ["first", "again"], "time", "seconds")
    # In tens: 0.001 s is what a page costs that says nothing.
    down = alt.Scale(type="log", domain=[0.001, 1000])
    base = alt.Chart(long, title=alt.Title(title, color=INK, fontSize=TEXT)).encode(
        x=alt.X(
            "events",
            scale=alt.Scale(type="log"),
            axis=alt.Axis(title="events", format="~s", values=TENS, grid=False),
        ),
        y=alt.Y(
            "seconds", scale=down, axis=alt.Axis(title="seconds", values=[0.001, 0.01, 0.1, 1, 10, 100, 1000])
        ),
        color=alt.Color(
            "time",
            scale=alt.Scale(domain=["first", "again"], range=[SIDE_A, MUTED]),
            legend=None,
        ),
    )
    layers = [base.mark_line(), base.mark_point(filled=True, size=30)]
    return alt.LayerChart(layer=layers, width=size[0], height=size[1])


def written(found: pd.DataFrame, folder: Path) -> None:
    """The figures as CSV, and drawn on both grounds."""
    folder.mkdir(parents=True, exist_ok=True)
    found.to_csv(folder / "serve-scale.csv", index=False)
    caption = Caption(
        "What a view costs against the events of the store",
        "Seconds until a view is there: the first time after a start (blue), then the median of ten (grey). "
        "The server runs on the same machine; events are made up, and have no texts.",
    )
    for theme, end in ((Theme.LIGHT, ""), (Theme.DARK, "-dark")):
        save(drawn(found), folder / f"serve-scale{end}.svg", caption, theme)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stores", nargs="*", help="stores that are there")
    parser.add_argument("--largest", type=int, default=100_000_000)
    parser.add_argument("--out", type=Path)
    call = parser.parse_args()
    rows = []
    with TemporaryDirectory(prefix="entente-bench-") as folder:
        for db in call.stores or _made(Path(folder), call.largest):
            events = size(db)
            rows += [opened(db, events, view) for view in VIEWS]
    if call.out:
        written(pd.DataFrame(rows), call.out)


def _made(folder: Path, largest: int) -> Iterator[str]:
    """Stores of a hundred thousand events, and ten times as many each, one at a time."""
    events = 100_000
    while events <= largest:
        db = folder / f"{events}.duckdb"
        fill(str(db), events)
        yield str(db)
        db.unlink()
        events *= 10


if __name__ == "__main__":
    main()
