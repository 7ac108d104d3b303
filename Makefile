# `make run` and `make test` do all the set-up themselves: a virtual environment in .venv with the locked versions.
PYTHON ?= python3
BIN := .venv/bin
TORCH := $(shell sed -n 's/^torch==/torch==/p' constraints.txt)

.PHONY: setup run test coverage lint format bench fuzz clean

setup: .venv/ready-dev

run: .venv/ready
	$(BIN)/katheryne run

test: .venv/ready-dev
	$(BIN)/pytest -n 2 --dist loadfile --durations=15

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

# PyTorch comes first and pinned to one release: left to a range, pip may choose another build of several gigabytes.
.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Katheryne needs Python 3.11 or newer: make run PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

.venv/ready-dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

# A hundred thousand texts for each station that a stranger's text goes through, besides the few in the tests.
fuzz: .venv/ready-dev
	$(BIN)/python -m tests.fuzz.campaign --inputs 100000
