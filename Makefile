# Every task of the project. `make run` and `make test` bring all they need; the rest stand on them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Without byte code on disk every start is twice as slow, so we do not inherit a wish for none.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --compile-bytecode
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-header --no-emit-index-url --no-annotate
LOCKS := run test check bench postgres node

.PHONY: help run reset test check bench mutate venv venv-test venv-check venv-bench lock format

help:
	@echo "make run     the portal on this machine: http://localhost:8000 (PORT=...)"
	@echo "make reset   throw away the local data and start over"
	@echo "make test    every test, with coverage"
	@echo "make check   every check that reads the code without running it"
	@echo "make bench   how fast it is beside its peers"
	@echo "make mutate  how many mutants of the rules, the engine and the portal go unnoticed (2 hours)"
	@echo "make lock    resolve requirements/*.in again"

run: venv
	@exec $(BIN)/python -m portal.launcher run

reset:
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m portal.launcher reset; \
	else echo "Nothing to reset: the portal has not been run here."; fi

test: venv-test
	@exec $(BIN)/python -m portal.launcher test $(ARGS)

check: venv-check
	@exec $(BIN)/python -m portal.launcher check

bench: venv-bench
	@exec $(BIN)/python -m portal.launcher bench

mutate: venv-test
	@$(BIN)/python -m tests.mutation
	@$(BIN)/python -m tests.mutation.engine
	@$(BIN)/python -m tests.mutation.reached
	@$(BIN)/python -m tests.mutation.product

# One stamp for each lock, so that a second run installs nothing.
venv: $(VENV)/run.stamp
venv-test: venv $(VENV)/test.stamp
venv-check: venv-test $(VENV)/check.stamp
venv-bench: venv-test $(VENV)/bench.stamp

$(BIN)/uv: requirements/tool.txt
	@echo "Making $(VENV)"
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed.")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/%.stamp: requirements/%.txt | $(BIN)/uv
	@echo "Installing $<"
	@$(INSTALL) -r $<
	@touch $@

lock: | $(BIN)/uv
	@cd requirements && for name in tool $(LOCKS); do \
		../$(COMPILE) $(UPGRADE) $$name.in --output-file $$name.txt; done

format: venv-check
	@$(BIN)/ruff check --fix-only --quiet . && $(BIN)/ruff format --quiet .
