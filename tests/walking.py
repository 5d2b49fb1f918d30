"""Every page of a server and every address of its API, found by its routes and by the links of its pages."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from lxml import html  # type: ignore[import-untyped]

from docs.write_page_reference import description
from entente.web.pages import PAGES

HOME = "http://127.0.0.1"
#: What never ends.
ENDLESS = "/api/v1/changes"
#: Times that a path is asked, each with other parameters.
QUERIES = 2
#: Times that an address with a part to fill in is asked, where that is not said of it alone.
FILLED, ALONE = 10, {"/documents/{document}": 100}


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer, by the address that was asked and the route that gave it."""

    address: str
    route: str
    answer: Any

    @property
    def page(self) -> Any:
        """The page as a tree; None where it is none."""
        if not self.answer.headers["content-type"].startswith("text/html"):
            return None
        return html.document_fromstring(self.answer.content, parser=html.HTMLParser(encoding="utf-8"))


@dataclass
class Walk:
    """What is to be asked, and how often what has been."""

    ahead: deque[str] = field(default_factory=deque)
    known: set[str] = field(default_factory=set)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, address: str) -> None:
        """Something to ask, where it is of this server, new, and not one of too many alike."""
        place = urlsplit(urljoin(HOME + "/", address))
        whole = place.path + (f"?{place.query}" if place.query else "")
        if f"{place.scheme}://{place.netloc}" != HOME or whole in self.known or place.path == ENDLESS:
            return
        self.known.add(whole)
        route = route_of(place.path)
        if self.asked[place.path] < QUERIES and self.asked[route] < ALONE.get(route, FILLED):
            self.asked[place.path] += 1
            self.asked[route] += place.path != route
            self.ahead.append(whole)


def routes() -> list[APIRoute]:
    """The routes of the pages that are got."""
    found = [route for router in PAGES for route in router.routes if isinstance(route, APIRoute)]
    return [route for route in found if "GET" in (route.methods or ())]


def route_of(path: str) -> str:
    """The route of a path; of files and the API the path itself."""
    return next((route.path for route in routes() if route.path_regex.match(path)), path)


def pages() -> list[str]:
    """Addresses of pages to which nothing need be given."""
    needed = {route.path for route in routes() if any(_needed(p) for p in route.dependant.query_params)}
    return [route.path for route in routes() if "{" not in route.path and route.path not in needed]


def _needed(parameter: Any) -> bool:
    """Whether a parameter must be given; of those that are a model the model says it."""
    inner = hasattr(parameter.field_info.annotation, "model_fields")
    return not inner and bool(parameter.field_info.is_required())


def _endpoints() -> list[str]:
    """Those of the API."""
    asked = (end for end in description().endpoints if end.method == "GET")
    return [end.path for end in asked if not any(given.required for given in end.parameters)]


def walk(client: TestClient) -> Iterator[Seen]:
    """Asks for all that there is, one after the other."""
    ahead = Walk()
    for path in (*pages(), *_endpoints()):
        ahead.add(path)
    while ahead.ahead:
        address = ahead.ahead.popleft()
        seen = Seen(address, route_of(urlsplit(address).path), client.get(address, follow_redirects=True))
        yield seen
        page = seen.page
        if page is not None:
            for _, attribute, link, _ in page.iterlinks():
                if attribute in ("href", "src"):
                    ahead.add(urljoin(HOME + address, link))
