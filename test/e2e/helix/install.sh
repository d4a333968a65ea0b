#!/usr/bin/env bash
# Helix for its test, in a folder outside of the checkout: the package of Debian 13 with the C library that it wants, since
# older releases have no package. Ends with 1 and a reason where that does not work.
set -euo pipefail
to=${SECL_HELIX:-${XDG_CACHE_HOME:-$HOME/.cache}/secl-helix}
[ -x "$to/hx" ] && exit 0
command -v apt-get dpkg >/dev/null || { echo "Helix: there is no apt-get"; exit 1; }
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$keys" ] || { echo "Helix: Debian's keys are not installed"; exit 1; }
[ "$(dpkg --print-architecture)" = amd64 ] || { echo "Helix: it is fetched for amd64 only"; exit 1; }
# From where this machine has its own packages.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -v -e security -e updates | head -n 1)
[ -n "$mirror" ] || { echo "Helix: apt knows no place of packages"; exit 1; }

apt=$(mktemp -d)
trap 'rm -rf "$apt"' EXIT
mkdir -p "$apt/lists/partial" "$apt/archives/partial" "$apt/root" "$apt/debs"
echo "deb [signed-by=$keys] $mirror trixie main" >"$apt/sources.list"
export APT_CONFIG=$apt/config
cat >"$APT_CONFIG" <<CONFIG
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "-";
Dir::State::Lists "$apt/lists";
Dir::Cache "$apt";
APT::Sandbox::User "root";
CONFIG
apt-get -qq update
(cd "$apt/debs" && apt-get -qq download hx libc6 libgcc-s1)
for package in "$apt"/debs/*.deb; do dpkg -x "$package" "$apt/root"; done

mkdir -p "$to"
rm -rf "$to/root"
mv "$apt/root" "$to/root"
libraries=$to/root/usr/lib/x86_64-linux-gnu
cat >"$to/hx" <<PROGRAM
#!/bin/sh
export HELIX_RUNTIME="$to/root/usr/lib/hx/runtime"
exec "$libraries/ld-linux-x86-64.so.2" --library-path "$libraries" "$to/root/usr/lib/hx/hx" "\$@"
PROGRAM
chmod +x "$to/hx"
"$to/hx" --version
