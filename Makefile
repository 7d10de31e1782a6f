# The front door. Every target sets up what it needs; nothing has to be installed by hand.
.DEFAULT_GOAL := help
SHELL := /bin/sh
NODE := node_modules/.bin/pinned-node
VITEST := $(NODE) node_modules/vitest/vitest.mjs run

.PHONY: help setup check test demo cluster cluster-down bench image package generate clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## Install the pinned toolchain and build tntc (first time: about a minute)
	@sh scripts/setup.sh

check: setup ## Format, lint, layers, types, generated files, unit tests (under a minute)
	@$(NODE) scripts/check.ts

test: setup ## Everything, on a real cluster (first time about 30 minutes: it builds Kubernetes, gVisor, chart tools; then 10 to 15)
	@$(NODE) scripts/test.ts

demo: setup ## See a workflow run at the desk, then on a real cluster (first time about 15 minutes; then 1)
	@$(NODE) demo/main.ts

cluster: setup ## Start the embedded cluster and leave it running (first time about 15 minutes; then 15 s)
	@$(NODE) test/cluster/main.ts up

cluster-down: setup ## Stop the embedded cluster; leaves nothing behind
	@$(NODE) test/cluster/main.ts down

bench: setup ## Measure against named peers and print docs/benchmarks.md's table (about 8 minutes)
	@$(NODE) bench/main.ts

image: setup ## Build the engine image with docker, podman or buildah (about a minute)
	@node_modules/.bin/tntc build

package: setup ## Build the npm, plugin and chart tarballs with checksums into out/ (about 10 s)
	@$(NODE) scripts/package.ts

generate: setup ## Rewrite what is generated: schemas, CLI reference, completion
	@$(NODE) scripts/generate.ts

clean: ## Remove what was built here (caches outside the checkout stay)
	@rm -rf dist out node_modules
