"""Commands of a page, done as its reader does them, in the folder that one is in."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from entente.cli import app

_PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def done(command: str) -> str:
    """What a line of the shell prints; a failure of it is one of the test.

    A plain call of ``entente``, into a file or not, runs in this process; all else is the shell's.
    """
    words = shlex.split(command)
    if words[0] != "entente" or "|" in words or any(set(word) & set("*?$`") for word in words):
        return _by_shell(command)
    into = Path(words[-1]) if ">" in words else None
    arguments = words[1:-2] if into else words[1:]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "160"})
    assert result.exit_code == 0, f"{command}: {result.output}"
    printed = result.stdout.replace("\r\n", "\n")
    if into:
        into.write_text(printed, "utf-8")
    return printed


def _by_shell(command: str) -> str:
    ran = subprocess.run(
        ["bash", "-c", f"set -e\n{command}"], env=os.environ | {"PATH": _PATH}, capture_output=True, text=True
    )
    assert ran.returncode == 0, f"{command}: {ran.stderr}"
    return ran.stdout
