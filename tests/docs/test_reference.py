from __future__ import annotations

import contextlib
import io
import json
import re
import shlex
import tomllib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from entente.analysis.dyads.rifts import Rift
from entente.cli import app
from entente.ontology.plover import CONTEXTS, SECTORS, intensity, modes, quad
from entente.records import EventType
from entente.store import Kind, Parties, Store

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
RECORDS = (DOCS / "reference/records.md").read_text("utf-8")
CLI = (DOCS / "reference/cli.md").read_text("utf-8")
DEFINED: dict[str, Any] = json.loads(files("entente").joinpath("records.schema.json").read_text("utf-8"))[
    "$defs"
]
COMMAND: Any = typer.main.get_command(app)


def section(page: str, title: str) -> str:
    """The lines under a heading, up to the next heading of any rank."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {title!r}"
    return found.group(1)


def keys(page: str, title: str) -> list[str]:
    """The first cells of a section's tables that are code."""
    return re.findall(r"^\| `([^`|]+)`", section(page, title), re.MULTILINE)


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def _properties(name: str, *path: str) -> dict[str, Any]:
    node = DEFINED[name]["properties"]
    for key in path:
        node = node[key]
        node = node.get("items", node)
        node = next((n for n in node.get("anyOf", []) if "properties" in n), node)["properties"]
    assert isinstance(node, dict)
    return node


SHAPES = {
    "Document": _properties("document"),
    "Statement": _properties("statement"),
    "Event": _properties("event"),
    "Claim": _properties("claim"),
    "Span": _properties("span"),
    "Party": _properties("party"),
    "Zone": _properties("document", "zones"),
    "Date": _properties("event", "date"),
    "Place": _properties("event", "place"),
    "Quantity": _properties("event", "quantities"),
}


@pytest.mark.parametrize("title", SHAPES)
def test_every_key_of_the_schema_is_documented_and_no_other(title: str) -> None:
    assert keys(RECORDS, title) == list(SHAPES[title])


@pytest.mark.parametrize("title", SHAPES)
def test_null_is_documented_where_the_schema_allows_it(title: str) -> None:
    for key, shape in SHAPES[title].items():
        row = next(line for line in section(RECORDS, title).splitlines() if line.startswith(f"| `{key}`"))
        allowed = "null" in shape.get("type", ()) or {"type": "null"} in shape.get("anyOf", ())
        assert ("or null" in row.split("|")[2]) is allowed, row


