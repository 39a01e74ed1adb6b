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
  hyperfine -N --warmup 2 --runs "$runs" "$a" "$b"
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
