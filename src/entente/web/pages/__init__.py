"""The page: one module a view. Each asks the API's own functions, and nothing else, and fills a template."""

from fastapi import APIRouter

from entente.web.pages import actors, dyads, forecasts, overview, rifts, statements, stories

PAGES: tuple[APIRouter, ...] = (
    statements.router,
    overview.router,
    dyads.router,
    forecasts.router,
    stories.router,
    rifts.router,
    actors.router,
)
