"""The finished brief: its contents, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from entente.brief.parts import Contents, Own, Picture
from entente.brief.writers.drawings import standing
from entente.brief.writers.html import render_html
from entente.brief.writers.markdown import render_markdown
from entente.errors import UsageError
from entente.writing import write_whole

#: What writes a brief: its contents and the path -> the files that come of it, the brief itself last.
_Writer = Callable[[Contents, Path], Mapping[Path, bytes]]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief. The same record gives the same bytes."""

    contents: Contents

    def html(self) -> str:
        """One self-contained page."""
        return render_html(self.contents)

    def markdown(self) -> str:
        """The same as Markdown; pictures are told in words."""
        return render_markdown(self.contents)

    def noted(self, own: tuple[Own, ...]) -> Brief:
        """The brief with words of the analyst's: see :func:`entente.brief.notes.read_notes`."""
        return Brief(replace(self.contents, own=(*self.contents.own, *own)))

    def save(self, path: str | Path) -> Path:
        """Write it as the name's end says, whole or not at all; a file of that name is replaced.

        Args:
            path: ends in .html, .htm, .pdf, .docx, .md or .markdown. Beside Markdown its pictures are
                written, as ``NAME-1.svg`` and so on.

        Raises:
            UsageError: nothing writes such a name, or the place cannot be written to.
            MissingLibrary: what sets the type of a PDF is not installed.
        """
        target = Path(path)
        write_whole(writer_of(target)(self.contents, target), "name another file with -o")
        return target


def writer_of(path: Path) -> _Writer:
    """What writes a file of that name; raises UsageError for an end that nothing writes."""
    try:
        return _WRITERS[path.suffix.lower()]
    except KeyError:
        valid = ", ".join(_WRITERS)
        raise UsageError(
            f"a brief cannot be written as {path.suffix or 'a file without an end'} ({path}); valid: {valid}"
        ) from None


def _html(brief: Contents, path: Path) -> dict[Path, bytes]:
    return {path: render_html(brief).encode("utf-8", errors="replace")}


def _markdown(brief: Contents, path: Path) -> dict[Path, bytes]:
    pictures = [block for part in brief.parts for block in part.blocks if isinstance(block, Picture)]
    beside = [path.with_name(f"{path.stem}-{number}.svg") for number in range(1, len(pictures) + 1)]
    files = {
        place: standing(picture).encode("utf-8", errors="replace")
        for place, picture in zip(beside, pictures, strict=True)
    }
    text = render_markdown(brief, [place.name for place in beside])
    return {**files, path: text.encode("utf-8", errors="replace")}


def _pdf(brief: Contents, path: Path) -> dict[Path, bytes]:
    # Its packages take half a second to load, and every command would wait for them.
    from entente.brief.writers.pdf import render_pdf

    return {path: render_pdf(brief)}


def _docx(brief: Contents, path: Path) -> dict[Path, bytes]:
    from entente.brief.writers.docx import render_docx

    return {path: render_docx(brief)}


_WRITERS: dict[str, _Writer] = {
    ".html": _html,
    ".htm": _html,
    ".pdf": _pdf,
    ".docx": _docx,
    ".md": _markdown,
    ".markdown": _markdown,
}
