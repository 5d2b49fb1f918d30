"""The page: one module a view. Each asks the API's own functions, and nothing else, and fills a template."""

from fastapi import APIRouter

from entente.web.pages import api, corrections, document, imports, ledgers, login, search

VIEWS = (ledgers, document, search, login, api, imports, corrections)
PAGES: tuple[APIRouter, ...] = tuple(module.router for module in VIEWS)
