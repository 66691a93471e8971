-- wrk -s load.lua URL prints requests/s, p50 in ms, p99 in ms, errors of any kind, requests.
function done(summary, latency)
	local errors = summary.errors
	print(string.format("%.0f %.3f %.3f %d %d", summary.requests / summary.duration * 1e6,
		latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout, summary.requests))
end
