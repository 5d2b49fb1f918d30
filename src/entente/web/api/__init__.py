"""The API: one module a thing that is asked for. Its functions answer the page, too.

An endpoint is a plain function of a desk and typed parameters that gives a typed answer; errors are told in
one shape (:mod:`entente.web.api.problems`), and a list is given in parts (:mod:`entente.web.api.parts`).
"""

from fastapi import APIRouter

from entente.web.api import (
    actors,
    claimrecord,
    claims,
    corrections,
    documents,
    downloads,
    duplicates,
    dyads,
    events,
    figures,
    forecasts,
    imports,
    oneactor,
    overview,
    rifts,
    search,
    statements,
    stories,
)

#: The beginning of every address; another for what would break those who read this one.
VERSION = "/api/v1"
RECORDS = (statements, events, claims, documents, actors, duplicates, search, downloads)
CHANGES = (corrections, imports)
ANALYSIS = (overview, claimrecord, dyads, stories, oneactor, rifts, forecasts, figures)
ROUTERS: tuple[APIRouter, ...] = tuple(module.router for module in (*RECORDS, *ANALYSIS, *CHANGES))
