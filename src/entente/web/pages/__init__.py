"""The page: one module a view. Each asks the API's own functions, and nothing else, and fills a template."""

from fastapi import APIRouter

from entente.web.pages import api, document, ledgers, live, login, overview, search

_VIEWS = (overview, ledgers, document, search, live, login, api)
PAGES: tuple[APIRouter, ...] = tuple(module.router for module in _VIEWS)
