"""``entente duplicates``: documents that are copies of another."""

from __future__ import annotations

import sys

from entente.cli.choice import chosen
from entente.cli.frames import show_frame
from entente.cli.options import Db, Form, Limit, Outlets, Shown
from entente.distinct import made_distinct
from entente.store import Store

EXAMPLES = """**Examples**

`entente duplicates --db region.duckdb` each copy beside its original: the first to publish the text

`entente duplicates --db region.duckdb --outlet "Atlantic Ledger"` what an outlet has from others"""

_SHOWN = (
    "published",
    "outlet",
    "title",
    "original_published",
    "original_outlet",
    "original_title",
    "exact",
    "document",
)


def duplicates(db: Db, outlet: Outlets = None, limit: Limit = None, form: Shown = Form.TABLE) -> None:
    """List documents that are copies: one text, or one wire text under another headline, cut or edited."""
    selection = chosen(db, outlet=outlet, limit=limit)
    with Store(db) as store:
        made_distinct(store)
        show_frame(store.copies(selection), _SHOWN, form, "copies", sys.stdout)
