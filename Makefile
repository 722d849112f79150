# One command each. Everything they need is prepared on first use; a second run costs nothing.
.DEFAULT_GOAL := help
.PHONY: help run test check format bench migrate clean-var .venv

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv ## Start the demo: pages, engine and fictive cases on this machine
	.venv/bin/sagsgang serve --demo

test: check ## All checks and all tests
	.venv/bin/python -m pytest -n 2 --dist loadgroup

check: .venv ## Format, lint, types and the direction of imports
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

format: .venv ## Format the code and mend what can be mended by itself
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

bench: .venv ## Measure the house beside its peers: one table (docs/bench.md tells what is measured)
	@sh bench/set_up.sh
	.venv/bin/python -m bench $(BENCH)

migrate: .venv ## Bring the register's tables up to this version
	.venv/bin/sagsgang migrate

clean-var: ## Delete the demo's data (the folder var/)
	rm -rf var

.venv: # always asked, at once answered: deploy/setup.sh compares its stamp with requirements.lock
	@sh deploy/setup.sh
