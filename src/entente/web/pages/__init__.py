"""The page: one module a view. Each asks the API's own functions, and nothing else, and fills a template."""

from fastapi import APIRouter

from entente.web.pages import (
    actors,
    api,
    document,
    dyads,
    forecasts,
    ledgers,
    live,
    login,
    overview,
    rifts,
    search,
    stories,
)

RECORDS = (ledgers, document, search)
ANALYSIS = (overview, forecasts, dyads, stories, rifts, actors)
PAGES: tuple[APIRouter, ...] = tuple(module.router for module in (*RECORDS, *ANALYSIS, live, login, api))
