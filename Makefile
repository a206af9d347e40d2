# Two commands do everything on a fresh machine (Debian, python3 >= 3.11, make): `make run` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes --no-deps

.PHONY: run test lint lock clean

.venv: .venv/.installed

.venv/.installed: requirements.lock
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.lock
	touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	$(PIP) -r requirements-dev.lock
	touch $@

lock:
	$(BIN)/python -m pip --quiet install uv
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
