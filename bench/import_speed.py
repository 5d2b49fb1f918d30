"""How fast event data is taken in: ``python bench/import_speed.py [--rows N] [--parts N]``.

Files of made-up GDELT rows are imported by ``entente import``, a process of its own, and read by pandas and
by polars. Printed are rows a second, megabytes at the peak, and ratios. pandas only reads the rows to memory,
polars writes them to Parquet as well; Entente keeps each row to the letter, finds states and types, counts by
day, leaves out ids that were there, and can be killed at any moment. Seconds depend on the machine.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from gdelt import write_rows
from peak import measured

READ = "import pandas as pd; pd.read_csv({path!r}, sep='\\t', header=None, dtype=str, quoting=3)"
POLARS = (
    "import polars as pl; f = pl.read_csv({path!r}, separator='\\t', has_header=False, infer_schema=False, "
    "quote_char=None); f.write_parquet({out!r})"
)


def say(line: str) -> None:
    """A line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of a file")
    parser.add_argument("--parts", type=int, default=3, help="files")
    call = parser.parse_args()
    with TemporaryDirectory(prefix="entente-bench-") as folder:
        files = Path(folder, "files")
        files.mkdir()
        for part in range(call.parts):
            write_rows(files / f"{part:03}.tsv", call.rows, days=30, part=part)
        size = sum(f.stat().st_size for f in files.iterdir())
        rows = call.rows * call.parts
        say(f"{rows:,} rows in {call.parts} files, {size / rows:.0f} bytes a row")
        db = str(Path(folder, "bench.duckdb"))
        entente = shutil.which("entente", path=str(Path(sys.executable).parent)) or "entente"
        one = str(files / "000.tsv")
        first = told("entente, one file", call.rows, [entente, "import", "gdelt1", one, "--db", db])
        whole = told(
            "entente, the others", rows - call.rows, [entente, "import", "gdelt1", str(files), "--db", db]
        )
        ours = whole or first
        lean = [entente, "import", "gdelt1", str(files), "--lean", "--db", f"{db}.lean"]
        leaner = told("entente --lean, all", rows, lean)
        pandas = told("pandas", call.rows, [sys.executable, "-c", READ.format(path=one)])
        out = str(Path(folder, "x.parquet"))
        polars = told("polars", call.rows, [sys.executable, "-c", POLARS.format(path=one, out=out)])
        say(f"entente: {ours / pandas:.2f} times pandas, {ours / polars:.2f} times polars")
        say(f"entente --lean: {leaner / pandas:.2f} times pandas, {leaner / polars:.2f} times polars")
        say(f"store: {Path(db).stat().st_size / rows:.0f} bytes a row")


def told(name: str, rows: int, command: list[str]) -> float:
    """Runs a command and prints what it took; rows a second."""
    if not rows:
        return 0.0
    begun = time.perf_counter()
    _, megabytes = measured(command)
    rate = rows / (time.perf_counter() - begun)
    say(f"{name:20} {rate:>10,.0f} rows/s, peak {megabytes:,.0f} MB")
    return rate


if __name__ == "__main__":
    main()
