"""Entente reads reporting on international affairs: who did what to whom, who said what of whom."""

from entente.api import Reading, code_text, open, read, read_all, read_store
from entente.errors import EntenteError, InputError, StoreError
from entente.jsonform import as_json
from entente.ontology.dictionaries import load_actors
from entente.records import Claim, Document, Event, Statement
from entente.region import Region

__all__ = [
    "Claim",
    "Document",
    "EntenteError",
    "Event",
    "InputError",
    "Reading",
    "Region",
    "Statement",
    "StoreError",
    "as_json",
    "code_text",
    "load_actors",
    "open",
    "read",
    "read_all",
    "read_store",
]
__version__ = "0.1.0"
