# Every command of the project. `make` alone lists them · `make` solo muestra la lista.
.DEFAULT_GOAL := help
SHELL := /bin/sh
.ONESHELL:
.SHELLFLAGS := -eu -c
MAKEFLAGS += --no-print-directory
.PHONY: help run reset test check quick bench mutate catalogs lock environment-run environment-dev \
	port
.NOTPARALLEL:

PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
CATALOGS := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## Muestra estas órdenes · Lists these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name words; do printf '%-16s %s\n' "$$name" "$$words"; done

run: port environment-run $(CATALOGS) ## Instala, prepara la demostración y abre el servidor · Installs, prepares the demonstration, serves
	@echo "→ Base de datos y demostración… · Database and demonstration…"
	$(BIN)/mfpl db upgrade
	$(BIN)/mfpl demo
	exec $(BIN)/mfpl serve --host $(HOST) --port $(PORT)

reset: environment-run $(CATALOGS) ## Borra los datos y empieza de nuevo · Erases the data and starts anew
	@$(BIN)/mfpl reset --yes

test: environment-dev $(CATALOGS) ## Todas las pruebas: SQLite, PostgreSQL, navegador · All tests: SQLite, PostgreSQL, browser
	@.ci/test

check: environment-dev $(CATALOGS) ## La puerta: todo lo que no es ejecutar páginas · The gate before the whole suite
	@.ci/quick tests/checks
	.ci/pure
	echo "→ Migraciones en los dos motores… · Migrations on both engines…"
	.ci/with-postgresql $(BIN)/pytest -q tests/checks/test_migrations.py
	echo "✓ La puerta está limpia; sigue make test · The gate is clean; make test is next"

quick: environment-dev $(CATALOGS) ## La parte rápida de la puerta · The fast part of the gate
	@.ci/quick

bench: environment-dev $(CATALOGS) ## Mide lo que cuesta · Measures what it costs
	@.ci/with-postgresql $(BIN)/python -m bench

mutate: environment-dev ## Cambia las reglas y pregunta a las pruebas si lo notan · Changes the rules, asks if tests notice
	@$(BIN)/python -m bench.mutation

catalogs: environment-dev ## Extrae y compila los catálogos · Extracts and compiles the catalogs
	@$(BIN)/mfpl catalogs update

lock: ## Fija las versiones con sus huellas (usa uv) · Locks versions with their hashes (uses uv)
	@.ci/lock

port:
	@python=$$(.ci/find-python)
	"$$python" .ci/port.py $(HOST) $(PORT)

environment-run:
	@python=$$(.ci/find-python)
	"$$python" .ci/environment.py run

environment-dev:
	@python=$$(.ci/find-python)
	"$$python" .ci/environment.py dev

# Babel calls a catalog's header fuzzy until somebody signs it; the checks refuse fuzzy sentences.
%.mo: %.po
	@echo "→ Compilando el catálogo $< · Compiling the catalog $<"
	$(BIN)/pybabel -q compile --use-fuzzy --input-file $< --output-file $@