def _choices(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (str(v) for v in node.get("enum", []))
        node = list(node.values())
    if isinstance(node, list):
        for below in node:
            yield from _choices(below)


def test_every_value_of_the_schema_is_documented() -> None:
    assert {v for v in _choices(DEFINED) if f"`{v}`" not in RECORDS} == set()


def test_event_types_are_those_of_the_ontology() -> None:
    assert keys(RECORDS, "Event types") == list(EventType)
    for line in section(RECORDS, "Event types").splitlines():
        row = re.fullmatch(r"\| `([A-Z]+)` \| (\d) \| ([-+][\d.]+) \| (.*) \|", line)
        if row is None:
            continue
        kind = EventType(row[1])
        assert (int(row[2]), float(row[3])) == (quad(kind), intensity(kind))
        given = {m: float(v) for m, v in re.findall(r"`([\w-]+)` ([-+][\d.]+)", row[4])}
        assert given == {m: intensity(kind, m) for m in modes(kind)}


def test_contexts_sectors_and_quantities_are_those_of_the_ontology() -> None:
    assert re.findall(r"`(\w+)`", section(RECORDS, "Contexts")) == list(CONTEXTS)
    assert re.findall(r"`(\w+)`", section(RECORDS, "Sectors")) == list(SECTORS)
    table = tomllib.loads(files("entente").joinpath("ontology/data/quantities.toml").read_text("utf-8"))
    row = section(RECORDS, "Quantity").splitlines()
    kinds = re.findall(r"`(\w+)`", next(line for line in row if line.startswith("| `kind`")))
    assert set(kinds[1:]) == {*table["things"], *table["verbs"], "money"}


def _spans(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node
        node = list(node.values())
    if isinstance(node, list):
        for below in node:
            yield from _spans(below)


def test_example_records_are_valid_and_true_to_their_text(valid: Callable[[dict[str, Any]], None]) -> None:
    (text,), (lines,) = blocks(section(RECORDS, "Examples"), "text"), blocks(RECORDS, "json")
    records = [json.loads(line) for line in lines.splitlines()]
    assert [r["record"] for r in records] == ["document", "statement", "event", "claim"]
    for record in records:
        valid(record)
        for span in _spans(record):
            assert text[span["start"] : span["end"]] == span["text"]


def test_every_command_and_option_is_documented_and_no_other() -> None:
    shared = {"--help", *(o for p in COMMAND.params for o in p.opts)}
    assert set(re.findall(r"`(--[\w-]+)`", section(CLI, "Command line"))) == shared
    assert re.findall(r"^\| \[`([\w-]+)`\]", CLI, re.MULTILINE) == list(COMMAND.commands)
    assert re.findall(r"^## entente ([\w-]+)", CLI, re.MULTILINE) == list(COMMAND.commands)
    filters = keys(CLI, "Filters")
    for name, command in COMMAND.commands.items():
        options = {
            o for p in command.params if p.param_type_name == "option" for o in p.opts if o[:2] == "--"
        }
        documented = [key for key in keys(CLI, f"entente {name}") if key.startswith("--")]
        shared_rows = re.findall(r"^Filters: ((?:.|\n)*?)\.$", section(CLI, f"entente {name}"), re.MULTILINE)
        for option in re.findall(r"`(--\w+)`", "".join(shared_rows)):
            assert option in filters, f"{name}: {option}"
            documented.append(option)
        assert sorted(documented) == sorted(options - {"--help"}), name


def test_every_column_of_the_tables_is_documented_and_no_other() -> None:
    page = (DOCS / "reference/tables.md").read_text("utf-8")
    with Store() as store:
        for table in (*Kind, *Parties):
            assert keys(page, table.value) == list(store.columns(table)), table


def test_every_argument_is_named() -> None:
    for name, command in COMMAND.commands.items():
        for parameter in command.params:
            if parameter.param_type_name == "argument":
                assert str(parameter.metavar) in section(CLI, f"entente {name}")


def test_every_benchmark_is_named() -> None:
    from entente.evaluation.benchmarks import BENCHMARKS

    assert [k for k in keys(CLI, "entente evaluate") if not k.startswith("--")] == list(BENCHMARKS)


def command_lines() -> Iterator[tuple[str, str]]:
    """Each call of ``entente`` in the pages' code blocks, indented lines and inline code."""
    for page in PAGES:
        text = page.read_text("utf-8")
        code = [line for b in blocks(text, "(?:sh|bash|)") for line in b.splitlines()]
        code += [line.strip() for line in re.findall(r"^ {4}(.*)$", text, re.MULTILINE)]
        # A command named in passing has no arguments.
        code += re.findall(r"`(entente \w+ [^`]*)`", text)
        for line in code:
            # Synopses have an ellipsis or capitals without a meaning to the shell.
            if re.search(r"\bentente (?:[a-z]|-)", line) and not re.search(
                r"\.\.\.|\[--|\[FILTERS|COMMAND", line
            ):
                yield str(page.relative_to(ROOT)), line


def calls(line: str) -> list[list[str]]:
    """The arguments of each call of ``entente`` in a line of the shell."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|>&;")
    lexer.whitespace_split = True
    parts = list(lexer)
    found: list[list[str]] = [[]]
    skip = False
    for part in parts:
        if part in ("|", "&&", ";"):
            found.append([])
        elif part == ">":
            skip = True
        elif skip:
            skip = False
        else:
            found[-1].append(part)
    return [c[1:] for c in found if c and c[0].rpartition("/")[2] == "entente"]


@pytest.mark.parametrize(("page", "line"), sorted(set(command_lines())))
def test_every_command_line_parses(page: str, line: str) -> None:
    called = calls(line)
    assert called, f"{page}: no call of entente in {line!r}"
    for arguments in called:
        with COMMAND.make_context("entente", list(arguments)) as context:
            name, command, rest = COMMAND.resolve_command(context, arguments)
            command.make_context(name, rest, parent=context)


TABLES = {*(kind.value for kind in Kind), "actors", "check", "dyad"}


@pytest.mark.parametrize(
    "arguments",
    [c for _, line in sorted(set(command_lines())) for c in calls(line) if c[0] in TABLES and "--db" in c],
    ids=" ".join,
)
def test_every_question_to_a_store_is_answered(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # Names, types, days and words of a search are looked at whatever the store holds.
    Store(arguments[arguments.index("--db") + 1], write=True).close()
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.stderr


PYTHON = [
    (page, number)
    for page in ("guide.md", "reference/background.md", "reference/rifts.md")
    for number in range(len(blocks((DOCS / page).read_text("utf-8"), "python")))
]


@pytest.mark.parametrize(("page", "number"), PYTHON)
def test_python_of_the_pages_runs(page: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    code = blocks((DOCS / page).read_text("utf-8"), "python")[number]
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(code, f"{page}, block {number + 1}", "exec"), {})
    assert shown.getvalue().strip()


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if not re.match(r"[a-z]+:", target):
                yield page, target


@pytest.mark.parametrize(("page", "target"), list(links()), ids=lambda x: x if isinstance(x, str) else x.name)
def test_every_link_leads_somewhere(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    file = (page.parent / name).resolve() if name else page
    assert file.exists()
    if anchor:
        titles = re.findall(r"^#+ (.*)$", file.read_text("utf-8"), re.MULTILINE)
        assert anchor in map(_anchor, titles)


def test_every_page_is_in_the_index() -> None:
    index = DOCS / "index.md"
    listed = {(DOCS / t).resolve() for page, t in links() if page == index}
    assert set(DOCS.rglob("*.md")) - {index} <= listed


def test_every_sample_named_is_there() -> None:
    for page in PAGES:
        for name in re.findall(r"samples/[\w.*-]+\.\w+", page.read_text("utf-8")):
            assert list(ROOT.glob(name)) or "no-such" in name, f"{page.name}: {name}"


def test_every_run_time_dependency_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [re.split(r"[<>=]", d)[0] for d in project["dependencies"]]
    page = (DOCS / "decisions/0001-run-time-dependencies.md").read_text("utf-8")
    assert re.findall(r"^\| ([a-z][\w-]+) \|", page, re.MULTILINE)[1:] == declared


def test_every_column_of_a_rift_is_documented_and_no_other() -> None:
    page = (DOCS / "reference/rifts.md").read_text("utf-8")
    named = re.findall(
        r"`(\w+)`", "".join(re.findall(r"^\| (`[^|]*)\|", section(page, "Columns"), re.MULTILINE))
    )
    assert sorted(named) == sorted(Rift._fields)
