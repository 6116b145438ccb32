# Everything that is done with Heard. Each target sets up what it needs, in .venv.
.PHONY: help demo test check bench attack clean
heard := .venv/bin/heard
python := .venv/bin/python

help:
	@echo "make demo   build a made-up setting, run three waves, and serve them on 127.0.0.1:8000"
	@echo "make test   run every test, the browser tests too"
	@echo "make check  style, types, rooms, and the shipped questionnaires"
	@echo "make bench  measure speed, as ratios"
	@echo "make attack try every promise by force for longer, and write docs/privacy.md's table (half an hour)"
	@echo "make clean  remove the demo's setting and the environment"

demo:
	@scripts/prepare
	@$(heard) demo

test:
	@scripts/prepare tests
	@scripts/test

check:
	@scripts/prepare
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@$(heard) check

bench:
	@scripts/prepare
	@$(python) tests/bench

attack:
	@scripts/prepare tests
	@$(python) tests/attacks

clean:
	rm -rf .venv demo-setting
