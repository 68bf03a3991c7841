# Everything a person does with this repository. Needs: Python 3.11 or newer, git, make. `make` alone lists it.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
SOURCES := support tickets livechat social helpcenter tests bench manage.py

# What `manage.py check --deploy` is asked with: a whole production environment, secrets made up on the spot.
PRODUCTION = FAIRLEAD_MODE=production ALLOWED_HOSTS=desk.example SITE_URL=https://desk.example \
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')

.PHONY: help run test check bench faults eval-search format lint types imports migrations deploy-check messages-check \
	lock seed messages system clean

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

run: .venv/run.stamp  ## start the whole desk here; Ctrl-C stops it, the data stays
	@$(BIN)/python manage.py up

test: .venv/dev.stamp system  ## run every test (make test ONLY=tests/tickets for some)
	$(BIN)/pytest -n logical --dist loadfile --no-loadscope-reorder $(ONLY)

check: lint types imports migrations deploy-check messages-check test  ## everything CI asks

bench: .venv/dev.stamp  ## measure (make bench ONLY=queue for a part)
	$(BIN)/python -m bench $(ONLY)

faults: .venv/dev.stamp system  ## chat while everything dies, longer (FAULT_MESSAGES=20000 FAULT_SEED=7)
	FAULT_MESSAGES=$${FAULT_MESSAGES:-20000} FAULT_SECONDS=$${FAULT_SECONDS:-1800} \
		$(BIN)/pytest -q tests/faults/chat

eval-search: .venv/dev.stamp  ## how good the search answers (SETS=folder for other questions, MEANING=1 by meaning)
	@SETS='$(SETS)' MEANING='$(MEANING)' $(BIN)/python -m bench eval

format: .venv/dev.stamp  ## lay the code out
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

lint: .venv/dev.stamp  ## format and lint, changing nothing
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)

types: .venv/dev.stamp  ## mypy with django-stubs
	$(BIN)/mypy support tickets livechat social helpcenter

imports: .venv/dev.stamp  ## the arrows point down (import-linter)
	$(BIN)/lint-imports

migrations: .venv/dev.stamp  ## no model change without its migration
	$(BIN)/python -W ignore manage.py makemigrations --check --dry-run

deploy-check: .venv/dev.stamp  ## Django's deployment check on production settings
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

messages-check: .venv/dev.stamp system  ## no customers' message without its translation
	$(BIN)/python manage.py check_messages

lock: .venv/dev.stamp  ## pin pyproject.toml's dependencies again, with hashes
	$(BIN)/python .ci/lock.py

seed: .venv/run.stamp  ## another demo day, into a desk that runs
	$(BIN)/python manage.py seed --again

messages: .venv/dev.stamp system  ## collect messages into locale/ (needs gettext)
	$(BIN)/python manage.py makemessages --all --no-location --no-wrap --ignore .venv --ignore var

clean:  ## forget the virtual environment and all caches; var/ with the data stays
	rm -rf .venv .ruff_cache .mypy_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path './var/*' -prune -exec rm -rf {} +

system:  # what the tests need from the system: Chromium, a Chinese font, gettext
	@sh .ci/system-packages

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; none was found." >&2; exit 1; }
	@sh .ci/make-venv $(PYTHON)

.venv/run.stamp: requirements.txt .venv/bin/python
	@$(BIN)/python .ci/install.py $< $@

.venv/dev.stamp: requirements-dev.txt .venv/bin/python
	@$(BIN)/python .ci/install.py $< $@
