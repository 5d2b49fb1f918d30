"""``entente recode``: the texts of a store, coded by another model."""

from __future__ import annotations

import sys

from entente.cli.collecting import counted, encoder_of, holdings, index_words, resumable, several
from entente.cli.options import ActorFiles, Db, Model
from entente.collect import recode as coded_anew
from entente.distinct import made_distinct
from entente.ontology.dictionaries import load_actors
from entente.store import Store

EXAMPLES = """**Examples**

`entente recode --db region.duckdb` after an upgrade, by the model that comes with it

`entente recode --db region.duckdb --model models/mine` by a model of your own

`entente recode --db region.duckdb --actors my-actors.toml` with your own actors

What other models found is kept: `entente events --coder NAME` shows it, `entente check` lists the coders."""


def recode(db: Db, model: Model = None, actors: ActorFiles = None) -> None:
    """Code every text of a store that this model has not coded."""
    own = load_actors(actors or ())
    # A store is looked for before it is opened to write: writing would make one.
    Store(db).close()
    encoder = encoder_of(model)
    coder = own.coder(encoder.version)
    with Store(db, write=True) as store, resumable(store):
        done = counted("recode", coded_anew(store, encoder, own))
        made_distinct(store)
        index_words(store)
        if done.stored:
            sys.stderr.write(f"{several(done.stored, 'text')} coded by {coder}; {holdings(store)}\n")
            _tell_corrections(store, coder)
        else:
            sys.stderr.write(f"nothing to do: {coder} has coded all of {db}\n")


def _tell_corrections(store: Store, coder: str) -> None:
    """How many corrections of former coders' records hold for the new ones."""
    carried, left = store.carried(coder)
    if carried or left:
        which = ", ".join(one.record for one in left[:5]) + (" ..." if len(left) > 5 else "")
        lost = f", {len(left)} not: {coder} does not give the same record ({which})" if left else ""
        sys.stderr.write(f"{several(carried, 'correction')} carried over{lost}\n")
