from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fakes import Claimed, FakeEncoder, Said
from typer.testing import Result

from entente import api
from entente.cli import main
from entente.errors import ModelError
from entente.language.encoder import MODEL_FILES, Encoder

Run = Callable[..., Result]
Valid = Callable[[dict[str, Any]], None]
TEXT = "Germany accused Russia of fraud. War will come again soon."
COMMENTED = (
    f"Talks resume\n\nThe talks in Vienna went on all day and all night.\n\nComments (1)\n\n  1. {TEXT}\n"
)


def put(path: Path, content: str | bytes = TEXT) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def of(result: Result, record: str) -> list[dict[str, Any]]:
    return [r for r in rows(result) if r["record"] == record]


def scan() -> bytes:
    """A PDF with a page and no text."""
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def test_records_go_to_standard_output_one_a_line(
    run: Run, fake: FakeEncoder, tmp_path: Path, valid: Valid
) -> None:
    result = run("extract", put(tmp_path / "a.txt"))
    assert (result.exit_code, result.stderr) == (0, "")
    for row in rows(result):
        valid(row)
    assert [r["record"] for r in rows(result)] == ["document", "statement", "event", "claim"]
    (event,) = of(result, "event")
    assert [p["actor"] for p in event["actor"] + event["recipient"]] == ["DEU", "RUS"]
    (claim,) = of(result, "claim")
    assert (claim["kind"], claim["text"]) == ("forecast", "War will come again soon")


@pytest.mark.parametrize("kind", ["forecast", "plan", "threat", "promise"])
def test_a_writers_threats_and_promises_are_forecasts(
    run: Run, fake: FakeEncoder, tmp_path: Path, kind: str
) -> None:
    fake.claimed = [Claimed(kind, "War will come")]
    (own,) = of(run("extract", put(tmp_path / "a.txt")), "claim")
    assert own["claimant"] == {"actor": "author"}
    assert own["kind"] == ("plan" if kind == "plan" else "forecast")
    fake.said = [Said("warned", ["war will come again soon"], ["Germany"], ["warned"])]
    fake.claimed = [Claimed(kind, "war will come")]
    reported = put(tmp_path / "b.txt", "Germany warned that war will come again soon.")
    (told,) = of(run("extract", reported), "claim")
    assert (told["claimant"]["actor"], told["kind"]) == ("DEU", kind)


def test_every_input_has_its_document_also_where_two_are_identical(
    run: Run, fake: FakeEncoder, tmp_path: Path
) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    put(tmp_path / "c.jsonl", f'{{"text": "{TEXT}"}}\n' * 2)
    result = run("extract", tmp_path)
    assert [d["id"] for d in of(result, "document")] == ["d1", "d2", "d3", "d4"]
    assert len({d["sha256"] for d in of(result, "document")}) == 2
    assert [e["document"] for e in of(result, "event")] == ["d1", "d2", "d3", "d4"]


def test_letters_are_not_escaped(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    result = run("extract", put(tmp_path / "Erdoğan.txt", f"“{TEXT}”"))
    assert "Erdoğan" in result.stdout
    assert "\\u" not in result.stdout


@pytest.mark.parametrize("day", ["2023-09-21", "2023-09", "2023"])
def test_day_and_outlet_of_the_caller_are_kept(run: Run, fake: FakeEncoder, tmp_path: Path, day: str) -> None:
    result = run("extract", put(tmp_path / "a.txt"), "--published", day, "--outlet", "The Ledger")
    (document,) = of(result, "document")
    assert (document["published"], document["outlet"]) == (day, "The Ledger")


@pytest.mark.parametrize("day", ["yesterday", "21.9.2023", "2023-13", "2023-02-30", "2023-9-1", "", "0000"])
def test_a_wrong_day_is_a_wrong_call(run: Run, fake: FakeEncoder, tmp_path: Path, day: str) -> None:
    result = run("extract", put(tmp_path / "a.txt"), "--published", day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert repr(day) in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["extract"],
        ["extract", "a.txt", "--format", "xml"],
        ["extract", "a.txt", "--zones", "comments"],
        ["extract", "a.txt", "--nonsense"],
        ["nonsense"],
    ],
)
def test_wrong_calls(run: Run, words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_help_shows_examples_and_exit_codes(run: Run) -> None:
    result = run("extract", "--help")
    assert result.exit_code == 0
    assert "Examples" in result.stdout
    assert "Exit codes" in result.stdout


def test_comments_are_coded_only_where_all_zones_are_asked(
    run: Run, fake: FakeEncoder, tmp_path: Path
) -> None:
    path = put(tmp_path / "a.txt", COMMENTED)
    plain, everything = run("extract", path), run("extract", path, "--zones", "all")
    assert [r["record"] for r in rows(plain)] == ["document"]
    assert {r["zone"] for r in rows(everything)[1:]} == {"comment"}
    assert len(rows(everything)) == 4
    assert rows(run("extract", path, "--zones", "coded")) == rows(plain)


def test_bad_inputs_are_each_named_once_and_the_rest_is_done(
    run: Run, fake: FakeEncoder, tmp_path: Path, valid: Valid
) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "gone.txt")
    bad = [
        put(tmp_path / "empty.txt", ""),
        put(tmp_path / "picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\xff"),
        put(tmp_path / "void.html", "<html><script>go()</script></html>"),
        put(tmp_path / "scan.pdf", scan()),
        put(tmp_path / "broken.txt", "Caf\u00e9 \u201cTurquoise\u201d ".encode() + b"\xe2\x28 end"),
        tmp_path / "missing.txt",
        link,
    ]
    lines = put(tmp_path / "lines.jsonl", f'{{"text": "{TEXT}"}}\n{{broken\n{{"text": "{TEXT}"}}\n')
    good = put(tmp_path / "good.txt")
    result = run("extract", good, *bad[:4], lines, *bad[4:], good)
    assert result.exit_code == 1
    errors = result.stderr.splitlines()
    assert [e.split(": ")[1] for e in errors] == [*map(str, bad[:4]), f"{lines}#2", *map(str, bad[4:])]
    assert all(e.startswith("error: ") for e in errors)
    assert [d["path"] for d in of(result, "document")] == [str(good), f"{lines}#1", f"{lines}#3", str(good)]
    assert len(of(result, "event")) == 4
    for row in rows(result):
        valid(row)


