# shellcheck shell=bash disable=SC2154
# The rows of the table, for run: each prints samples, "row image value". What stands before them is for hold also.

missing=0
need() { command -v "$1" >/dev/null || { echo "$1 is missing: $2" >&2 && missing=1; }; }

# Seconds since a moment of EPOCHREALTIME.
since() { awk "BEGIN { print $EPOCHREALTIME - $1 }"; }

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

# Prints requests/s, p50, p99 and errors of a container under so many seconds of load, over 64 connections or so many.
load() { inside "$1" taskset -c 1 wrk -t1 -c"${3:-64}" -d"$2" --timeout 5s -s $bench/wrk.lua http://127.0.0.1:8080/ | tail -1; }

# Whether the image, within so many MiB, starts and then serves without an error.
holds() {
	local id errors= state=
	id=$(docker run --detach --label=bench --memory="$2m" --memory-swap="$2m" "bench-$1" 2>/dev/null) || return 1
	if await "$id" 2>/dev/null; then
		read -r _ _ _ errors < <(load "$id" "$hold" 2>/dev/null) || true
		state=$(docker inspect --format '{{.State.Running}} {{.State.OOMKilled}} {{.RestartCount}}' "$id")
		# With its colon: the JVM also logs -XX:+ExitOnOutOfMemoryError, an option.
		! docker logs "$id" 2>&1 | grep 'MemoryError:' >&2 || state=exhausted
	fi
	docker rm --force "$id" >/dev/null
	say "limit $1: $2 MiB, ${state:-does not start}, ${errors:-?} errors"
	[[ $state == "true false 0" && $errors == 0 ]]
}

sample() { printf '%s\t%s\t%s\n' "$@"; }

start_rows() {
	for ((round = 0; round <= starts; round++)); do
		say "start, round $round of $starts"
		for image in "${images[@]}"; do
			# Round 0 fills the page cache.
			"$work/measure" start "$image" "$port" | if ((round)); then cat; else cat >/dev/null; fi
		done
	done
}

# Bisects in steps of 16 MiB to 448. It must hold at the next two sizes also: where it
# does not, the search goes on above.
limit_rows() {
	local low high middle
	for image in "${images[@]}"; do
		low=0 high=29
		while ((high - low > 1)); do
			middle=$(((low + high) / 2))
			if holds "$image" $((16 * middle)); then high=$middle; else low=$middle; fi
			((high - low > 1)) || for above in $((high + 1)) $((high + 2)); do
				((above > 28)) || holds "$image" $((16 * above)) || low=$above high=29
			done
		done
		sample limit "$image" "$( ((high > 28)) && echo Inf || echo $((16 * high)))"
	done
}

# Pushes the image and lists its layers, "digest bytes", as a registry holds them.
layers() {
	docker tag "bench-$1" "$registry/$1"
	docker push --quiet "$registry/$1" >/dev/null
	docker rmi "$registry/$1" >/dev/null
	curl -sf -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' "http://$registry/v2/$1/manifests/latest" |
		jq -r '.layers[] | "\(.digest) \(.size)"'
}

size_rows() {
	for image in "${images[@]}"; do
		say "size of $image"
		sample gzipped "$image" "$(layers "$image" | awk '{ bytes += $2 } END { print bytes / 1e6 }')"
		sample disk "$image" "$(docker image inspect --format '{{.Size}}' "bench-$image" | awk '{ print $1 / 1e6 }')"
	done
}

load_rows() {
	local -A ids
	for image in "${images[@]}"; do
		say "load: $warmup s of warm-up for $image"
		ids[$image]=$(docker run --detach --label=bench --cpuset-cpus=0 "bench-$image")
		await "${ids[$image]}"
		load "${ids[$image]}" "$warmup" >/dev/null
	done
	for ((round = 1; round <= rounds; round++)); do
		say "load, round $round of $rounds"
		for image in "${images[@]}"; do
			read -r rate p50 p99 errors < <(load "${ids[$image]}" "$seconds")
			((errors == 0)) || { say "$image: $errors errors under load" && return 1; }
			sample throughput "$image" "$(awk "BEGIN { print $rate / 1e3 }")"
			sample p50 "$image" "$p50"
			sample p99 "$image" "$p99"
		done
	done
	docker rm --force "${ids[@]}" >/dev/null
}

push_rows() {
	for image in "${images[@]}"; do layers "$image" >"$work/$image.layers"; done
	for ((round = 1; round <= rebuilds; round++)); do
		for image in "${images[@]}"; do
			say "rebuild $round of $rebuilds: $image"
			local old began
			old=$(docker image inspect --format '{{.Id}}' "bench-$image")
			# The greeting, and wherever else the source repeats it.
			grep -rlZ --include=*.go --include=*.java 'hello worl' "$work/$image" |
				xargs -0 sed -i "s/hello worl./hello worl$round/"
			began=$EPOCHREALTIME
			build "$image"
			sample rebuild "$image" "$(since "$began")"
			layers "$image" >"$work/new"
			sample pushed "$image" "$(awk 'NR == FNR { held[$1]; next } !($1 in held) { bytes += $2 } END { print bytes / 1e6 }' "$work/$image.layers" "$work/new")"
			cat "$work/new" >>"$work/$image.layers"
			docker rmi "$old" >/dev/null
		done
	done
}
