#!/usr/bin/env bash
# The disk image for macOS: make_dmg.sh VERSION, on a Mac, after build.spec has left
# dist/LaughGame.app.  Signs ad hoc, unless SIGNING_IDENTITY names a Developer ID.
set -euo pipefail

version="${1:?usage: make_dmg.sh VERSION}"
here="$(cd "$(dirname "$0")" && pwd)"
dist="$here/../../dist"
app="$dist/LaughGame.app"
identity="${SIGNING_IDENTITY:--}"
[ -d "$app" ] || { echo "make_dmg: $app is not there; make it with: pyinstaller build.spec" >&2; exit 1; }

codesign --force --deep --options runtime --entitlements "$here/entitlements.plist" \
    --sign "$identity" "$app"
codesign --verify --deep --strict "$app"

folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
ditto "$app" "$folder/LaughGame.app"
ln -s /Applications "$folder/Applications"
hdiutil create -ov -fs HFS+ -format UDZO -volname "LaughGame $version" -srcfolder "$folder" \
    "$dist/laughgame-$version-macos-$(uname -m).dmg"
