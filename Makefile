# Vinh Danh: every command of a developer and of someone who tries it. `make help` lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp

.DEFAULT_GOAL := help
.PHONY: help install test-postgres demo demo-check example test lint lint-types lint-words lint-imports bench mutants soak golden messages pictures-web papers-check lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(RUN_STAMP) ## install what the program needs into .venv (a second time: nothing)

$(VENV)/bin/python:
	@sh tools/system.sh $(PYTHON)
	$(PYTHON) -m venv $(VENV)

# A stamp newer than the lock means that nothing is to be done.
$(RUN_STAMP): requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python tools/link.py
	@touch $@

$(DEV_STAMP): requirements/dev.txt $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(RUN_STAMP) ## install, open the application on http://127.0.0.1:8000 with the example campaign in mid-flight
	@$(BIN)/python tools/demo.py

demo-check: $(RUN_STAMP) ## open the demo on a free port, sign in as every role, look at the first pages, end
	@$(BIN)/python tools/demo_check.py

example: $(RUN_STAMP) ## run the example campaign of Phú Riềng as a folder into build/phu-rieng-2020
	@$(BIN)/python tools/example_run.py

test: $(DEV_STAMP) lint ## install and check everything: lint, types, import rules, tests, coverage
	@sh tools/system.sh $(PYTHON) browser || [ -z "$$CI" ] # without Chromium the browser tests are skipped, in CI they fail
	$(BIN)/python -m pytest -n 2 --dist worksteal --durations=25 --cov --cov-report=term
	$(BIN)/python tools/on_postgres.py # the same program on PostgreSQL, two versions where the machine has them
	$(BIN)/python tools/demo_check.py

test-postgres: $(DEV_STAMP) ## every test of platform, steps and pages on PostgreSQL
	$(BIN)/python tools/on_postgres.py --all

lint: $(DEV_STAMP) ## ruff, mypy strict, import-linter
	@$(MAKE) --no-print-directory -j 2 lint-types lint-words lint-imports

lint-types:
	VINHDANH_DATA=build/lint $(BIN)/mypy

lint-words:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-imports:
	$(BIN)/lint-imports --no-cache

bench: $(DEV_STAMP) ## measure; ONLY=papers for a part
	$(BIN)/python benchmarks $(if $(ONLY),--only $(ONLY))

mutants: $(DEV_STAMP) ## change rules, amounts and choices one place at a time: do the tests notice? ONLY=accounts/rules, SECONDS=1800, MOST=150
	nice -n 10 $(BIN)/python tools/mutants.py --only "$(ONLY)" --seconds $(or $(SECONDS),1800) --most $(or $(MOST),150) --seed $(or $(SEED),1)

soak: $(RUN_STAMP) ## spoiled files against the readers for SECONDS=120; KILLS=200 killed processes under writes
	$(BIN)/python tools/soak.py --seconds $(or $(SECONDS),120) --seed $(or $(SEED),1)
	$(BIN)/python tests/kit/killed_server.py --kills $(or $(KILLS),200) --seconds $(or $(SECONDS),120) --seed $(or $(SEED),1)

golden: $(DEV_STAMP) ## make the golden pictures of the papers anew; look at those that changed
	$(BIN)/python tools/golden.py

pictures-web: $(DEV_STAMP) ## make the pictures of the user guide's chapter on the application from the running demo
	@sh tools/system.sh $(PYTHON) browser
	$(BIN)/python tools/pictures_web.py

papers-check: $(DEV_STAMP) ## LibreOffice opens every Word file and counts as many pages as the PDF has
	$(BIN)/python tools/papers_check.py

messages: $(DEV_STAMP) ## collect the words of the interface for their English form (src/vinhdanh/web/locale)
	$(BIN)/python tools/messages.py

lock: $(DEV_STAMP) ## make requirements/*.txt anew from requirements/*.in
	$(BIN)/python tools/lock.py

clean: ## remove what was built (not your data)
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .coverage
