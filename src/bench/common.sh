# shellcheck shell=bash disable=SC2154
# What run and stress-test share.

missing=0
need() { command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2 && missing=1; }; }

# The load enters the container's network namespace, so that no proxy of the engine stands between.
root=() && ((EUID == 0)) || root=(sudo)

pid() { docker inspect --format '{{.State.Pid}}' "$1"; }

inside() { "${root[@]}" nsenter --net --target "$(pid "$1")" "${@:2}"; }

# The port is asked in the container: the engine's own opens before the server does.
await() {
	for _ in {1..300}; do
		[[ $(docker inspect --format '{{.State.Running}}' "$1") == true ]] || return 1
		! inside "$1" curl -sfo /dev/null --max-time 5 http://127.0.0.1:8080/ || return 0
		sleep 0.1
	done
	return 1
}

# load CONTAINER SECONDS [CONNECTIONS [PAUSE [close]]]: what load.lua prints.
load() { inside "$1" taskset -c 1 wrk -t1 -c"${3:-64}" -d"$2" --timeout 5s -s "$bench/load.lua" http://127.0.0.1:8080/ -- "${@:4}" | tail -1; }

# Seconds since a moment of EPOCHREALTIME.
since() { awk "BEGIN { print $EPOCHREALTIME - $1 }"; }
