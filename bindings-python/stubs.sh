#!/usr/bin/env bash
# The stub of the native half. `stubs.sh` writes it, `stubs.sh --check` fails where the committed one differs.
set -euo pipefail
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
maturin generate-stubs --quiet --locked --out "$out"
new="$out/wangge/_wangge.pyi"
# unquotes annotations, sorts imports, lays out: one form, whatever the generator's own
ruff check --quiet --fix --fix-only --config pyproject.toml "$new"
ruff format --quiet --config pyproject.toml "$new"
if [ "${1-}" = --check ]; then
    diff -u python/wangge/_wangge.pyi "$new" || { echo "the stub is stale: run bindings-python/stubs.sh" >&2; exit 1; }
else
    cp "$new" python/wangge/_wangge.pyi
fi
