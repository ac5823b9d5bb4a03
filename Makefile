# The two commands of the house are `make run` and `make test`; everything that they need is set up
# first, into .venv, and nothing is set up twice.

VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
STAMP := $(VENV)/.set-up

# Python keeps what it has compiled, even where the machine asks for the opposite: a portal then starts
# in a third of the time, and the tests start dozens of them.
unexport PYTHONDONTWRITEBYTECODE

# The first Python of 3.11 to 3.13 on this machine, unless PYTHON names one.
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for each in python3 python3.13 python3.12 python3.11 python; do \
	"$$each" -c '$(SUPPORTED)' 2>/dev/null && echo "$$each" && break; done)

.DEFAULT_GOAL := help
.PHONY: help setup run serve-production test test-production lint format docs soak bench clean

help:
	@echo "make run     set up, then open the portal on http://127.0.0.1:8501"
	@echo "make serve-production"
	@echo "             set up, then open the portal on PostgreSQL and S3: see docs/production.md"
	@echo "make test    set up, then check style, types, layers and every test"
	@echo "make setup   only set up: $(VENV) with the pinned packages"
	@echo "make test-production"
	@echo "             every test once more, with each store on PostgreSQL and S3"
	@echo "make format  put the code into the house's format"
	@echo "make docs    write the pages that are made from the code"
	@echo "make soak    the long checks that 'make test' leaves out"
	@echo "make bench   measure the engine against the figures of the design"
	@echo "make clean   remove $(VENV) and the caches, so that the next command sets up anew"

setup: $(STAMP)

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Chartbridge needs Python 3.11, 3.12 or 3.13, and none was found on this machine." >&2; \
		echo "Install one, or name it: make setup PYTHON=/path/to/python3" >&2; exit 2; fi
	@"$(PYTHON)" -c '$(SUPPORTED)' || { \
		echo "$(PYTHON) is not Python 3.11, 3.12 or 3.13. Name one that is: make setup PYTHON=..." >&2; exit 2; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments: its venv package is missing." >&2; \
		echo "On Debian or Ubuntu: apt-get install python3-venv. Then run the same command again." >&2; exit 2; }
	@echo "Making $(VENV) with $(PYTHON)"
	@"$(PYTHON)" -m venv $(VENV)

$(STAMP): $(BIN)/python pyproject.toml constraints.txt Makefile
	@echo "Setting up the pinned packages in $(VENV)"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@test "$$($(BIN)/uv --version 2>/dev/null | cut -d' ' -f2)" = "$(UV_VERSION)" || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

run: setup
	@exec $(BIN)/chartbridge serve

serve-production: setup
	@exec $(BIN)/chartbridge serve --production

lint: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# -rs names every skipped test with its reason; loadfile keeps what a file prepares once in one process.
# Files are taken as they stand, the walks in tests/browser first, so that no long one is left to the end;
# walks wait a good deal, so that two cores have work for three.
test: lint
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -rs -m "not soak"

# The same suite with each store in a PostgreSQL and an S3 (tests/placing.py), the walks in a browser and a
# production as its operator starts it too. On servers of their own, or on those that STORAGE_TEST_POSTGRESQL
# ("postgresql+psycopg://...") and STORAGE_TEST_S3 ("http://...") name; a database and a bucket for each store.
# At the end stand the tests that opened a store in a file all the same (tests/strays.py): those about such files.
ON_SERVERS := STORAGE_TEST_POSTGRESQL=$${STORAGE_TEST_POSTGRESQL:-own} STORAGE_TEST_S3=$${STORAGE_TEST_S3:-own}
test-production: setup
	$(ON_SERVERS) $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -rs -m "not soak" --timeout 900

format: setup
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: setup
	$(BIN)/python docs/write_findings.py
	$(BIN)/python docs/write_checks.py
	$(BIN)/python docs/write_transforms.py
	$(BIN)/python docs/write_starting_maps.py

soak: setup
	HYPOTHESIS_PROFILE=soak $(BIN)/pytest -rs -m "soak or law" --timeout 7200

bench: setup
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache build *.egg-info
