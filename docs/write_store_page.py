"""Writes the data dictionary into ``docs/reference/store.md``, below its mark; ``make docs`` runs it."""

from pathlib import Path

from entente.store.dictionary import dictionary

PAGE = Path(__file__).parent / "reference/store.md"
#: All below this line is written anew; all above it is written by hand.
MARK = "<!-- The data dictionary, written by `make docs` from src/entente/store/schema/ -->\n\n"


def written(page: str) -> str:
    """The page with the dictionary of today."""
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise SystemExit(
            f"{PAGE} has lost its mark; put this line where the dictionary begins: {MARK.strip()}"
        )
    return head + mark + dictionary()


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
