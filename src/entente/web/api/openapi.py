"""What the OpenAPI document says besides what FastAPI finds: how a token is shown, how errors look."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

_SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "description": "The token of the server, where it has one; a browser may log in at /login instead.",
}


def declare(app: FastAPI) -> None:
    """Makes the application's document say so."""
    plain = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            found = plain()
            found.setdefault("components", {})["securitySchemes"] = {"token": _SCHEME}
            # Either: on its own machine a server may have no token.
            found["security"] = [{"token": []}] if app.state.settings.token else [{}, {"token": []}]
            for operations in found["paths"].values():
                for operation in operations.values():
                    _mend(operation["responses"])
        return app.openapi_schema or {}

    app.openapi = document  # type: ignore[method-assign]


def _mend(responses: dict[str, Any]) -> None:
    """Errors have one shape, and are told as ``default``: FastAPI's own for wrong parameters is not ours."""
    responses.pop("422", None)
    error = responses.get("default")
    if error is not None:
        error["content"].pop("application/json", None)
