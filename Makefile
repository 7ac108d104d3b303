# `make run` and `make test` do all the set-up themselves: a virtual environment in .venv with the locked versions.
PYTHON ?= python3
BIN := .venv/bin
TORCH := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)

PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# PyTorch comes by itself: its builds for processors and for GPUs share a version, so no hash fits all machines, and what
# the build for GPUs needs comes with it. Everything else is checked against its hash.
LOCKED := $(PIP) install --require-hashes --no-deps --requirement

.PHONY: setup run test test-ray coverage lint format bench fuzz lock clean

setup: .venv/ready-dev

run: .venv/ready
	$(BIN)/katheryne run

test: .venv/ready-dev
	$(BIN)/pytest -n 2 --dist loadfile --durations=15

# The tests of Ray Serve want Ray, which nothing else needs.
test-ray: .venv/ready-dev
	$(PIP) install --constraint constraints.txt --constraint constraints-ray.txt --no-build-isolation --editable '.[ray]'
	$(BIN)/pytest tests/bot/ray_serve

# Counting branches makes the tests half as slow again, so it is a target of its own.
coverage: .venv/ready-dev
	$(BIN)/pytest -n 2 --dist loadfile --cov --cov-report=term --cov-fail-under=85

lint: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/ready
	$(BIN)/katheryne bench

.venv/ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Katheryne needs Python 3.11 or newer: make run PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(LOCKED) requirements.lock
	$(PIP) install $(TORCH)
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(LOCKED) requirements-dev.lock
	@touch $@

# Writes the hashes of all files of the versions in constraints.txt anew, for every system.
lock: .venv/ready-dev
	$(PIP) install uv
	$(call compiled,,requirements.lock)
	$(call compiled,--extra dev --extra postgres,requirements-dev.lock)

compiled = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--constraint constraints.txt $(1) pyproject.toml \
	| awk '/^[a-z]/ { dropped = /^(torch|triton|nvidia-|cuda-)/ } !dropped' > $(2)

clean:
	rm -rf .venv .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A hundred thousand texts for each station that a stranger's text goes through, besides the few in the tests.
fuzz: .venv/ready-dev
	$(BIN)/python -m tests.fuzz.campaign --inputs 100000
