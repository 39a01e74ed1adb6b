# The rest of a node's first boot: runtime, user, units. user-data.sh reads it in, so it has DEPLOYMENT, SLOT, REGION,
# BUCKET, DIR and the word `fail`, which reports the reason and signals the failure. It lies in the bucket and may change
# with every build; what needs thought is not here but in `muster agent prepare`.
# A slip below is to end in a report, and not the shell that would write it.
set +u
FILES=$DIR/files
HOLD=/var/lib/muster
NODE=muster-node
AGENT=muster-agent
PLACE=$HOLD/$DEPLOYMENT/$SLOT
MOUNT=/data

# Is $1 a Java of 25 or newer?
fits() {
  [ -x "$1" ] || return 1
  major=$("$1" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${major:-0}" -ge 25 ]
}

find_java() {
  for JAVA in /opt/muster/runtime/bin/java "$(command -v java)" /usr/lib/jvm/*/bin/java; do
    fits "$JAVA" && return
  done
  return 1
}

# On the image; else from the bucket, if the manifest names one; else the distribution's. The package is the one that
# Corretto's own image for Amazon Linux 2023 is made of: RPM_LIST in 25/headless/al2023/Dockerfile of
# github.com/corretto/corretto-docker (2026-11-22).
runtime() {
  find_java && return
  if [ -f "$FILES/runtime.tar.gz" ]; then
    mkdir -p /opt/muster/runtime &&
      tar -xzf "$FILES/runtime.tar.gz" -C /opt/muster/runtime --strip-components=1 ||
      fail "runtime.tar.gz cannot be unpacked"
  elif command -v dnf >/dev/null; then
    dnf install -y -q java-25-amazon-corretto-headless || fail "dnf cannot install java-25-amazon-corretto-headless"
  fi
  find_java || fail "there is no Java 25: not on the image, no runtime.tar.gz in the manifest, no package"
}

# The agent is the node's user in a group of its own: by that the metadata service is open to it and closed to the node.
user() {
  getent group "$AGENT" >/dev/null || groupadd --system "$AGENT" || fail "the group $AGENT cannot be made"
  id "$NODE" >/dev/null 2>&1 && return
  useradd --system --home-dir "$HOLD" --no-create-home --shell /usr/sbin/nologin "$NODE" ||
    fail "the user $NODE cannot be made"
}

# What closes the metadata service to the node, puts its programs into another group, and unmounts for the machine.
tools() {
  for tool in nft:nftables setpriv:util-linux nsenter:util-linux; do
    command -v "${tool%:*}" >/dev/null && continue
    ! command -v dnf >/dev/null || dnf install -y -q "${tool#*:}" || fail "dnf cannot install ${tool#*:}"
    command -v "${tool%:*}" >/dev/null || fail "there is no ${tool%:*}, of the package ${tool#*:}"
  done
}

program() {
  install -D -m 0644 "$FILES/muster.jar" /opt/muster/muster.jar && mkdir -p "$PLACE" /etc/muster ||
    fail "the disk of the system cannot be written"
  {
    printf 'DEPLOYMENT=%s\nSLOT=%s\nREGION=%s\nBUCKET=%s\n' "$DEPLOYMENT" "$SLOT" "$REGION" "$BUCKET"
    [ -z "${AWS_ENDPOINT_URL-}" ] || printf 'AWS_ENDPOINT_URL=%s\n' "$AWS_ENDPOINT_URL"
  } >/etc/muster/agent.env
}

# What Run Command calls: the slot's own words for its agent. JAVA is known only here.
word() {
  {
    printf '#!/bin/sh\nset -a\n. /etc/muster/agent.env\n'
    printf 'exec %s -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -jar /opt/muster/muster.jar "$@"\n' "$JAVA"
  } >/usr/local/bin/muster && chmod 0755 /usr/local/bin/muster || fail "/usr/local/bin/muster cannot be written"
}

# Measured by bench/agent-memory.sh: a heap that starts small, is collected early and given back; and code compiled at a
# tenth of the usual thresholds or less, for what is done each few seconds would be interpreted for a quarter of an hour.
FLAGS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:Tier3InvocationThreshold=20 -XX:Tier3MinInvocationThreshold=10 -XX:Tier3CompileThreshold=100 -XX:Tier3BackEdgeThreshold=2000 -XX:CICompilerCount=1 -XX:-UsePerfData -Xms8m -Xmn3m -Xmx64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:TrimNativeHeapInterval=60000 -Xss512k -XX:MaxMetaspaceSize=96m"

# As `muster up` has it, and why, in the launcher.
LATE="-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000"

# At each start of the machine, as root: the volume must be mounted and the secrets be there before anything runs. What
# cannot be had now, because AWS is away or a secret is missing, is asked for again for ever, each round with its reason in
# the log: the agent, whose start systemd has then given up, is started by whichever round ends well.
prepare_unit() {
  cat >/etc/systemd/system/muster-prepare.service <<EOF
[Unit]
Description=Muster: volume, secrets and software of $DEPLOYMENT/$SLOT
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=oneshot
RemainAfterExit=yes
EnvironmentFile=/etc/muster/agent.env
ExecStart=$JAVA -XX:+UseSerialGC -XX:-UsePerfData $LATE -jar /opt/muster/muster.jar agent prepare $PLACE --boot $FILES --user $NODE --agents $AGENT --at $MOUNT
ExecStartPost=systemctl start --no-block muster-agent.service
Restart=on-failure
RestartSec=15
StandardOutput=append:/var/log/muster-prepare.log
StandardError=append:/var/log/muster-prepare.log
TimeoutStartSec=infinity
EOF
}

# The agent and the node's programs are one user without rights but to ports below 1024; the agent may also leave its
# group, which its programs do. An agent that crashes takes no
# program along, it comes back and adopts them; when the machine goes down it gets its SIGTERM, ends them, and may take
# as long as a stop may.
agent_unit() {
  sum=$(sha256sum /opt/muster/muster.jar)
  cat >/etc/systemd/system/muster-agent.service <<EOF
[Unit]
Description=Muster: agent of $DEPLOYMENT/$SLOT
Requires=muster-prepare.service
Wants=muster-engine.service
After=muster-prepare.service muster-engine.service network-online.target
AssertPathIsMountPoint=$MOUNT
StartLimitIntervalSec=0

[Service]
User=$NODE
Group=$AGENT
EnvironmentFile=/etc/muster/agent.env
Environment=HOME=$HOLD MALLOC_ARENA_MAX=1 DOCKER_HOST=unix:///run/muster/engine.sock
Environment=NODE_GROUP=$NODE
WorkingDirectory=$PLACE
# A start that Restart= makes does not look at assertions again (unit_start, src/core/unit.c of
# systemd at 000e56eeb7bf, 2026-11-28), so the volume is looked for here, too.
ExecCondition=+/bin/sh -c "mountpoint -q $MOUNT"
ExecStart=$JAVA $FLAGS -jar /opt/muster/muster.jar agent run $PLACE --checksum ${sum%% *}
# Unmounting is root's, and only when the agent has noted that the instance goes for good. The + takes the unit's rules
# away, not its mount namespace (seen with systemd 252): an umount there leaves the volume mounted for the machine.
ExecStopPost=+/bin/sh -c "[ ! -e $PLACE/run/leaving.json ] || exec nsenter --target 1 --mount $JAVA $FLAGS -jar /opt/muster/muster.jar agent release $PLACE --at $MOUNT"
Restart=always
KillMode=process
RestartSec=2
TimeoutStopSec=15min
LimitNOFILE=65536
CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_SETGID
AmbientCapabilities=CAP_NET_BIND_SERVICE CAP_SETGID
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes
LockPersonality=yes
PrivateTmp=yes
ReadWritePaths=$HOLD $MOUNT /run/muster

[Install]
WantedBy=multi-user.target
EOF
}

# Who may ask docker's engine is root, so the node's user asks this, which lets through what the slot's own containers
# need and makes each run as that user without any right. It sees no network; without containers it does not start.
engine_unit() {
  cat >/etc/systemd/system/muster-engine.service <<EOF
[Unit]
Description=Muster: door to the engine for containers of $DEPLOYMENT/$SLOT
After=muster-prepare.service docker.service
ConditionPathExists=/run/muster/containers
StartLimitIntervalSec=0

[Service]
ExecStart=$JAVA $FLAGS -jar /opt/muster/muster.jar agent engine $PLACE --at $MOUNT
Restart=always
RestartSec=2
CapabilityBoundingSet=CAP_CHOWN CAP_DAC_READ_SEARCH
NoNewPrivileges=yes
PrivateNetwork=yes
RestrictAddressFamilies=AF_UNIX
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
ReadWritePaths=/run/muster
EOF
}

start() {
  systemctl daemon-reload && systemctl enable -q muster-agent.service || fail "systemd does not take the units"
  systemctl start muster-prepare.service ||
    fail "the machine cannot be prepared: $(tail -n 4 /var/log/muster-prepare.log)"
  systemctl start muster-agent.service ||
    fail "muster-agent.service does not start: $(systemctl show -p Result -p AssertResult muster-agent.service)"
}

[ -f "$FILES/muster.jar" ] || fail "the manifest names no muster.jar"
runtime
tools
user
program
word
prepare_unit
agent_unit
engine_unit
start
