#!/bin/sh
# Records the scripts beside it: `sh rules-library/recordings/scripts/record.sh [NAME…]`. They are harmless: what they
# connect to is this host, and what they write lies in /tmp/secl, but for one file in /dev/shm and one package that is
# removed again. Needs strace, and for the benign ones git, sqlite3, dpkg and nginx.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
secl=${SECL:-secl}
for script in "$here"/techniques/*.sh "$here"/benign/*.sh; do
  name=$(basename "$script" .sh)
  kind=$(basename "$(dirname "$script")")
  case " $* " in "  " | *" $name "*) ;; *) continue ;; esac
  rm -rf /tmp/secl && mkdir -p /tmp/secl && cd /tmp/secl
  cp "$script" /tmp/secl/script.sh
  # Nothing of the environment of who records it.
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C "$secl" record --with strace -o "/tmp/secl-$name.jsonl" -- /bin/sh script.sh
  gzip -9 -n -c "/tmp/secl-$name.jsonl" > "$here/../$kind/$name.jsonl.gz"
  rm "/tmp/secl-$name.jsonl"
done
rm -rf /tmp/secl
