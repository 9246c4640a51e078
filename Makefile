# banfa from a checkout. Needs python3 (3.11 or newer, with venv) and make; nothing else.
#
#   make setup   .venv with everything that tests and checks need
#   make demo    one complaint from intake to closing, told in Chinese; leaves its database in ./demo/
#   make test    the whole test suite, on two cores
#   make lint    style, types and the one-way imports of the rooms
#   make bench   the measurements in benchmarks/
#
# PYTHON=python3.12 make setup   chooses another interpreter

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet -c constraints.txt

.PHONY: setup demo test lint bench
.DELETE_ON_ERROR:

setup: $(VENV)/installed-test

demo: $(VENV)/installed
	@$(BIN)/banfa demo

test: setup
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup
	@$(BIN)/python benchmarks/run.py

# Stamps: what is installed stays until pyproject.toml or constraints.txt changes.
$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更高版本。 Python 3.11 or newer is needed: PYTHON=python3.11 make setup" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "这个 Python 缺少 venv。 This Python lacks venv: on Debian, apt-get install python3-venv" >&2; exit 1; }
	@echo "安装到 $(VENV) … Installing into $(VENV) …"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) -e '.[svg]'
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	@$(PIP) -e '.[test]'
	@touch $@
