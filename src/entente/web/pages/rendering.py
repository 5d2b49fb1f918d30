"""Templates and what they have at hand; every text is escaped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from entente import __version__
from entente.ontology.naming import actor_name

#: The views in the order of the bar: address, name.
VIEWS = (
    ("/statements", "Statements"),
    ("/events", "Events"),
    ("/claims", "Claims"),
    ("/documents", "Documents"),
    ("/actors", "Actors"),
)

_ENV = Environment(
    loader=PackageLoader("entente.web.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENV.filters["actor"] = lambda code: actor_name(code) if code else ""
_ENV.filters["segment"] = lambda text: quote(str(text), safe="")
_ENV.filters["signed"] = lambda number: f"{number:+.1f}".replace("-", "−") if number else "0.0"
_ENV.globals.update(version=__version__, views=VIEWS)


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
        record=desk.version,
        **values,
    )
    return HTMLResponse(made, status_code=status, headers=dict(headers or {}))
