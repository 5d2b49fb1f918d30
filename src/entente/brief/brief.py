"""The finished brief: its contents, and how it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from entente.brief.html import render_html
from entente.brief.markdown import render_markdown
from entente.brief.parts import Contents
from entente.errors import UsageError

_WRITERS: dict[str, Callable[[Contents], str]] = {
    ".html": render_html,
    ".htm": render_html,
    ".md": render_markdown,
    ".markdown": render_markdown,
}


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief of two actors. The same record gives the same bytes."""

    contents: Contents

    def html(self) -> str:
        """One self-contained page."""
        return render_html(self.contents)

    def markdown(self) -> str:
        """The same as Markdown; pictures are told in words."""
        return render_markdown(self.contents)

    def save(self, path: str | Path) -> Path:
        """Writes it, as the name's end says; raises UsageError where that cannot be."""
        target = Path(path)
        writer = writer_of(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(writer(self.contents), encoding="utf-8", errors="replace")
        except OSError as error:
            raise UsageError(
                f"cannot write to {target} ({error.strerror}); name another file with -o"
            ) from error
        return target


def writer_of(path: Path) -> Callable[[Contents], str]:
    """What writes a file of that name; raises UsageError for an end that nothing writes."""
    try:
        return _WRITERS[path.suffix.lower()]
    except KeyError:
        valid = ", ".join(_WRITERS)
        raise UsageError(
            f"a brief cannot be written as {path.suffix or 'a file without an end'} ({path}); valid: {valid}"
        ) from None
