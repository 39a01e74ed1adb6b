#!/usr/bin/env bash
# `muster synth` against `cdk synth`: whole processes, in turn, medians and ratio; then `muster synth` for 34 regions.
#
#   bench/synth.sh           5 runs of each
#   RUNS=20 bench/synth.sh
#
# bench/cdk is the stacks of examples/bitcoin-ha.yaml as a CDK app. That both make the same kinds of resources as often
# is asserted before anything is timed. CDK is timed as it comes, and with its own check of templates switched off
# (CDK_VALIDATION=false); muster always checks by its rules. Needs Node and npm; versions are pinned in bench/cdk.
#
# Never in CI: a figure from a busy machine says nothing. Goals on a quiet one: 50 times as fast, 34 regions under 1 s.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${RUNS:-5}
spec=examples/bitcoin-ha.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CI=true CDK_DISABLE_CLI_TELEMETRY=1

[ -d bench/cdk/node_modules ] || (cd bench/cdk && npm ci --no-audit --no-fund --silent)
regions=$(./muster regions --json | grep -o '"code" *: *"[^"]*"' | cut -d'"' -f4 | paste -sd,)
cat >"$work/fleet.yaml" <<EOF
muster: 1
name: everywhere
blueprint: bitcoin
network: mainnet
target: aws
topology: fleet
nodes: 1
aws: {architecture: x86_64, regions: [$regions]}
EOF

muster() { ./muster synth "$spec" -o "$work/muster" >/dev/null 2>&1; }
cdk() { (cd bench/cdk && node_modules/.bin/cdk synth --quiet --no-notices -o "$work/cdk" >/dev/null 2>&1); }
bare() { CDK_VALIDATION=false cdk; }
fleet() { ./muster synth "$work/fleet.yaml" -o "$work/fleet" >/dev/null 2>&1; }

# Once, unmeasured: builds, makes the AOT cache and warms the disk; and says whether the two are equal.
muster && cdk && fleet
for _ in {1..150}; do
  compgen -G "${XDG_CACHE_HOME:-$HOME/.cache}/muster/aot/*/*.training" >/dev/null || break
  sleep 0.2
done
kinds() {
  node -e '
    const {readFileSync} = require("fs");
    const counts = {};
    for (const file of process.argv.slice(1))
      for (const {Type} of Object.values(JSON.parse(readFileSync(file)).Resources))
        if (Type !== "AWS::CDK::Metadata") counts[Type] = (counts[Type] ?? 0) + 1;
    console.log(Object.keys(counts).sort().map((kind) => kind + " " + counts[kind]).join("\n"))' "$@"
}
kinds "$work"/muster/us-east-1/*.template.json >"$work/muster.kinds"
kinds "$work"/cdk/*.template.json >"$work/cdk.kinds"
diff "$work/muster.kinds" "$work/cdk.kinds" || { echo "the two do not make the same" >&2; exit 1; }
echo "the same: $(wc -l <"$work/muster.kinds") kinds, $(awk '{ n += $2 } END { print n }' "$work/muster.kinds") resources"
made=$(find "$work/fleet" -name 'muster-*.template.json' | wc -l)
echo "load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || uptime | sed 's/.*: //'), $runs runs of each"

# Milliseconds that a command takes.
wall() {
  local before=$EPOCHREALTIME after
  "$1"
  after=$EPOCHREALTIME
  echo $(((${after/[.,]/} - ${before/[.,]/}) / 1000))
}
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
ms=() cs=() bs=() fs=()
for ((i = 0; i < runs; i++)); do
  ms+=("$(wall muster)") cs+=("$(wall cdk)") bs+=("$(wall bare)") fs+=("$(wall fleet)")
done
m=$(median "${ms[@]}") c=$(median "${cs[@]}") b=$(median "${bs[@]}") f=$(median "${fs[@]}")
times() { echo "$(($1 / m)).$(($1 * 10 / m % 10)) times"; }
echo "muster synth           $m ms  (${ms[*]})"
echo "cdk synth              $c ms  (${cs[*]})  $(times "$c")"
echo "cdk synth, no rules    $b ms  (${bs[*]})  $(times "$b")"
echo "muster synth, $made regions  $f ms  (${fs[*]})"
