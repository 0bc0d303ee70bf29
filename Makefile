# `make site` needs Python 3.11 or newer, git and make. `make test` also needs node and npm.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site offline pdf serve check links search test style unit bench lock goldens clean browser

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
# A clone from GitHub knows where its files are edited.
export REPO_URL ?= $(shell git remote get-url origin 2>/dev/null | sed -nE 's,^(https://|git@)github\.com[:/]([^/]+/[^/]+[^/.])(\.git)?$$,https://github.com/\2,p')

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Editable, so that the command runs the source as it stands.
$(VENV)/.site: requirements/site.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

node_modules/.done: package.json package-lock.json .npmrc
	npm ci --silent
	@touch $@

site: ## build the site into site/
offline: ## build an edition into offline/ that opens from disk
offline: export DIRECTORY_URLS := false

# Built aside and renamed, so that a failed build leaves the last good one as it was.
site offline: $(VENV)/.site
	@if [ ! -d $@ ] && [ -d .$@-old ]; then mv .$@-old $@; fi
	@rm -rf .$@-new .$@-old
	$(BIN)/mkdocs build --strict --site-dir .$@-new
	@if [ -d $@ ]; then mv $@ .$@-old; fi
	@mv .$@-new $@
	@rm -rf .$@-old

pdf: site $(VENV)/.test browser ## print the whole process of each service into pdf/ (ROLE=IT: the tasks of a role)
	$(BIN)/onboarding pdf --site site --out pdf $(if $(ROLE),--role "$(ROLE)")

serve: $(VENV)/.site ## show the site at http://127.0.0.1:8000/, with live reload
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/.site ## say every problem of the content
	$(BIN)/onboarding check

links: site ## check every external address, and write the report to .links/report/
	$(BIN)/onboarding links check --site site

search: $(VENV)/.test browser ## type the judged queries into our search and into stock Material's, and say what they find
	PYTHONPATH=tests $(BIN)/python -m search.measure $(or $(QUERIES),$(wildcard tests/search/*.yml tests/search/set_aside/*.yml))

browser: $(VENV)/.test ## have a Chromium for the tests
	@sh tests/browser.sh $(BIN)/playwright

style: $(VENV)/.test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

test: $(VENV)/.test node_modules/.done browser style ## set up what the tests need, and run them all
	$(BIN)/pytest --cov --cov-report=term --cov-fail-under=95

goldens: $(VENV)/.test ## rewrite the expected output of the golden tests; review the diff
	$(BIN)/pytest tests/test_golden.py tests/test_report.py tests/test_comparison_formats.py tests/test_new.py --rewrite

bench: $(VENV)/.test ## measure the build, the link check, the check, the import, the search and the weight of a page against their peers
	$(BIN)/python tests/bench/build.py
	$(BIN)/python tests/bench/links.py
	$(BIN)/python tests/bench/check.py
	$(BIN)/python tests/bench/importing.py
	$(BIN)/python tests/bench/search.py
	$(BIN)/python tests/bench/weight.py

# The files name no index; uv asks whichever this machine uses. `make lock LOCK=--upgrade` takes newer versions.
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-strip-extras
lock: $(VENV)/.site ## renew the locked requirements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<1'
	$(UV) --group build pyproject.toml -o requirements/site.txt $(LOCK)
	$(UV) --group test -c requirements/site.txt -o requirements/test.txt $(LOCK)
	npm install --package-lock-only --silent

clean: ## remove everything that was made
	rm -rf $(VENV) .cache node_modules site offline pdf .links .site-new .site-old .offline-new .offline-old build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
