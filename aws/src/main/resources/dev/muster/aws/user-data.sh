# The first boot of a Muster node. The four values above are all that tells nodes apart; everything that may change
# later lies in the bucket, because another byte here would replace every instance.
#   deployments/$DEPLOYMENT/$SLOT/manifest   "sha256  path" of each file, and with boot.sh what comes next
#   deployments/$DEPLOYMENT/files/$sha256    the files
set -u
STACK=muster-$DEPLOYMENT
RESOURCE=Slot${SLOT}Group
[ "$SLOT" = fleet ] && RESOURCE=FleetGroup
HOME=/root
DIR=/opt/muster/boot
META=http://169.254.169.254/latest

meta() {
  TOKEN=$(curl -sf -m 5 --retry 30 --retry-all-errors --retry-delay 2 -X PUT \
    -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' "$META/api/token") || return 1
  curl -sf -m 5 --retry 10 --retry-all-errors --retry-delay 3 -H "X-aws-ec2-metadata-token: $TOKEN" "$META/meta-data/$1"
}

# sign SERVICE ARGUMENTS... Credentials go to curl by its input and not by its command line. A new role is not known
# everywhere at once, so a refusal is asked again for half a minute.
sign() {
  service=$1
  shift
  role=$(meta iam/security-credentials/) || return 1
  json=$(meta "iam/security-credentials/$role") || return 1
  field() { printf %s "$json" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
  curl -sS -m 900 --retry 5 --retry-all-errors --aws-sigv4 "aws:amz:$REGION:$service" -K - "$@" <<EOF
user = "$(field AccessKeyId):$(field SecretAccessKey)"
header = "x-amz-security-token: $(field Token)"
EOF
}

get() { sign s3 -f -o "$2" "${S3:-https://$BUCKET.s3.$REGION.amazonaws.com}/$1"; }

# Says why first, and only then to the stack that it failed: a stack that rolls back takes the instance along.
fail() {
  echo "muster boot: $1" >&2
  id=$(meta instance-id)
  why=$(printf %s "$1" | tr '\n\t' '  ' | tr -d '"\\\000-\037' | head -c 900)
  printf '{"at":"%s","instanceId":"%s","reason":"%s"}\n' "$(date -u +%FT%TZ)" "$id" "$why" >"$DIR/failed.json"
  sign s3 -T "$DIR/failed.json" \
    "${S3:-https://$BUCKET.s3.$REGION.amazonaws.com}/reports/$DEPLOYMENT/$SLOT/boot-failed.json" || true
  sign cloudformation -d "Action=SignalResource&Version=2010-05-15&StackName=$STACK&LogicalResourceId=$RESOURCE" \
    -d "UniqueId=$id&Status=FAILURE" "${CLOUDFORMATION:-https://cloudformation.$REGION.amazonaws.com}/" || true
  exit 1
}

mkdir -p "$DIR/files" && cd "$DIR" || exit 1
get "deployments/$DEPLOYMENT/$SLOT/manifest" manifest || fail "the manifest cannot be read from $BUCKET"
while read -r sum path; do
  case $path in ''|/*|*..*) fail "the manifest names a path that is not allowed" ;; esac
  mkdir -p "files/$(dirname "$path")"
  echo "$sum  files/$path" | sha256sum -c --status 2>/dev/null && continue
  get "deployments/$DEPLOYMENT/files/$sum" "files/$path" || fail "$path cannot be read from $BUCKET"
  echo "$sum  files/$path" | sha256sum -c --status || fail "$path does not have the checksum of the manifest"
done <manifest
[ -f files/boot.sh ] || fail "the manifest names no boot.sh"
export DEPLOYMENT SLOT REGION BUCKET
. files/boot.sh || fail "boot.sh ended with $?"
