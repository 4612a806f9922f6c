UV ?= uv
CATALOGUE = assets/translations/laughgame_ko.ts

.PHONY: translations
translations: ## Collect the program's sentences and compile the Korean catalogue
	@$(UV) run pyside6-lupdate $$(find laughgame -name '*.py' | sort) -ts $(CATALOGUE) \
		-source-language en -target-language ko_KR -no-obsolete -locations none \
		-disable-heuristic similartext
	@$(UV) run pyside6-lrelease $(CATALOGUE) -qm $(CATALOGUE:.ts=.qm)
