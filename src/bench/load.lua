-- wrk -s load.lua URL -- [PAUSE [close]]: pauses so many ms before each request; close: a connection for each.
-- Prints requests/s, p50 and p99 in ms, errors of any kind, requests.
function init(arguments)
	local pause = tonumber(arguments[1]) or 0
	if pause > 0 then
		delay = function() return pause end
	end
	if arguments[2] == "close" then
		wrk.headers["Connection"] = "close"
	end
end

function done(summary, latency)
	local errors = summary.errors
	io.write(string.format("%.0f %.3f %.3f %d %d\n",
		summary.requests / summary.duration * 1e6,
		latency:percentile(50) / 1e3,
		latency:percentile(99) / 1e3,
		errors.connect + errors.read + errors.write + errors.status + errors.timeout,
		summary.requests))
end
