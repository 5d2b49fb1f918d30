"""``entente correct``: what a person says of a coded record, put in force."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from entente.cli.collecting import index_words, several
from entente.cli.options import Db
from entente.distinct import made_distinct
from entente.errors import InputError, NotFound, UsageError
from entente.store import Store
from entente.store.correcting.corrections import Action, correction_from

EXAMPLES = """**Examples**

`entente correct 72ece03db821e485.e1 --reject --by "A. Reader" --why "a denial" --db region.duckdb`

`entente correct 72ece03db821e485.e1 --set event_type=ACCUSE --set actor=ARM --by Ann --db region.duckdb`

`entente correct 72ece03db821e485.e1 --restore --by Ann --db region.duckdb` as the coder gave it

`entente correct --file corrections.json --db other.duckdb` what others have corrected, of the same texts

Exit codes: 0 done, 1 some corrections of a file do not fit (each is named), 2 wrong call, no usable store."""


def correct(
    db: Db,
    record: Annotated[
        str | None, typer.Argument(metavar="RECORD", help="Id of a statement, event or claim.")
    ] = None,
    reject: Annotated[bool, typer.Option("--reject", help="The record is taken out of all tables.")] = False,
    fixes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Another value; may be repeated. Nothing behind "
                     "= takes the value away."),
    ] = None,
    restore: Annotated[bool, typer.Option("--restore", help="It is again what the coder gave.")] = False,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who says it.")] = None,
    why: Annotated[str | None, typer.Option(metavar="TEXT", help="The reason.")] = None,
    coder: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose record; else the last that coded the text.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Instead: the JSON of `entente corrections`.")
    ] = None,
) -> None:  # fmt: skip
    """Reject or fix a record, or put back what the coder gave; nothing is lost."""
    # A store is looked for before it is opened to write: writing would make one.
    Store(db).close()
    if file is not None:
        if record or reject or fixes or restore:
            raise UsageError("--file has the corrections: leave out RECORD, --reject, --set and --restore")
        _of_file(db, file)
        return
    action = _action(reject=reject, fix=bool(fixes), restore=restore)
    if record is None or by is None:
        raise UsageError("name the RECORD, and with --by who says it")
    with Store(db, write=True) as store:
        said = store.correct(
            record, action, by=by, changes=dict(map(_change, fixes or ())), why=why, coder=coder
        )
        _settled(store)
    told = f": {json.dumps(said.changes, ensure_ascii=False)}" if said.changes else ""
    sys.stderr.write(f"{said.record}: {action.value}{told}, by {said.by} (correction {said.id})\n")


def _action(*, reject: bool, fix: bool, restore: bool) -> Action:
    chosen = [a for a, on in ((Action.REJECT, reject), (Action.FIX, fix), (Action.RESTORE, restore)) if on]
    if len(chosen) != 1:
        raise UsageError("give one of --reject, --set FIELD=VALUE and --restore")
    return chosen[0]


def _change(told: str) -> tuple[str, str | None]:
    field, sign, value = told.partition("=")
    if not sign or not field.strip():
        raise UsageError(f"--set {told!r}: give FIELD=VALUE, as in event_type=ACCUSE")
    return field.strip(), value.strip() or None


def _of_file(db: str, file: Path) -> None:
    taken = known = failed = 0
    told = _listed(file)
    with Store(db, write=True) as store:
        for one in told:
            try:
                if store.take(correction_from(one)):
                    taken += 1
                else:
                    known += 1
            except (UsageError, NotFound) as error:
                failed += 1
                sys.stderr.write(f"error: {error}\n")
        _settled(store)
    parts = [f"{several(taken, 'correction')} taken in"]
    parts += [f"{known} there already"] if known else []
    parts += [f"{failed} that do not fit"] if failed else []
    sys.stderr.write(f"{', '.join(parts)}\n")
    if failed:
        raise typer.Exit(1)


def _listed(file: Path) -> list[Any]:
    try:
        told = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}); check the name") from error
    except ValueError as error:
        raise InputError(
            str(file), f"it is no JSON ({error}); write one with: entente corrections"
        ) from error
    if not isinstance(told, list):
        raise InputError(str(file), "it is no list; write one with: entente corrections --format json")
    return told


def _settled(store: Store) -> None:
    made_distinct(store)
    index_words(store)
