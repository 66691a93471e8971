-- One line for the script that called: requests/s, p50 and p99 in ms, errors of any kind.
function done(summary, latency)
	local errors = summary.errors
	io.write(string.format("%.0f %.3f %.3f %d\n",
		summary.requests / summary.duration * 1e6,
		latency:percentile(50) / 1e3,
		latency:percentile(99) / 1e3,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
