#!/usr/bin/env bash
# How long a command takes from nothing to its end: two commands side by side in one run, in turn, medians and ratio.
#
#   bench/cold-start.sh                         plain `java -jar` against the launcher, for --version
#   bench/cold-start.sh plan examples/x.yaml    the same for another command
#   RUNS=40 A='cmd' B='cmd' bench/cold-start.sh any two commands
#
# Never in CI: a figure from a busy machine says nothing. Goals on a quiet one: --version 0.15 s, plan 0.20 s.
set -euo pipefail
cd "$(dirname "$0")/.."

. bin/find-jdk
find_jdk || { no_jdk; exit 5; }
[ $# -gt 0 ] || set -- --version
runs=${RUNS:-20}
a=${A:-"$JDK/bin/java -jar cli/target/muster.jar $*"}
b=${B:-"./muster $*"}

# Built, and the cache made, before anything is timed.
./muster --version >/dev/null
for _ in {1..150}; do
  compgen -G "${XDG_CACHE_HOME:-$HOME/.cache}/muster/aot/*/*.training" >/dev/null || break
  sleep 0.2
done

echo "load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime | sed 's/.*: //'), $runs runs of each"
if command -v hyperfine >/dev/null; then
  json=$(mktemp)
  trap 'rm -f "$json"' EXIT
  hyperfine -N --style none --warmup 2 --runs "$runs" --export-json "$json" "$a" "$b"
  # It prints means, which one slow run moves; the medians are in its JSON.
  grep -oE '"(command|median)": .*[^,]' "$json" | awk -F'": ' '
    /command/ { name = $2 }
    /median/ { t[++n] = $2 * 1000; printf "%.1f ms  %s\n", t[n], name }
    END { printf "second to first: %.0f %%\n", t[2] * 100 / t[1] }'
  exit
fi

# No hyperfine: in turn, so that a machine that gets slower does so for both.
wall() {
  local before=$EPOCHREALTIME after
  # shellcheck disable=SC2086
  $1 >/dev/null 2>&1
  after=$EPOCHREALTIME
  echo $(((${after/./} - ${before/./}) / 100))
}
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
tenths() { printf '%d.%d ms' $(($1 / 10)) $(($1 % 10)); }

wall "$a" >/dev/null
wall "$b" >/dev/null
as=() bs=()
for ((i = 0; i < runs; i++)); do
  as+=("$(wall "$a")")
  bs+=("$(wall "$b")")
done
ma=$(median "${as[@]}")
mb=$(median "${bs[@]}")
echo "$(tenths "$ma")  $a"
echo "$(tenths "$mb")  $b"
echo "second to first: $((mb * 100 / ma)) %"
