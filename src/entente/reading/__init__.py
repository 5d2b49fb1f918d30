"""Reading: files, pages, feeds, JSON Lines and PDF to documents with zones."""

from entente.reading.inputs import is_standard_input, read_inputs, read_text
from entente.reading.options import ReadOptions

__all__ = ["ReadOptions", "is_standard_input", "read_inputs", "read_text"]
