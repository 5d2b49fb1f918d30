"""A brief as PDF: the page with its print style, laid out by WeasyPrint in our process, offline."""

from __future__ import annotations

import warnings
from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from typing import Any

from entente.brief.parts import Contents
from entente.brief.writers.html import render_paper
from entente.errors import MissingLibrary

_MEND = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def render_pdf(brief: Contents) -> bytes:
    """The brief on A4, tagged, with an outline and links into its evidence.

    The same brief gives the same bytes on the same machine: there is no date of making in it, and its id
    is that of the page.

    Raises:
        MissingLibrary: Pango, which sets the type, is not on this machine.
        ValueError: a line cites evidence that the brief does not hold.
    """
    weasyprint = _weasyprint()
    page = render_paper(brief)
    offline = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=page, url_fetcher=offline)
    identifier = sha256(page.encode("utf-8", errors="replace")).hexdigest()[:32].encode()
    return bytes(document.write_pdf(pdf_identifier=identifier, pdf_tags=True))


def _weasyprint() -> Any:
    """The package; where a library that it stands on is missing, it prints advice, which nobody asked for."""
    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
    except OSError as error:
        raise MissingLibrary(
            f"no PDF can be made: a library of Pango is not installed ({error}); install it ({_MEND}), "
            "or write the brief as .html or .docx"
        ) from error
    return weasyprint
