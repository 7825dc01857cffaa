#!/usr/bin/env bash
# Reads damaged and crafted files of every format for long: eng/fuzz.sh [INPUTS [SEED [OPTION...]]]
# 100,000 inputs of seed 2 by default. Prints the table of docs/reliability.md; ends with 1 where there was a fault.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
inputs=${1:-100000} seed=${2:-2}
shift $(($# < 2 ? $# : 2))
dotnet build test/Lookalike.Reliability -c Release >&2
ulimit -c 0 # an input that ends its process leaves no core file
exec artifacts/bin/Lookalike.Reliability/release/Lookalike.Reliability fuzz --inputs "$inputs" --seed "$seed" "$@"
