#!/usr/bin/env bash
# What an agent takes, so many minutes after its start: resident memory and a share of one core, with probes every 2 s.
#
#   bench/agent-memory.sh [MINUTES]     10 if not said
#
# Two agents beside real Litecoin nodes, which get a block every EVERY (regtest; without a word 150s, as Litecoin's network,
# nPowTargetSpacing in src/chainparams.cpp of litecoin-project/litecoin, 2026-11-28; the agents make them): one as `up` starts it here, and one as on an
# instance, with the flags of its unit in boot.sh and with AWS around it: report, metrics, logs, signal and life cycle
# before moto, credentials and notices from a stand-in for the metadata service. As root or not; needs litecoind, python3
# and moto_server. Never in CI. Goals: at most 110 MB resident, better 90, and under 0.5 % of a core.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-10}
work=$(mktemp -d)
export XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
pids=()
finish() {
  muster down --all --delete-data --yes >/dev/null 2>&1 || true
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

. bin/find-jdk
find_jdk || { no_jdk; exit 5; }
jar=${MUSTER_JAR:-cli/target/muster.jar}
muster() { "$JDK/bin/java" -XX:TieredStopAtLevel=1 -jar "$jar" "$@"; }
command -v moto_server >/dev/null || { echo "needs moto_server: pip install 'moto[server]'" >&2; exit 5; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Credentials, the instance's id, and no notice.
metadata() {
  exec python3 - "$1" <<'PY'
import http.server, sys
ROLE = '{"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "ASIATEST", "SecretAccessKey": "secret",' \
       ' "Token": "session", "Expiration": "2099-01-01T00:00:00Z", "LastUpdated": "2026-01-01T00:00:00Z"}'
KNOWN = {"iam/security-credentials/": "role", "iam/security-credentials/role": ROLE,
         "instance-id": "i-0123456789abcdef0", "autoscaling/target-lifecycle-state": "InService"}
class Answer(http.server.BaseHTTPRequestHandler):
    def say(self, text):
        self.send_response(200 if text is not None else 404)
        body = (text or "").encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_PUT(self):
        self.say("token")
    def do_GET(self):
        self.say(KNOWN.get(self.path.replace("/latest/meta-data/", "")))
    def log_message(self, *_):
        pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
PY
}

for name in here there; do
  printf 'muster: 1\nname: %s\nblueprint: litecoin\nnetwork: regtest\nproduce: {every: %s, initial: 20}\n' "$name" "${EVERY:-150s}" \
    >"$work/$name.yaml"
  muster up "$work/$name.yaml" >"$work/up.log" 2>&1 || { cat "$work/up.log"; exit 1; }
done

slot=$XDG_STATE_HOME/muster/there/1
# Not the guard, a shell with the same words.
agent_of() { pgrep -f -- "agent run $1" | while read -r pid; do
  case $(readlink "/proc/$pid/exe") in */java) echo "$pid" ;; esac
done; }

# The second agent as on an instance: its guard and it go, the node runs on, and an agent of the unit's kind adopts it.
old=$(pgrep -f -- "agent run $slot")
kill -9 $old
moto=$(free_port)
imds=$(free_port)
moto_server -H 127.0.0.1 -p "$moto" >"$work/moto.log" 2>&1 &
pids+=($!)
metadata "$imds" >"$work/metadata.log" 2>&1 &
pids+=($!)
for _ in {1..100}; do curl -sf "http://127.0.0.1:$moto/moto-api/" >/dev/null && break; sleep 0.2; done
curl -sf -X PUT -H 'Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request' \
  "http://127.0.0.1:$moto/bench" >/dev/null
curl -sf -H 'Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/logs/aws4_request' \
  -H 'X-Amz-Target: Logs_20140328.CreateLogGroup' \
  -H 'Content-Type: application/x-amz-json-1.1' -d '{"logGroupName":"/muster/there"}' "http://127.0.0.1:$moto/" >/dev/null
flags=${FLAGS:-$(sed -n 's/^FLAGS="\(.*\)"$/\1/p' aws/src/main/resources/dev/muster/aws/boot.sh)}
mkdir -p "$slot/run"
: >"$slot/run/start"
# shellcheck disable=SC2086
env MALLOC_ARENA_MAX=1 DEPLOYMENT=there SLOT=1 REGION=us-east-1 BUCKET=bench AWS_ENDPOINT_URL="http://127.0.0.1:$moto" \
  AWS_EC2_METADATA_SERVICE_ENDPOINT="http://127.0.0.1:$imds" \
  "$JDK/bin/java" $flags -jar "$jar" agent run "$slot" --checksum bench >>"$slot/logs/agent.log" 2>&1 &
instance=$!
pids+=("$instance")
here=$(agent_of "$XDG_STATE_HOME/muster/here/1")

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
field() { awk -v name="$2:" '$1 == name { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; }
# Ticks and name of each thread.
threads() { awk '{ split(FILENAME, p, "/"); name = $0; sub(/^[^(]*\(/, "", name); sub(/\).*/, "", name); rest = $0
  sub(/.*\) /, "", rest); split(rest, f, " "); print p[5], f[12] + f[13], name }' /proc/"$1"/task/*/stat 2>/dev/null; }
hertz=$(getconf CLK_TCK)
echo "JDK $JDK_VERSION, load $(cut -d' ' -f1-3 /proc/loadavg); flags as on an instance: $flags"
started=$SECONDS
half=$((minutes * 60 / 2))
declare -A before
while [ $((SECONDS - started)) -lt $((minutes * 60)) ]; do
  if [ $((SECONDS - started)) -ge $half ] && [ -z "${before[$here]-}" ]; then
    middle=$SECONDS
    before[$here]=$(ticks "$here")
    before[$instance]=$(ticks "$instance")
    threads "$instance" >"$work/threads"
  fi
  sleep 1
done
seconds=$((SECONDS - middle))
for pid in "$here" "$instance"; do
  [ "$pid" = "$here" ] && what="as here" || what="as on an instance"
  awk -v what="$what" -v min="$minutes" -v rss="$(field "$pid" VmRSS)" -v anon="$(field "$pid" RssAnon)" \
    -v file="$(field "$pid" RssFile)" -v peak="$(field "$pid" VmHWM)" -v s="$seconds" \
    -v cpu="$(($(ticks "$pid") - before[$pid]))" -v hz="$hertz" 'BEGIN {
      printf "%-18s after %d min: %d MB resident (%d its own, %d of files; peak %d), %.2f %% of a core over the last %d s\n",
        what, min, rss, anon, file, peak, 100 * cpu / hz / s, s }'
done
echo "most of it: $(threads "$instance" | awk -v s="$seconds" -v hz="$hertz" 'FNR == NR { before[$1] = $2; next }
  { n = $2 - before[$1]; $1 = ""; $2 = ""; printf "%.2f %%%s\n", 100 * n / hz / s, $0 }' "$work/threads" - |
  sort -rn | head -n 5 | paste -sd, -)"
told=$(curl -s "http://127.0.0.1:$moto/bench/reports/there/1.json" \
  -H 'Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request')
echo "told AWS: $(printf %s "$told" | grep -oE '"(state|height)" *: *[^,]*' | tr '\n' ' ')"
