"""How a brief is written: HTML, PDF, Word, Markdown."""
