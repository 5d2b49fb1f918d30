"""Reading: files, pages, feeds, JSON Lines and PDF to documents with zones."""

from entente.reading.inputs import read_inputs, read_text
from entente.reading.options import ReadOptions

__all__ = ["ReadOptions", "read_inputs", "read_text"]
