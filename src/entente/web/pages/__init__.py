"""The page: one module a view. Each asks the API's own functions, and nothing else, and fills a template."""

from fastapi import APIRouter

from entente.web.pages import api, document, ledgers, login, search

PAGES: tuple[APIRouter, ...] = (ledgers.router, document.router, search.router, login.router, api.router)