def test_only_bad_inputs(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "missing.txt")
    assert (result.exit_code, result.stdout) == (1, "")


def test_tables_are_to_the_letter(run: Run, fake: FakeEncoder, tmp_path: Path) -> None:
    line = {
        "text": f"{TEXT} [/bold] :smile: [red]x[/red]",
        "title": "The [/odd] title\\[a]",
        "outlet": "[/The] Ledger",
    }
    result = run("extract", put(tmp_path / "a.jsonl", json.dumps(line)), "--format", "table")
    assert (result.exit_code, result.stderr) == (0, "")
    for words in (
        "The [/odd] title\\[a]",
        "[/The] Ledger",
        "Statements (1)",
        "Events (1)",
        "Claims (1)",
        "DEU (Germany)",
    ):
        assert words in result.stdout


def test_standard_input(run: Run, fake: FakeEncoder) -> None:
    result = run("extract", "-", stdin=TEXT.encode())
    assert result.exit_code == 0
    assert [d["path"] for d in of(result, "document")] == ["-"]
    assert run("extract", "-", stdin=b"").exit_code == 1


def test_a_missing_model_is_one_clear_error(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "shipped_encoder", lambda: Encoder(tmp_path / "none"))
    result = run("extract", put(tmp_path / "a.txt"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert f"{tmp_path / 'none'} lacks {', '.join(MODEL_FILES)}" in result.stderr
    assert "reinstall" in result.stderr


def test_a_damaged_model_is_one_clear_error(encoder: Encoder, tmp_path: Path) -> None:
    for name in MODEL_FILES:
        shutil.copy(encoder._folder / name, tmp_path / name)
    put(tmp_path / "encoder.onnx", "no model")
    with pytest.raises(ModelError, match=r"encoder\.onnx is not a model"):
        Encoder(tmp_path)


def test_the_program_ends_with_the_commands_code(
    fake: FakeEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = str(put(tmp_path / "a.txt")), str(tmp_path / "missing.txt")
    for words, code in (([good], 0), ([bad, good], 1), ([good, "--format", "xml"], 2)):
        monkeypatch.setattr(sys, "argv", ["entente", "extract", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        assert (ended.value.code or 0) == code
    assert capsys.readouterr().out.count('"record": "document"') == 2


# As a process of its own

ENTENTE = [sys.executable, "-c", "from entente.cli import main; main()"]


def test_standard_input_exit_code_and_utf8_in_any_locale(tmp_path: Path) -> None:
    records = f'{{"text": "“{TEXT}”", "title": "half \\ud800 a letter"}}\n{{broken\n'
    done = subprocess.run(
        [*ENTENTE, "extract", "-", str(tmp_path / "missing.txt")],
        input=records.encode(),
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 1, done.stderr
    document = json.loads(done.stdout.splitlines()[0])
    assert (document["path"], document["title"]) == ("-#1", "half ? a letter")
    errors = [line for line in done.stderr.decode().splitlines() if line.startswith("error: ")]
    assert len(errors) == 2
    assert "-#2: " in errors[0] and "missing.txt: " in errors[1]


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_a_reader_that_goes_away_ends_the_run_quietly(tmp_path: Path, form: str) -> None:
    # More than a pipe holds, so that the end of its reader is felt.
    row = json.dumps({"text": "Rain fell.", "title": "A long title " * 60})
    path = put(tmp_path / "a.jsonl", f"{row}\n" * 150)
    done = subprocess.run(
        [
            "bash",
            "-c",
            'set -o pipefail; "$@" | head -1',
            "bash",
            *ENTENTE,
            "extract",
            path,
            "--format",
            form,
        ],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.count(b"\n") == 1
