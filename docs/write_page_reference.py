"""Writes ``docs/reference/page.md`` and ``docs/reference/api.md`` from the code; ``make docs`` runs it.

Each page keeps what stands above its mark, which is written by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi import FastAPI
from fastapi.routing import APIRoute

from entente.web.api import ROUTERS, VERSION
from entente.web.api.description import FILTERS, Description, Field, described
from entente.web.api.openapi import declare
from entente.web.pages import PAGES
from entente.web.settings import Settings

FOLDER = Path(__file__).parent / "reference"
#: All below this line is written anew.
MARK = "<!-- Written by `make docs` from src/entente/web/ -->\n\n"


def description() -> Description:
    """The API as the server's own document has it."""
    app = FastAPI(title="Entente")
    app.state.settings = Settings("")
    for router in ROUTERS:
        app.include_router(router, prefix=VERSION)
    declare(app)
    return described(app.openapi())


def views() -> str:
    """Every address of the page, what is there, and its parameters."""
    lines = ["| address | what is there | parameters |", "|---|---|---|"]
    routes = [route for router in PAGES for route in router.routes if isinstance(route, APIRoute)]
    for route in sorted(routes, key=lambda route: (route.path, sorted(route.methods or ()))):
        (method,) = (route.methods or set()) - {"HEAD"}
        told = " ".join((route.endpoint.__doc__ or "").split())
        said = "" if method == "GET" else f"{method} "
        lines.append(f"| `{said}{route.path}` | {_cell(told)} | {_parameters(route)} |")
    return "\n".join(lines) + "\n"


def _parameters(route: APIRoute) -> str:
    """The names of a view's parameters; the filters together."""
    names = []
    for field in (*route.dependant.query_params, *route.dependant.body_params):
        inner = getattr(field.field_info.annotation, "model_fields", None)
        names += [info.alias or name for name, info in inner.items()] if inner else [field.alias]
    filtered = set(FILTERS) <= set(names)
    own = [f"`{name}`" for name in names if not (filtered and name in FILTERS)]
    return ", ".join((["the [filters](api.md#filters)"] if filtered else []) + own)


def endpoints() -> str:
    """Filters, endpoints and shapes of the API."""
    api = description()
    lines = ["## Filters", "", "Tables take these; all that are given must hold.", "", *_table(api.filters)]
    for tag in dict.fromkeys(end.tag for end in api.endpoints):
        lines += ["", f"## {tag.capitalize()}"]
        for end in (e for e in api.endpoints if e.tag == tag):
            takes = " Takes the [filters](#filters)." if end.filtered else ""
            lines += ["", f"### {end.method} {end.path}", "", f"{end.description}{takes}"]
            if end.parameters:
                lines += ["", *_table(end.parameters)]
            for media, kind in end.sent:
                lines += ["", f"Is sent {_linked(kind, api)} as `{media}`."]
            for media, kind in end.answers:
                lines += ["", f"Answers {_linked(kind, api)}{'' if 'json' in media else f' as `{media}`'}."]
    lines += ["", "## Shapes"]
    for shape in api.shapes:
        lines += ["", f"### {shape.name}", ""]
        lines += [shape.description, ""] if shape.description else []
        if shape.values:
            lines += [f"One of: {', '.join(f'`{value}`' for value in shape.values)}.", ""]
        lines += [*_table(shape.fields, shape.sent), ""] if shape.fields else []
        del lines[-1]
    return "\n".join(lines) + "\n"


def _linked(kind: str, api: Description) -> str:
    known = any(shape.name == kind for shape in api.shapes)
    return f"[{kind}](#{kind.lower().replace(' ', '-')})" if known else _cell(kind)


def _table(fields: Sequence[Field], asked: bool = True) -> list[str]:
    """Fields as a table; where they are answered, nothing can be left out."""
    columns: list[tuple[str, Callable[[Field], str]]] = [
        ("name", lambda f: f"`{f.name}`"),
        ("kind", lambda f: _cell(f.kind)),
    ]
    if any(f.description for f in fields):
        columns.append(("what it says", lambda f: _cell(f.description)))
    if asked:
        columns.append(("if left out", _absent))
    rows = ["| " + " | ".join(show(f) for _, show in columns) + " |" for f in fields]
    return ["| " + " | ".join(name for name, _ in columns) + " |", "|" + "---|" * len(columns), *rows]


def _absent(field: Field) -> str:
    return f"`{field.default}`" if field.default else "needed" if field.required else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def written(page: str, below: str) -> str:
    """The page with what is below its mark as of today."""
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise SystemExit(f"the page has lost its mark; put this line where its tables begin: {MARK.strip()}")
    return head + mark + below


PAGES_WRITTEN: dict[str, Callable[[], str]] = {"page.md": views, "api.md": endpoints}

if __name__ == "__main__":
    for name, below in PAGES_WRITTEN.items():
        place = FOLDER / name
        place.write_text(written(place.read_text("utf-8"), below()), "utf-8")
