"""What stands before every address: who may ask, how much, how long, and what a browser does with the answer.

One module a subject. :func:`guarded` puts them before an application, the outermost first; what a connection
may hold up is settled below the application, in :mod:`entente.web.guard.patience`.
"""

from __future__ import annotations

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp

from entente.web.guard.headers import Headers
from entente.web.guard.hosts import Hosts
from entente.web.guard.limits import Limits
from entente.web.guard.origin import Origin
from entente.web.guard.token import Door, Token
from entente.web.settings import Settings

#: Bytes of an answer from which it is sent compressed, and how hard that is tried.
COMPRESSED, HARD = 2_000, 4


def guarded(app: ASGIApp, settings: Settings, door: Door | None) -> ASGIApp:
    """An application with its guards before it."""
    inner: ASGIApp = Limits(app, settings.upload)
    if door is not None:
        inner = Token(inner, door)
    inner = Origin(inner, settings.read_only)
    inner = Hosts(inner, (*settings.names, settings.host))
    # A page holds no secret beside its text, and no other site can have it asked for with a cookie
    # (SameSite=Strict): its length tells nobody anything.
    inner = GZipMiddleware(inner, COMPRESSED, HARD)
    return Headers(inner)
