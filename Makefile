# Two commands are enough: `make play` and `make test`. `make help` lists the rest.
#
# Both need only python3 and make. What else is missing (uv, Qt's system
# libraries, a Korean font) .ci/bootstrap.py installs, and says so.

# A uv on the PATH that runs, or a private one that touches nothing else.
UV := $(shell uv --version >/dev/null 2>&1 && command -v uv || echo .tools/uv/bin/uv)
BOOTSTRAP := python3 .ci/bootstrap.py
CATALOGUE := assets/translations/laughgame_ko.ts

# The stamps below keep the environment up to date, so no command has to.
RUN := $(UV) run --no-sync

.DEFAULT_GOAL := help

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------- playing

.PHONY: play
play: .venv/.ready-to-play ## Open the window on the camera, or on the actor where there is none
	@if $(RUN) python -m laughgame.app.display; then \
		$(RUN) laughgame; \
	else \
		echo "[laughgame] There is no display here: the illustrated actor plays for ten seconds unseen."; \
		mkdir -p out && \
		$(RUN) laughgame play --source actor --seconds 10 --offscreen \
			--screenshot out/play.png --report out/play.json && \
		echo "[laughgame] Done: the picture is out/play.png, the report out/play.json."; \
	fi

# ---------------------------------------------------------------- checking

# The program's unit tests run under coverage and must reach every branch of the rules
# (pyproject.toml); all others run without it, which would slow them down.
MEASURED := tests/unit
UNMEASURED := tests/unit/training $(filter-out tests/unit/ tests/__pycache__/,$(wildcard tests/*/))

.PHONY: test
test: lint types imports ## Run every check: style, types, layers, all tests, coverage of the rules
	$(RUN) coverage run -m pytest $(MEASURED) --ignore tests/unit/training
	$(RUN) coverage report
	$(RUN) pytest $(UNMEASURED) -m "not packaging"

.PHONY: lint
lint: .venv/.ready-to-build ## Check style and formatting
	$(RUN) ruff check
	$(RUN) ruff format --check

.PHONY: types
types: .venv/.ready-to-build ## Check types, strictly
	$(RUN) mypy

.PHONY: imports
imports: .venv/.ready-to-build ## Check that the packages' arrows go one way
	$(RUN) lint-imports

.PHONY: format
format: .venv/.ready-to-build ## Format the code and mend what can be mended by itself
	$(RUN) ruff check --fix
	$(RUN) ruff format

# ---------------------------------------------------------------- making

.PHONY: translations
translations: .venv/.ready-to-build ## Collect the program's sentences, compile the Korean catalogue
	@$(RUN) pyside6-lupdate $$(find laughgame -name '*.py' | sort) -ts $(CATALOGUE) \
		-source-language en -target-language ko_KR -no-obsolete -locations none \
		-disable-heuristic similartext
	@$(RUN) pyside6-lrelease $(CATALOGUE) -qm $(CATALOGUE:.ts=.qm)

.PHONY: pictures
pictures: .venv/.ready-to-play ## Take the README's pictures of the window again
	@mkdir -p out assets/screenshots
	@for language in en ko; do \
		printf 'version = 1\n[general]\nlanguage = "%s"\ntheme = "dark"\n' $$language \
			> out/pictures.toml && \
		$(RUN) laughgame play --source actor --seconds 3.5 --offscreen \
			--settings out/pictures.toml --screenshot assets/screenshots/play-$$language.png \
			|| exit 1; \
		$(RUN) laughgame play --source actor --seconds 5.5 --offscreen \
			--settings out/pictures.toml --film assets/screenshots/play-$$language.gif \
			|| exit 1; \
	done

.PHONY: browser
browser: .venv/.ready-to-build ## Check the models in headless Chromium, and write the table of models/README.md
	@$(BOOTSTRAP) browser
	$(RUN) python -m tests.browser --write-readme models/README.md

# The frozen program is built anew when something that goes into it has changed.
PACKED_FILES := $(shell find laughgame models assets/deck assets/icons assets/translations packaging \
	-type f -not -name '*.pyc' 2>/dev/null) build.spec pyproject.toml uv.lock LICENSE

.PHONY: freeze
freeze: dist/.frozen ## Build the program that needs no Python: dist/laughgame

dist/.frozen: $(PACKED_FILES) | .venv/.ready-to-build
	$(RUN) pyinstaller --noconfirm --log-level WARN build.spec
	@touch $@

.PHONY: package
package: dist/.frozen ## Freeze the program, say how large each part is, pack it and sum it up
	$(RUN) python packaging/package.py --no-freeze --document docs/packaging.md

.PHONY: deb
deb: dist/.frozen ## Make the Debian package of the frozen program
	$(RUN) python packaging/deb.py
	$(RUN) python packaging/archives.py dist

.PHONY: test-package
test-package: dist/.frozen ## Play the frozen program in unusual places: out/frozen-smoke.json
	LAUGHGAME_BUNDLE=dist/laughgame $(RUN) pytest tests/packaging

.PHONY: clean
clean: ## Remove what the other commands made, the environment included
	rm -rf .venv .tools build dist out tests/browser/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .coverage

# ---------------------------------------------------------------- the environment

.tools/uv/bin/uv:
	@$(BOOTSTRAP) uv

define LOOK_FOR_PYTHON
@$(UV) python find --quiet >/dev/null 2>&1 || echo "[laughgame] This machine has no" \
	"Python 3.11, 3.12 or 3.13, so uv downloads one. If it cannot, install one of" \
	"them with your package manager (python3.12, say) and try again."
endef

# To play: the program and what it runs on, no torch and no test tools.
.venv/.ready-to-play: pyproject.toml uv.lock | $(UV)
	$(LOOK_FOR_PYTHON)
	$(UV) sync --frozen --inexact --no-default-groups
	@$(BOOTSTRAP) libraries
	@touch $@

# To build, test and train: everything.
.venv/.ready-to-build: pyproject.toml uv.lock | $(UV)
	$(LOOK_FOR_PYTHON)
	$(UV) sync --frozen
	@$(BOOTSTRAP) libraries
	@$(BOOTSTRAP) freezing
	@touch $@ .venv/.ready-to-play
