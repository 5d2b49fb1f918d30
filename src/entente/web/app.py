"""The server put together: the API, the page, what guards them, and what errors say."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from entente import __version__
from entente.web.api import ROUTERS, VERSION
from entente.web.api.openapi import declare
from entente.web.api.problems import explain_errors
from entente.web.desk import Desk
from entente.web.guard import guarded
from entente.web.guard.token import Door
from entente.web.jobs import Jobs
from entente.web.pages import PAGES
from entente.web.pages.rendering import compile_templates
from entente.web.pulse import Pulse
from entente.web.settings import Settings
from entente.web.uploads import SWELLS


class Guarded(FastAPI):
    """An application with guards before it, and before what it says of its own defects."""

    def build_middleware_stack(self) -> ASGIApp:
        """The application as it is asked."""
        return guarded(super().build_middleware_stack(), self.state.settings, self.state.door)


def make_app(desk: Desk, settings: Settings) -> FastAPI:
    """The application that serves a store; whoever opened the desk closes it."""
    app = Guarded(
        title="Entente",
        version=__version__,
        summary="Who did what to whom, who said what of whom, what may come next: each with its sentence.",
        openapi_url=f"{VERSION}/openapi.json",
        # FastAPI's own pages load their scripts from elsewhere; ours is /api.
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk, app.state.settings = desk, settings
    app.state.pulse = Pulse(desk)
    app.state.jobs = Jobs(desk, SWELLS * settings.upload)
    app.state.door = Door(settings.token, settings.port) if settings.token else None
    for router in ROUTERS:
        app.include_router(router, prefix=VERSION)
    for pages in PAGES:
        app.include_router(pages, include_in_schema=False)
    static = files("entente.web.pages") / "static"
    app.mount("/static", StaticFiles(directory=str(static)), name="static")
    explain_errors(app)
    declare(app)
    compile_templates()
    return app
