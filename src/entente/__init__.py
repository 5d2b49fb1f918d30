"""Entente reads reporting on international affairs: who did what to whom, who said what of whom."""

from entente.api import Reading, code_text, read, read_all
from entente.errors import EntenteError, InputError
from entente.jsonform import as_json
from entente.records import Claim, Document, Event, Statement

__all__ = [
    "Claim",
    "Document",
    "EntenteError",
    "Event",
    "InputError",
    "Reading",
    "Statement",
    "as_json",
    "code_text",
    "read",
    "read_all",
]
__version__ = "0.1.0"
