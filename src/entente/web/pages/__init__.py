"""The page: one module a view. Each asks the API's own functions, and nothing else, and fills a template."""

from fastapi import APIRouter

from entente.web.pages import api, corrections, document, ledgers, login, search

VIEWS = (ledgers, document, search, login, api, corrections)
PAGES: tuple[APIRouter, ...] = tuple(module.router for module in VIEWS)
