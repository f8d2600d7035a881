# The commands of this repository. Counselors need none of them: they use the
# goldseam that "make build" makes.

export GOFLAGS += -buildvcs=false

tool := go tool -modfile=internal/tools.mod
count ?= 6

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: serve
serve: build ## show the program on this machine and keep it in step with the files
	@bin/goldseam serve

.PHONY: test
test: ## run everything that is tested; the last line is the sum
	@.ci/test

.PHONY: build
build: client ## make bin/goldseam
	go build -trimpath -o bin/goldseam ./cmd/goldseam

.PHONY: client
client: themes/node_modules/.package-lock.json ## bundle the scripts of the site from their TypeScript
	go run ./internal/bundle

themes/node_modules/.package-lock.json: themes/package-lock.json
	npm --prefix themes ci

.PHONY: site
site: build ## build the program's own site to public; URL may hold its address
	bin/goldseam build $(if $(URL),--url "$(URL)")

.PHONY: release
release: client ## make the archives for Linux, macOS and Windows in bin/release, with sums and licences
	go run ./internal/release

.PHONY: pictures
pictures: build ## make the pictures of the handbook anew, from the program as it is
	GOLDSEAM=bin/goldseam node themes/browser/pictures.mjs

.PHONY: bench
bench: ## run the benchmarks; count=N runs each so often
	@mkdir -p bin
	go test -run '^$$' -bench . -benchmem -count $(count) ./... > bin/bench.txt || { cat bin/bench.txt; exit 1; }
	$(tool) benchstat bin/bench.txt

.PHONY: fmt
fmt: ## format the Go code
	$(tool) gofumpt -w .
