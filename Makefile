# What a bare machine needs: Python 3.11 or 3.12; for the local Kafka also Java 17 and Maven. `make help` lists the targets.

PY := .venv/bin/python
UV := .venv/bin/uv

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all check bench chaos fuzz lock tools clean

help:  ## This list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: .venv/.stamp  ## Build .venv from the lock file, and fetch Kafka's jars
	@$(PY) -m streams.kafka

demo: setup  ## The whole flow on the sample wire, on a local Kafka
	@.venv/bin/writethru demo

test: setup tools  ## Everything that takes seconds, on a real broker too
	$(PY) -m pytest -m "not slow"

test-all: setup tools  ## Also what takes minutes
	$(PY) -m pytest

check: setup tools  ## Lint, types, generated files, deploy files
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m schemas.generate --check
	$(PY) -m pytest -q tests/deploy

bench: setup  ## The table of speeds
	$(PY) -m tests.bench

chaos: setup  ## The table of faults and what came through
	$(PY) -m tests.chaos

fuzz: setup  ## Intake on mutated messages for FUZZ_SECONDS (60) seconds; what it finds goes to .writethru/fuzz
	$(PY) -m tests.fuzz -max_total_time=$(or $(FUZZ_SECONDS),60)

lock: .venv/.stamp  ## Rebuild the lock files from pyproject.toml with the newest that works together
	@for out in "requirements.lock --extra dev" "requirements-runtime.lock"; do \
	  set -- $$out; file=$$1; shift; \
	  $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --custom-compile-command "make lock" pyproject.toml $$@ -o $$file || exit 1; \
	done
	@if grep -n "://" requirements.lock requirements-runtime.lock; then echo "a registry's address is in the lock" >&2; exit 1; fi

tools:
	@deploy/tools.sh

# Only a finished installation leaves the stamp, so that an interrupted one is done again.
.venv/.stamp: requirements.lock pyproject.toml
	@deploy/setup.sh

clean:  ## Remove .venv, tools, caches, and the local Kafka with its records
	@if [ -x $(PY) ]; then $(PY) -c "from streams import kafka; kafka.stop()"; fi
	rm -rf .venv .tools .kafka .writethru .mypy_cache .ruff_cache .pytest_cache .hypothesis build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
