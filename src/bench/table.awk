# Samples "row image value", sorted, become a table of medians, each with its ratio to the default image's (of throughput
# and latency: to Go's), and one of their least and most.
BEGIN {
	FS = "\t"
	split("go default ours", images, " ")
	count = split("start:cold start, `docker run` to first 200: s:default|cpu:CPU until then: s:default|" \
		"resident:resident memory then (RSS): MB:default|limit:smallest `-m` that holds 64 connections of load: MiB:default|" \
		"gzipped:image, gzipped as pulled: MB:default|disk:image, on disk: MB:default|" \
		"first12:requests in the first 12 s of full load, one core, from a cold start:k:default|" \
		"first60:requests in the first 60 s:k:default|warm:time until 90 % of the final rate: s:default|" \
		"throughput:throughput of 64 connections, one core, warm:k/s:go|p50:p50 at that load: ms:go|p99:p99 at that load: ms:go|" \
		"pushed:pushed again after a one-line change, gzipped: MB:default|rebuild:rebuild after a one-line change: s:default", rows, "|")
}

{ values[$1, $2, ++n[$1, $2]] = $3 }

function median(row, image,    size) {
	size = n[row, image]
	return (values[row, image, int((size + 1) / 2)] + values[row, image, int(size / 2) + 1]) / 2
}

function digits(value) { return sprintf(value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 0.1 ? "%.2f" : "%.2g", value) }

END {
	head = "| | Go | default | ours |\n|---|---|---|---|\n"
	for (r = 1; r <= count; r++) {
		split(rows[r], row, ":")
		if (!n[row[1], row[4]]) continue
		peer = median(row[1], row[4])
		medians = medians "| " row[2] " |"
		spread = spread "| " row[2] ", " n[row[1], row[4]] " times |"
		for (i = 1; i <= 3; i++) {
			value = median(row[1], images[i])
			medians = medians " " digits(value) row[3] "" (peer > 0 ? " (" digits(value / peer) ")" : "") " |"
			spread = spread " " digits(values[row[1], images[i], 1]) "–" digits(values[row[1], images[i], n[row[1], images[i]]]) row[3] " |"
		}
		medians = medians "\n"
		spread = spread "\n"
	}
	print head medians "\nMedians; in parentheses relative to the default image, throughput and latency to Go's.\n\nLeast and most:\n"
	printf "%s%s", head, spread
}
