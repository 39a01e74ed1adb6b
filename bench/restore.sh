#!/usr/bin/env bash
# How long a dataset takes from a server to the disk, and how much of the disk it takes beyond the data: Muster's restore
# against `curl | zstd -dc | tar x` and against `aria2c -x 8` then tar. Medians of RUNS, in turn, sync included.
#
#   bench/restore.sh                  each connection limited to 20 MiB/s, then no limit
#   MIB=4096 RUNS=5 bench/restore.sh  another size, more runs
#
# Never in CI: a figure from a busy machine says nothing. Needs ./mvnw test-compile, curl, zstd, tar, aria2c.
set -euo pipefail
cd "$(dirname "$0")/.."

. bin/find-jdk
find_jdk || { no_jdk; exit 5; }
for tool in curl zstd tar aria2c; do command -v "$tool" >/dev/null || { echo "needs $tool" >&2; exit 5; }; done
mib=${MIB:-1536} runs=${RUNS:-3} limits=${LIMITS:-20 0} port=${PORT:-18571}
work=$(mktemp -d "${TMPDIR:-/tmp}/muster-bench-XXXXXX")
server=
finish() { [ -z "$server" ] || { exec 9>&-; wait "$server" 2>/dev/null || true; }; rm -rf "$work"; }
trap finish EXIT

# Half of it packs well, half does not, as with a chain's files.
mkdir "$work/src"
for ((i = 0; i < mib / 16; i++)); do
  { head -c 8M /dev/urandom; yes "block $i of a chain" 2>/dev/null | head -c 8M || true; } >"$work/src/blk$i"
done
tar -C "$work/src" -c . | zstd -q -3 -T0 -o "$work/data.tar.zst"
rm -rf "$work/src"
echo "load $(cut -d' ' -f1-3 /proc/loadavg), $mib MiB in $(($(wc -c <"$work/data.tar.zst") >> 20)) MiB, $runs runs of each"

# The very libraries of the build, whatever else lies in the local repository.
jar() { find "$HOME/.m2" -name "$1-$(grep -oP "(?<=<$2.version>)[^<]+" pom.xml).jar" | head -1; }
commons() { find "$HOME/.m2" -name "$1-[0-9]*.jar" | sort -V | tail -1; }
path=$(printf '%s:' "$PWD"/{agent,core}/target/{test-classes,classes} "$(jar commons-compress commons-compress)" \
  "$(jar zstd-jni zstd-jni)" "$(jar xz xz)" "$(jar jackson-databind jackson)" "$(jar jackson-core jackson)" \
  "$(jar jspecify jspecify)" "$(commons jackson-annotations)" "$(commons commons-io)" "$(commons commons-lang3)" \
  "$(commons commons-codec)")
url=http://127.0.0.1:$port/data.tar.zst
# The compilers as `prepare` has them on an instance, and `up` here.
late=$(sed -n 's/^LATE="\(.*\)"$/\1/p' aws/src/main/resources/dev/muster/aws/boot.sh)
[ -n "$late" ] && grep -qF -- "$late" muster || { echo "prepare and up have no flags, or not the same" >&2; exit 1; }
java() { "$JDK/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED ${FLAGS-} -cp "$path" "$@"; }

pipe() { curl -sf "$url" | zstd -dc | tar -x -C "$1" && sync -f "$1"; }
aria() {
  aria2c -q -x 8 -s 8 -k 1M --file-allocation=none -d "$1" -o .data.tar.zst "$url"
  zstd -dc "$1/.data.tar.zst" | tar -x -C "$1" && sync -f "$1" && rm "$1/.data.tar.zst"
}
muster() { FLAGS=$late java dev.muster.agent.dataset.RestoreBench "$url" "$1"; }

# Prints milliseconds and the most MiB that the folder ever had.
measure() {
  local to=$work/to before=$EPOCHREALTIME after peak=0 now pid
  mkdir "$to"
  "$1" "$to" &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    now=$(du -sm "$to" 2>/dev/null | cut -f1 || true)
    [ "${now:-0}" -le "$peak" ] || peak=$now
    sleep 0.2
  done
  wait "$pid" || { echo "$1 failed" >&2; exit 1; }
  after=$EPOCHREALTIME
  rm -rf "$to"
  echo "$(((${after/./} - ${before/./}) / 1000)) $peak"
}
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

for limit in $limits; do
  mkfifo "$work/stop-$limit"
  java dev.muster.agent.dataset.SlowServer "$work/data.tar.zst" "$port" "$limit" <"$work/stop-$limit" &
  server=$!
  exec 9>"$work/stop-$limit"
  for _ in {1..50}; do curl -sfI "$url" >/dev/null && break; sleep 0.1; done
  for ((i = 0; i < runs; i++)); do
    for way in pipe aria muster; do measure "$way" >>"$work/$way-$limit"; done
  done
  exec 9>&-
  wait "$server" || true
  server=
  echo "each connection: $([ "$limit" = 0 ] && echo unlimited || echo "$limit MiB/s")"
  ours=$(cut -d' ' -f1 "$work/muster-$limit" | median)
  for way in pipe aria muster; do
    ms=$(cut -d' ' -f1 "$work/$way-$limit" | median)
    peak=$(cut -d' ' -f2 "$work/$way-$limit" | median)
    awk -v w="$way" -v t="$ms" -v p="$peak" -v m="$mib" -v o="$ours" \
      'BEGIN { printf "  %-6s %6.2f s, %4d MiB beyond the data; muster is %.2f times as fast\n", w, t / 1000, p - m, t / o }'
  done
done
