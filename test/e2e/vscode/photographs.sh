#!/usr/bin/env bash
# The pictures of the documentation, taken anew by the tests and made small: needs what `npm run e2e` needs, and pngquant.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
taken=$(mktemp -d)
trap 'rm -rf "$taken"' EXIT
SECL_PHOTOGRAPHS=$taken npm run e2e -- test/e2e/vscode

# What a test takes in two places is kept from the desktop.
for picture in completion coverage diagnosis-desktop first-rule replay-desktop tests why-not-desktop; do
  pngquant --force --speed 1 --strip 64 --output "docs/images/vscode-${picture%-desktop}.png" "$taken/vscode-$picture.png"
done
