# The archive's everyday commands. `make help` lists them.

PORT ?= 8000
DOCS ?= 20000
CORPUS ?=
KEEP ?=
SEEDS ?= seeds/
ARGS ?=
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$name >/dev/null && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)

VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py
PIP := $(RUN) -m pip --disable-pip-version-check --quiet --no-input
COMPILE := $(RUN) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
# For tools that read the settings and need no server.
WITHOUT_SERVERS := DATABASE_URL=postgresql://127.0.0.1/none REDIS_URL=redis://127.0.0.1/0 SECRET_KEY=none

.DEFAULT_GOAL := help
.PHONY: help demo run worker test check lint types format migrations bench bench-search lock chromium clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## the whole archive on this machine until Ctrl-C: make demo PORT=8000 SEEDS=seeds/
	@exec $(MANAGE) demo --port "$(PORT)" --seeds "$(SEEDS)"

run: $(READY) ## the site alone, in development: errors shown, code reloaded
	@DEBUG=true $(MANAGE) migrate --verbosity 0 && DEBUG=true exec $(MANAGE) runserver "$(PORT)"

worker: $(READY) ## a worker alone, on both queues
	@exec $(RUN) -m celery -A archive worker --queues=single,bulk --loglevel=INFO

test: $(READY_DEV) chromium ## all tests; ARGS go to pytest: make test ARGS="tests/archive -x"
	@$(RUN) -m pytest --numprocesses=logical --dist=worksteal $(ARGS)

check: lint types migrations test ## lint, types, migrations, tests: what must pass before a change goes in

lint: $(READY_DEV) ## ruff and djlint
	@$(RUN) -m ruff check
	@$(RUN) -m ruff format --check
	@$(RUN) -m djlint --lint --quiet templates

types: $(READY_DEV) ## mypy
	@$(WITHOUT_SERVERS) $(RUN) -m mypy

format: $(READY_DEV) ## put code into shape
	@$(RUN) -m ruff check --fix-only --quiet
	@$(RUN) -m ruff format

migrations: $(READY_DEV) ## say whether the models have moved away from the migrations
	@$(MANAGE) makemigrations --check --dry-run

bench: $(READY_DEV) ## measure; docs/measurements.md says what came out before
	@$(RUN) -m benchmarks $(ARGS)

bench-search: $(READY_DEV) ## search beside its peers: make bench-search DOCS=1000000 [CORPUS=file.jsonl] [KEEP=folder]
	@$(RUN) -m benchmarks.search "$(DOCS)" $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(KEEP),--keep "$(KEEP)") $(ARGS)

lock: $(READY_DEV) ## write the lock files anew from pyproject.toml
	@$(COMPILE) --output-file=requirements.lock pyproject.toml
	@$(COMPILE) --constraint=requirements.lock --extra=bench --extra=lint --extra=test \
		--output-file=requirements-dev.lock pyproject.toml

chromium:
	@.ci/chromium

clean: ## take away caches and the tests' servers; the archive under var/ stays
	@rm -rf var/test .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

$(RUN):
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name one: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) …"
	@$(PYTHON) -m venv $(VENV) || { echo "python3-venv may be missing" >&2; rm -rf $(VENV); exit 1; }

$(READY): requirements.lock | $(RUN)
	@echo "Installing the locked packages …"
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	@echo "Installing the locked packages for tests and checks …"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
