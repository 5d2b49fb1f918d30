"""Templates and what they have at hand; every text is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente import __version__
from entente.ontology.naming import actor_name

#: The views in the order of the bar: address, name.
VIEWS = (
    ("/", "Overview"),
    ("/stories", "Stories"),
    ("/statements", "Statements"),
    ("/events", "Events"),
    ("/claims", "Claims"),
    ("/documents", "Documents"),
    ("/actors", "Actors"),
    ("/rifts", "Rifts"),
    ("/forecasts", "Forecasts"),
    ("/import", "Import"),
    ("/corrections", "Corrections"),
    ("/live", "Live"),
)


def address(path: str, *words: str, **asked: object) -> str:
    """The address of a view: what is asked of it, lists with each of their values; ``since`` is ``from``.

    >>> address("/stories", dyad=["ARM", "RUS"], since="2023-09", search=None)
    '/stories?dyad=ARM&dyad=RUS&from=2023-09'
    """
    names = {"since": "from", "until": "to"}
    kept = {names.get(name, name): value for name, value in asked.items() if value not in (None, "", [])}
    path = path.format(*(quote(word, safe="") for word in words))
    return path + ("?" + urlencode(kept, doseq=True) if kept else "")


def signed(number: float | None) -> str:
    """A number that goes both ways.

    >>> signed(-1.94), signed(0.5), signed(0), signed(None)
    ('−1.9', '+0.5', '0.0', '')
    """
    if number is None:
        return ""
    return f"{number:+.1f}".replace("-", "\N{MINUS SIGN}") if round(number, 1) else "0.0"


def percent(share: float | None) -> str:
    """A share; what is hardly ever or nearly always is not called never or always.

    >>> percent(0.123), percent(0.002), percent(0.999), percent(None)
    ('12%', 'under 1%', 'over 99%', '')
    """
    if share is None:
        return ""
    return "under 1%" if share < 0.005 else "over 99%" if share > 0.995 else f"{share:.0%}"


def span(first: date | None, last: date | None) -> str:
    """Two days in words.

    >>> span(date(2023, 9, 1), date(2023, 10, 24))
    '1 Sep 2023 to 24 Oct 2023'
    """
    if first is None or last is None:
        return ""
    return f"{first:%-d %b %Y}" if first == last else f"{first:%-d %b %Y} to {last:%-d %b %Y}"


_ENV = Environment(
    loader=PackageLoader("entente.web.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENV.filters["actor"] = lambda code: actor_name(code) if code else ""
_ENV.filters["segment"] = lambda text: quote(str(text), safe="")
_ENV.filters["signed"] = signed
_ENV.filters["counted"] = lambda number: f"{number:,}"
_ENV.filters["percent"] = percent
_ENV.filters["span"] = span
_ENV.globals.update(version=__version__, views=VIEWS, address=address)


def compile_templates() -> None:
    """Compiles all templates, once: so that the first reader does not wait for it."""
    for name in _ENV.list_templates():
        _ENV.get_template(name)


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The template filled.

    In it, ``here`` is the path; ``at(**changes)`` the address with changes, ``without(name, value)`` that
    without a choice; ``choice`` the question without the part of a list that is shown.
    """
    asked = [(k, v) for k, v in request.query_params.multi_items() if v.strip()]

    def written(kept: list[tuple[str, str]]) -> str:
        return request.url.path + ("?" + urlencode(kept) if kept else "")

    def at(**changes: object) -> str:
        kept = [(k, v) for k, v in asked if k not in changes]
        return written(kept + [(k, str(v)) for k, v in changes.items() if v is not None])

    def without(name: str, value: str | None = None) -> str:
        return written([(k, v) for k, v in asked if k != "offset" and (k != name or value not in (None, v))])

    desk, settings = request.app.state.desk, request.app.state.settings
    made = _ENV.get_template(template).render(
        here=request.url.path,
        at=at,
        without=without,
        choice=urlencode([(k, v) for k, v in asked if k not in ("limit", "offset")]),
        query=request.url.query,
        read_only=settings.read_only,
        record=getattr(request.state, "shown", desk.shown),
        **_standing(request),
        **values,
    )
    return HTMLResponse(made, status_code=status, headers=dict(headers or {}))


def _standing(request: Request) -> dict[str, bool]:
    """Where the server has a token: whether its reader has come in, or still stands outside."""
    door, outside = request.app.state.door is not None, request.url.path == "/login"
    return {"inside": door and not outside, "outside": door and outside}


def waiting(request: Request, what: str) -> HTMLResponse:
    """What is said while an answer is worked out; the page asks again by itself."""
    return page(
        request,
        "waiting.html",
        {"what": what},
        status=202,
        headers={"Refresh": "2", "Cache-Control": "no-store"},
    )
