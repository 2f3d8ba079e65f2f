# Every target sets up what it needs itself; nothing but make and Python 3.11 or newer has to be there.
PYTHON ?= python3
ARGS   ?=
BIN    := .venv/bin
SETUP  := $(PYTHON) manifest/setup.py
# What tests reach is measured of those of `dialogs` alone, which are to reach all of it: measuring doubles their time.
PURE   := tests/dialogs tests/test_stories.py $(wildcard tests/acceptance/test_dry_run*.py)
PYTEST := $(BIN)/pytest --numprocesses=auto
LOCK   := $(BIN)/uv pip compile pyproject.toml --quiet --no-header --universal --python-version 3.11 --generate-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test check format lint types imports texts tests evidence soak coverage bench audit sbom lock clean run dev

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: run ## Try Leerbot in the browser; ARGS="--port 9000" passes options on
	@exec $(BIN)/leerbot demo $(ARGS)

test: check tests ## Run every check and every test

check: format lint types imports texts ## Run the checks that take seconds

format: dev
	$(BIN)/ruff format --check

lint: dev
	$(BIN)/ruff check

types: dev
	$(BIN)/mypy

imports: dev
	$(BIN)/lint-imports --no-logo

texts: dev
	$(BIN)/leerbot check

tests: dev ## Run the tests, and see that they reach all of dialogs
	@chromium="$$($(SETUP) browser)" || exit 1; status=0; \
	$(PYTEST) $(PURE) --cov=dialogs --cov-report=term-missing:skip-covered --cov-fail-under=100 || status=1; \
	LEERBOT_CHROMIUM="$$chromium" $(PYTEST) $(addprefix --ignore=,$(PURE)) || status=1; \
	if [ -z "$$chromium" ]; then \
	  printf '%s\n' '' \
	    '##########################################################################' \
	    '##  THE TESTS IN A BROWSER DID NOT RUN: Chromium is missing.            ##' \
	    '##  Mend it with: sudo apt-get install chromium libatomic1              ##' \
	    '##########################################################################'; \
	  [ "$$CI" != true ] || status=1; \
	fi; \
	exit $$status

evidence: dev ## Run the checks of faults, security and privacy, and write down what each reached
	LEERBOT_CHROMIUM="$$($(SETUP) browser)" $(PYTEST) -m trust --evidence $(ARGS)

soak: dev ## The same, as often as it takes to believe it: hours; ARGS="-k kills" runs some
	LEERBOT_CHROMIUM="$$($(SETUP) browser)" $(BIN)/pytest -m trust --evidence --soak --override-ini faulthandler_timeout=0 $(ARGS)

coverage: dev ## See how much of all code the tests reach; takes about twice as long as the tests
	LEERBOT_CHROMIUM="$$($(SETUP) browser)" $(PYTEST) --cov --cov-report=term-missing:skip-covered

bench: dev ## Measure speed, and write down what came out; ARGS passes options on
	@$(BIN)/python -m tests.bench --evidence $(ARGS)

audit: dev ## Look for weaknesses in the code and known ones in the dependencies; needs the network
	$(BIN)/bandit --quiet --severity-level medium --recursive bot dialogs storage
	$(BIN)/pip-audit --strict --require-hashes --requirement requirements-dev.lock

sbom: dev ## Write the list of all parts that run (CycloneDX), with their hashes, to dist/
	@$(BIN)/python manifest/sbom.py

lock: dev ## Renew the locks after a change in pyproject.toml; ARGS=--upgrade takes the newest of everything
	$(LOCK) $(ARGS) --group build --output-file requirements.lock
	$(LOCK) $(ARGS) --group build --extra postgres --constraint requirements.lock --output-file requirements-postgres.lock
	$(LOCK) $(ARGS) --group build --group dev --all-extras --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove all that was made here, the virtual environment too
	rm -rf .venv .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run:
	@$(SETUP) run

dev:
	@$(SETUP) dev
