"""``entente serve``: what its options make of a server; the server itself is tested in tests/web."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from entente.web.settings import Settings

TOKEN = "correct horse battery"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings of servers that would have been started."""
    found: list[Settings] = []

    def start(settings: Settings, ready: Callable[[str], object]) -> None:
        found.append(settings)
        ready(f"http://{settings.host}:{settings.port}")

    monkeypatch.setattr("entente.web.serving.run", start)
    monkeypatch.delenv("ENTENTE_TOKEN", raising=False)
    return found


def test_without_options_it_serves_this_machine(run: Callable[..., Result], begun: list[Settings]) -> None:
    result = run("serve", "--db", "x.duckdb")
    assert result.stderr == "serving x.duckdb at http://127.0.0.1:8750; stop it with Ctrl-C\n"
    assert begun == [Settings("x.duckdb")] and begun[0].local and begun[0].token is None


def test_the_token_comes_from_a_file(
    run: Callable[..., Result], begun: list[Settings], tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\nwho may read this: nobody\n")
    words = (
        "--token-file",
        file,
        "--host",
        "0.0.0.0",
        "--behind",
        "10.0.0.1",
        "--name",
        "e.example",
        "--upload",
        7,
    )
    result = run("serve", "--db", "x.duckdb", *words)
    (settings,) = begun
    assert (settings.token, settings.behind, settings.names) == (TOKEN, ("10.0.0.1",), ("e.example",))
    assert settings.upload == 7_000_000 and TOKEN not in result.output


def test_the_token_comes_from_the_environment(
    run: Callable[..., Result], begun: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENTENTE_TOKEN", TOKEN)
    assert TOKEN not in run("serve", "--db", "x.duckdb").output
    assert begun[0].token == TOKEN


def test_a_new_token_is_printed(run: Callable[..., Result], begun: list[Settings]) -> None:
    result = run("serve", "--db", "x.duckdb", "--host", "0.0.0.0", "--new-token")
    assert begun[0].token and result.stderr.startswith(f"token: {begun[0].token}\nserving ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--host", "0.0.0.0"], "--host 0.0.0.0 lets others than this machine read the store"),
        (["--behind", "127.0.0.1"], "--behind 127.0.0.1 lets others"),
        (["--token-file", "nowhere"], "--token-file nowhere: no token can be read there"),
        (["--token-file", "x", "--new-token"], "give one of them"),
    ],
)
def test_a_server_without_a_guard_is_not_started(
    run: Callable[..., Result], begun: list[Settings], words: list[str], told: str
) -> None:
    result = run("serve", "--db", "x.duckdb", *words)
    assert result.exit_code != 0 and told in " ".join(result.output.split()) and begun == []
