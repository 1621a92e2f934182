# The ways into the project. A fresh machine needs Python 3.11 (or uv), make and a package index; the rest is
# fetched into .venv. `make help` lists the targets.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check format system-parts clean-sample

UV := scripts/uv
BIN := .venv/bin
SAMPLE_HOME := sample
SAMPLE_MONTHS := 2022-06 2022-12 2023-06 2023-07 2025-06 2026-06
WORKERS ?= 2

help:  ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | sort | expand -t 16

setup: .venv/.synced  ## fetch Python packages into .venv

.venv/.synced: pyproject.toml uv.lock
	@# compiled once here: a machine that writes no byte code would else compile every import of every run
	@$(UV) sync --frozen --compile-bytecode
	@$(BIN)/python -m compileall -q pipeline assets
	@scripts/system_parts.sh
	@touch $@

run: setup  ## make the sample home, run its months, say where the summaries are
	@# truth.json is written last: without it the sample home is not whole
	@test -f $(SAMPLE_HOME)/truth.json || DOINGOAI_HOME=$(SAMPLE_HOME) $(BIN)/doingoai sample --to $(SAMPLE_HOME)
	@failed=; for month in $(SAMPLE_MONTHS); do \
	    echo; echo "== $$month"; \
	    DOINGOAI_HOME=$(SAMPLE_HOME) $(BIN)/doingoai run $$month || failed="$$failed $$month"; \
	done; \
	echo; echo "Summaries:"; \
	find $(SAMPLE_HOME)/warehouse/exports -name 'national_summary.*' | sort | sed 's/^/  /'; \
	if [ -n "$$failed" ]; then echo "Failed or blocked:$$failed"; exit 1; fi

check: setup  ## lint, format, types, import boundaries
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

test: check  ## check, then the tests
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile

format: setup  ## let ruff rewrite what it can
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

system-parts:  ## install the system packages that are of use (as root), or say which
	@scripts/system_parts.sh --all

clean-sample:  ## throw the sample home away; `make run` makes it anew
	@rm -rf $(SAMPLE_HOME)
