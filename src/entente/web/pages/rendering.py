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
VIEWS = (("/statements", "Statements"), ("/live", "Live"))

_ENV = Environment(
    loader=PackageLoader("entente.web.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENV.filters["actor"] = lambda code: actor_name(code) if code else ""
_ENV.filters["segment"] = lambda text: quote(str(text), safe="")
_ENV.globals.update(version=__version__, views=VIEWS)


def page(
    request: Request,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The template filled; in it, ``here`` is the path, ``at(**changes)`` the address with changes."""

    def at(**changes: object) -> str:
        kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes]
        kept += [(k, str(v)) for k, v in changes.items() if v is not None]
        return request.url.path + ("?" + urlencode(kept) if kept else "")

    desk, settings = request.app.state.desk, request.app.state.settings
    made = _ENV.get_template(template).render(
        here=request.url.path,
        at=at,
        query=request.url.query,
        read_only=settings.read_only,
        record=getattr(request.state, "shown", desk.shown),
        inside=request.app.state.door is not None and request.url.path != "/login",
        **values,
    )
    return HTMLResponse(made, status_code=status, headers=dict(headers or {}))
