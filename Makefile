# Two commands do everything on a fresh machine (Debian, python3 >= 3.11, make): `make run` and `make test`.

PYTHON ?= python3
SOURCES ?= sample
LAKE ?= lake
BIN := .venv/bin
SHARED := ../shared
INSTALL := $(BIN)/python -m pip --quiet --disable-pip-version-check install
FROM_LOCK := $(INSTALL) --no-deps --require-hashes

.PHONY: run test test-soak test-ui browser lint format benchmark benchmark-suites benchmark-pages benchmark-peers dictionary lock serve clean

run: .venv
	@$(BIN)/waqai nightly $(foreach source,$(SOURCES),--source $(source)) --lake $(LAKE)

test: .venv/.installed-dev
	@$(BIN)/pytest --cov --cov-report=term:skip-covered

# The crash tests at random moments, for some minutes.
test-soak: .venv/.installed-dev
	@$(BIN)/pytest -m soak

# Prefect's UI in a browser, and what is left when its parts are killed: some ten minutes.
UI_TESTS ?= tests/ui
test-ui: browser .venv/.installed-ui
	@WAQAI_TEST_UI=1 $(BIN)/pytest $(UI_TESTS)

browser:
	@command -v chromium > /dev/null || { apt-get update --quiet --quiet && \
		apt-get install --yes --quiet --quiet --no-install-recommends chromium > /dev/null; } || \
		{ echo "Chromium is missing and cannot be installed by this user: apt-get install chromium"; exit 2; }

# Speeds as ratios in one run, and where ../shared exists the accuracies by the gold's own scorers.
benchmark: .venv/.installed-dev
	@$(BIN)/python benchmarks/facts.py
	@$(BIN)/python benchmarks/numerals.py
	@PYTHONPATH=. $(BIN)/python benchmarks/lake.py
	@if [ -d $(SHARED) ]; then $(MAKE) --no-print-directory benchmark-suites benchmark-pages; \
		else echo "no $(SHARED): no scores of others' suites and of real pages"; fi

# Numbers, dates and amounts of other projects' suites.
benchmark-suites:
	@PYTHONPATH=. $(BIN)/python $(SHARED)/gold/score_numerals.py $(SHARED)/gold/numerals_dev.jsonl | grep ALL

benchmark-pages:
	@PYTHONPATH=. $(BIN)/python benchmarks/extraction.py $(SHARED)/pages/pages_dev.warc.gz
	@PYTHONPATH=. $(BIN)/python benchmarks/extraction.py $(SHARED)/pages/pages_dev.warc.gz --pool
	@mkdir -p build
	@for set in pages_dev pages_ar_dev templated_dev; do \
		echo $$set; \
		PYTHONPATH=. $(BIN)/python benchmarks/score_pages.py $(SHARED)/pages/$$set.warc.gz build/$$set.jsonl; \
		$(BIN)/python $(SHARED)/pages/score.py $(SHARED)/pages/$${set}_gold.jsonl build/$$set.jsonl; \
	done

# The other libraries on the same pages, each in an environment of its own below build/: some fifteen minutes.
PAGES ?= 300
ROUNDS ?= 3
benchmark-peers: .venv/.installed-dev
	@$(BIN)/python benchmarks/side_by_side.py --pages $(PAGES) --rounds $(ROUNDS) $(wildcard $(SHARED)/pages/*.warc.gz)

lint: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports
	$(BIN)/codespell

format: .venv/.installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

PORT ?= 4200
serve: .venv
	@$(BIN)/waqai serve --port $(PORT)

dictionary: .venv
	$(BIN)/python -c "from schemas.dictionary import data_dictionary; print(data_dictionary(), end='')" > docs/data-dictionary.md

# The environment alone. A venv without pip (Debian without python3-venv) is the one thing that make cannot mend.
.venv: .venv/.installed

.venv/.installed: requirements.lock pyproject.toml
	@echo "setting up .venv (about a minute, once) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is too old: Waqai needs Python 3.11 or newer; name one with make PYTHON=…"; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "could not make .venv: on Debian, apt-get install python3-venv"; exit 2; }
	@$(FROM_LOCK) -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@echo "adding the test tools to .venv …"
	@$(FROM_LOCK) -r requirements-dev.lock
	@touch $@

.venv/.installed-ui: requirements-ui.lock .venv/.installed-dev
	@$(FROM_LOCK) -r requirements-ui.lock
	@touch $@

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock: .venv
	$(INSTALL) uv
	$(COMPILE) --extra build -o requirements.lock
	$(COMPILE) --extra build --extra dev --constraint requirements.lock -o requirements-dev.lock
	$(COMPILE) --extra ui --constraint requirements-dev.lock -o requirements-ui.lock

clean:
	rm -rf .venv .prefect build *.egg-info
