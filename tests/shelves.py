"""What the tests of formats load into and look at."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from entente.store import Store
from entente.store.exchange.format import COMMON, formats
from entente.store.exchange.loading import Loader
from entente.store.exchange.parts import SIZE, parts


@dataclass
class Shelf:
    """A store and a folder for files; ``take`` loads bytes as a file of a format."""

    store: Store
    folder: Path
    rejected: Counter[str] = field(default_factory=Counter)

    def empty(self) -> None:
        for table in ("imported", "dyad_days", "batches"):
            self.store.connection.execute(f"DELETE FROM {table}")
        self.rejected = Counter()

    def take(self, name: str, content: bytes, size: int = SIZE) -> int:
        """Number of rows taken in; rejects are counted in ``rejected``."""
        fmt, rows = formats()[name], 0
        path = self.folder / f"{name}-{hashlib.sha256(content).hexdigest()[:8]}.txt"
        path.write_bytes(content)
        for loaded in Loader(self.store, fmt).load(parts(str(path), quoted=bool(fmt.quote), size=size)):
            rows += loaded.rows
            self.rejected += Counter(loaded.rejected)
        return rows

    def raws(self) -> list[str]:
        return [str(raw) for (raw,) in self.store.ask("SELECT raw FROM imported ORDER BY day, id", [])]

    def fields(self) -> list[list[str]]:
        """The fields of each row of a quoted format as they were."""
        asked = "list_transform(string_split(raw, chr(9)), lambda x: unescaped(x))"
        return [list(f) for (f,) in self.store.ask(f"SELECT {asked} FROM imported ORDER BY day, id", [])]

    def seen(self) -> list[dict[str, Any]]:
        """Rows of the view by our columns, days as text and numbers rounded to what a FLOAT has."""
        names = [name for name in COMMON if name != "batch"]
        listed = ", ".join("day::VARCHAR" if name == "day" else name for name in names)
        found = self.store.ask(f"SELECT {listed} FROM imported_events ORDER BY day, id", [])
        rounded = [[round(v, 5) if isinstance(v, float) else v for v in row] for row in found]
        return [dict(zip(names, row, strict=True)) for row in rounded]
