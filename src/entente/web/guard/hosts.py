"""The name that a server is asked by: one that is its own, against names that another site lets point here.

An address in digits is nobody's name: a browser that is asked by one is where its reader sent it.
"""

from __future__ import annotations

from http import HTTPStatus
from ipaddress import ip_address

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from entente.web.api.problems import explained


class Hosts:
    """Refuses what is asked under a name that is not known."""

    def __init__(self, app: ASGIApp, names: tuple[str, ...]) -> None:
        self.app = app
        self._names = {"localhost", *(name.lower().rstrip(".") for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as the application does where the name is known."""
        if scope["type"] == "http":
            request = Request(scope)
            given = request.headers.getlist("host")
            if len(given) != 1 or not self._known(given[0]):
                detail = (
                    f"this server is not known as {', '.join(given) or 'nothing'!r:.120}; ask it by its "
                    "address or as localhost, or start it with --name HOST"
                )
                await explained(request, HTTPStatus.MISDIRECTED_REQUEST, detail)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _known(self, host: str) -> bool:
        name = named(host)
        return name in self._names or _in_digits(name)


def named(host: str) -> str:
    """The name in a Host header, without its port.

    >>> named("Example.org:8750"), named("[::1]:8750"), named("127.0.0.1"), named("localhost.")
    ('example.org', '::1', '127.0.0.1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower().rstrip(".")


def _in_digits(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
