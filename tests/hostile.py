"""Documents that mean harm: each writes something that a page, a script, a table or a terminal might obey.

Each has a twin that is as long and says as little, with letters in the place of what could be obeyed: what a
page makes of both must have the same elements and attributes.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from fakes import Claimed, Done, FakeEncoder, Said

from entente.collect import Kept, read_into
from entente.store import Store

#: What is written into texts, titles, outlets, bylines and file names; ``hacked`` is what a script would set.
PAYLOADS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "</td></tr></table><script>window.hacked=1</script>",
    "</textarea></title></style><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<svg onload=window.hacked=1><animate onbegin=window.hacked=1>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.hacked=1</script>'>",
    "<x-hacked onclick=window.hacked=1 autofocus tabindex=1 onfocus=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>",
    "<iframe src=//evil.example></iframe><object data=//evil.example>",
    "<link rel=stylesheet href=//evil.example/x.css><base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<form action=//evil.example><button formaction=javascript:window.hacked=1>",
    "<b><i></b></p><p <<x>>< a/><!-- ]]> <![CDATA[ <?php",
    '" onmouseover="window.hacked=1" data-hacked="',
    "' onmouseover='window.hacked=1' data-hacked='",
    "` onmouseover=`window.hacked=1` data-hacked=`",
    '"><script>window.hacked=1</script>',
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1//",
    "data:text/html;base64,PHNjcmlwdD5oYWNrZWQ9MTwvc2NyaXB0Pg==",
    "//evil.example/x",
    "https://evil.example/<script>",
    "../../../../etc/passwd",
    "x;} body{background:url(//evil.example)} @import '//evil.example';",
    "style=position:fixed;top:0 class=skip id=main",
    "{{7*7}}{% include '/etc/passwd' %}{{config}}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "[click](javascript:window.hacked=1) ![x](//evil.example/x.png)",
    "&lt;script&gt;window.hacked=1&lt;/script&gt; &#60;b&#62; &amp;quot; &",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \u200b\u200d\ufeff",
    "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301 \U0001f469\u200d\U0001f680 \uffff",
    "\x1b[2J\x1b]0;hacked\x07",
    "=HYPERLINK(0)+cmd|x",
    "раураl Аrmenia",
    "W" * 3000,
    "a\\u003cscript\\u003e \\x3cscript\\x3e \\",
    "'; DROP TABLE documents; --",
    "%3Cscript%3E %00 %2e%2e%2f",
    "?search=%22&dyad=x#main",
    "\u2028window.hacked=1\u2029",
    "a\x00b \x01\x02 \x85",
)
#: All but what a plain reader would call words; each becomes a letter.
_LOUD = re.compile(r"[^\w ]")


def twin(payload: str) -> str:
    """The same in letters."""
    return _LOUD.sub("q", payload).replace("hacked", "listed")


def texts(harm: bool) -> list[dict[str, Any]]:
    """A document of each payload, which stands in all that a document has; or of its twin."""
    return [_text(number, given if harm else twin(given)) for number, given in enumerate(PAYLOADS)]


def names(harm: bool) -> list[str]:
    """Names of files, as far as a file may be named so."""
    found = [given for given in PAYLOADS if len(given.encode()) < 240 and not set(given) & set("/\0")]
    return [f"{number}{given if harm else twin(given)}.txt" for number, given in enumerate(found)]


def stored(folder: Path, harm: bool) -> Path:
    """A store of all of them, and of a file by each name; or of the twins."""
    folder.mkdir()
    lines, db = folder / "texts.jsonl", folder / "region.duckdb"
    lines.write_text("".join(json.dumps(text) + "\n" for text in texts(harm)), "utf-8")
    files = [folder / name for name in names(harm)]
    for number, file in enumerate(files):
        file.write_text(f"Germany accused Russia of fraud number {number}.", "utf-8")
    with Store(str(db), write=True) as store:
        kept = list(read_into(store, [str(lines), *map(str, files)], _encoder(harm)))
    assert all(isinstance(k, Kept) and k.added for k in kept), [k for k in kept if not isinstance(k, Kept)]
    assert len(kept) == len(PAYLOADS) + len(files)
    return db


def _text(number: int, written: str) -> dict[str, Any]:
    return {
        "text": (
            f"Germany accused Russia of fraud {written} in Berlin, officials said on Monday.\n\n"
            f"War number {number} will come {written} soon, the minister said."
        ),
        "title": f"Title {number} {written}",
        "author": f"Author {written}",
        "outlet": f"Outlet {number} {written}",
        "published": "2023-09-21",
    }


def _encoder(harm: bool) -> FakeEncoder:
    """An encoder whose records hold what is written there."""
    written = [given if harm else twin(given) for given in PAYLOADS]
    said = [Said("accused", [f"Russia of fraud {w}" for w in written], ["Germany"], ["accused"])]
    claimed = [
        Claimed("forecast", f"War number {number} will come {w} soon") for number, w in enumerate(written)
    ]
    return FakeEncoder(said=said, done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])], claimed=claimed)
