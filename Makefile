# One place for everything one does with this project; `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help run test coverage check bench mutate format golden messages lock clean

# The first Python on this machine that is new enough; PYTHON=/path/to/python overrides it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

run: $(VENV)/run.stamp ## start the bot: in the browser without BOT_TOKEN, in Telegram with it
	@exec $(BIN)/python -m bot

# Compiled files are kept, or each process of the tests would compile all anew.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 3 --dist worksteal

test: $(VENV)/dev.stamp ## every test, on SQLite and PostgreSQL
	@$(PYTEST)

coverage: $(VENV)/dev.stamp ## which lines the tests reach: core/ whole, all 95 % (to measure takes longer than the tests)
	@$(PYTEST) -q --cov --cov-report=term
	@$(BIN)/python -m coverage report --include='core/*' --fail-under=100 >/dev/null || \
	  { echo 'core/ is not covered whole:'; $(BIN)/python -m coverage report --include='core/*'; exit 1; }

check: style test coverage ## all that must hold before a commit

style: $(VENV)/dev.stamp ## the quick half of check: format, lint, types, imports, translations
	@$(BIN)/ruff format --check --quiet . || { echo 'run: make format'; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m bot.messages check

.PHONY: style

bench: $(VENV)/bench.stamp ## how fast scoring, lookup, painting and publishing are, with the limits they must keep
	@$(BIN)/python -m tests.bench

mutate: $(VENV)/mutate.stamp ## break the rules in a thousand ways and see whether their tests notice (minutes)
	@rm -rf mutants
	@$(BIN)/python -m mutmut run --max-children $$(nproc)
	@$(BIN)/python -m mutmut results

format: $(VENV)/dev.stamp ## put the code in its usual form
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

golden: $(VENV)/dev.stamp ## write the golden screens anew; review them with git diff
	@$(BIN)/python -m pytest -q tests/golden --golden

messages: $(VENV)/dev.stamp ## bring the catalogues in locales/ up to date with the code
	@$(BIN)/python -m bot.messages update

lock: ## choose versions anew and write their hashes (needs uv)
	@uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --quiet -o requirements.txt
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --quiet -c requirements.txt -o requirements-dev.txt
	@uv pip compile pyproject.toml --group bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --quiet -c requirements-dev.txt -o requirements-bench.txt
	@uv pip compile pyproject.toml --group mutate --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header --quiet -c requirements-dev.txt -o requirements-mutate.txt

clean: ## remove what was installed and built, never var/
	@rm -rf mutants $(VENV) .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

# The stamp comes last: what was broken off half-way is made anew.
$(VENV)/made.stamp:
	@test -n '$(PYTHON)' && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Python 3.11 or newer is needed. On Debian or Ubuntu: sudo apt install python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo 'This Python has no venv. On Debian or Ubuntu: sudo apt install python3-venv'; exit 1; }
	@echo 'Preparing $(VENV) (once, a minute or two)…'
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/made.stamp
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt $(VENV)/made.stamp
	@$(PIP) -r requirements-dev.txt
	@touch $(VENV)/run.stamp $@

$(VENV)/bench.stamp: requirements-bench.txt $(VENV)/dev.stamp
	@$(PIP) -r requirements-bench.txt
	@touch $@

$(VENV)/mutate.stamp: requirements-mutate.txt $(VENV)/dev.stamp
	@$(PIP) -r requirements-mutate.txt
	@touch $@
