# Every command of the project. The logic that is longer than a line stands in .ci/.
.PHONY: help run test test-long lint format check

# What a shell may carry that would put packages elsewhere than into .venv, or load other code than this.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_ROOT PIP_REQUIREMENT PIP_CONSTRAINT \
	PIP_PRE PIP_NO_DEPS PIP_EDITABLE PIP_DRY_RUN PIP_REQUIRE_VIRTUALENV DJANGO_SETTINGS_MODULE

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: ## Start the application with demo data on http://localhost:8000 (PORT=… changes it)
	@.ci/system-packages venv run
	@.ci/venv requirements.txt
	@.ci/serve

test: ## Run the whole suite on SQLite and on PostgreSQL (ARGS="-k word" is passed on)
	@.ci/system-packages venv run test
	@.ci/venv tests/requirements.txt
	@.ci/test $(ARGS)

test-long: ## Run the soaks, random kills and big data, on both databases
	@.ci/system-packages venv run test
	@.ci/venv tests/requirements.txt
	@.ci/test -m long -o faulthandler_timeout=0 $(ARGS)

lint: ## Check style, layers, templates, types, scripts and migrations
	@.ci/system-packages venv run
	@.ci/venv tests/requirements.txt
	@.ci/lint

format: ## Put Python and templates into the project's style
	@.ci/system-packages venv
	@.ci/venv tests/requirements.txt
	@.ci/lint --fix

check: ## Run Django's deployment check under production settings
	@.ci/system-packages venv run
	@.ci/venv requirements.txt
	@.ci/check
