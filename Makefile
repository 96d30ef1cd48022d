# 决算透视: the two commands of the README, and their parts.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: run test lint bench screenshots clean

run: $(VENV)/.run                 ## set up and open the app on the shipped sample
	$(BIN)/streamlit run app.py

test: lint                        ## set up, then everything that must hold before a commit
	sh tests/browser/install.sh $(BIN)/python
	sh tests/reporting/install.sh
	$(BIN)/python -m pytest

lint: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/ty check
	$(BIN)/lint-imports

bench: $(VENV)/.test              ## benchmarks: ratios measured side by side in one run
	sh tests/browser/install.sh $(BIN)/python
	$(BIN)/python -m tests.benchmarks

screenshots: $(VENV)/.test        ## the pictures of the README and its tour, from the running app
	sh tests/browser/install.sh $(BIN)/python
	$(BIN)/python -m docs.screenshots
	$(BIN)/python -m docs.tour

$(VENV)/.run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: requirements.txt tests/requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $(VENV)/.run $@

clean:
	rm -rf $(VENV) data/lake
