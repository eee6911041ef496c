# The one door: CI calls these targets too. Nothing but make and Python 3.11 or later need be there.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE  # or each of a dozen processes compiles all there is

PORT ?= 8000
T ?= tests
WORKERS ?= 3
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$each && break; done)
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --no-header --no-annotate --python-version 3.11

.PHONY: help setup assets demo demo-reset run test check fix bench migration charter docs lock

help: ## list these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | column -t -s '|'

setup: ## the virtual environment, from the locked dependencies
	@test -n "$(PYTHON)" || { echo "Good Partners needs Python 3.11 or later, as python3."; exit 1; }
	@$(PYTHON) tools/environment.py

assets: setup ## fonts and chart library, from npm, at pinned versions
	@$(BIN)/python -m tools.assets

demo: setup assets ## the platform with sample data, on 127.0.0.1:8000 (PORT=8001 for another)
	@exec $(BIN)/good-partners serve-demo --port $(PORT)

demo-reset: ## forget what was entered in the demo; the next one begins afresh
	@rm -rf data/demo.log data/demo.sqlite data/demo.sqlite-wal data/demo.sqlite-shm data/demo.json data/demo-mail
	@echo "The demo is as new."

run: setup assets ## for development: the demo, restarted on every change
	@exec $(BIN)/good-partners serve-demo --port $(PORT) --reload

test: setup assets ## every test, on SQLite and PostgreSQL and in a browser (T=tests/web for some)
	@$(if $(filter tests tests/browser%,$(T)),$(BIN)/python -m tools.chromium)
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal $(T)

check: setup ## format, lint, types, imports, templates, charter: all that reads and runs nothing
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/good-partners check-charter
	@echo "All is in order."

fix: setup ## put right what can be put right by itself
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

bench: setup assets ## how fast and how heavy: a table, and JSON in bench/results
	@$(BIN)/python -m bench

migration: setup ## write the next migration: make migration name="add notes"
	@$(BIN)/python -m tools.new_migration "$(name)"

charter: setup ## check charter/ and say what is in it
	@$(BIN)/good-partners check-charter

docs: setup ## draw what is drawn from the code
	@$(BIN)/python -m tools.states

lock: setup ## compile requirements*.txt anew after a change to requirements*.in
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
