package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"sort"
	"strconv"
	"strings"
)

var images = []string{"go", "default", "ours", "layered"}

// rows are the rows of the table; peer is the image whose value is 1.0.
var rows = []struct{ key, title, unit, peer string }{
	{"start", "cold start: `docker run` to first 200", " s", "default"},
	{"cpu", "CPU seconds until then", " s", "default"},
	{"resident", "resident memory then (RSS)", " MB", "default"},
	{"limit", "smallest `-m` that holds 64 connections of load", " MiB", "default"},
	{"gzipped", "image, gzipped as pulled", " MB", "default"},
	{"disk", "image, on disk", " MB", "default"},
	{"throughput", "throughput of 64 connections, one pinned core, warm", "k/s", "go"},
	{"p50", "p50 at that load", " ms", "go"},
	{"p99", "p99 at that load", " ms", "go"},
	{"pushed", "pushed again after a one-line change, gzipped", " MB", "default"},
	{"rebuild", "rebuild after a one-line change", " s", "default"},
}

// samples are values in rising order, by row and image.
type samples map[string][]float64

func read(tsv io.Reader) (samples, error) {
	all := samples{}
	for lines := bufio.NewScanner(tsv); lines.Scan(); {
		row, rest, _ := strings.Cut(lines.Text(), "\t")
		image, value, _ := strings.Cut(rest, "\t")
		number, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("sample %q: %w", lines.Text(), err)
		}
		all[row+image] = append(all[row+image], number)
	}
	for _, values := range all {
		sort.Float64s(values)
	}
	return all, nil
}

func median(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return math.NaN()
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// table prints medians with their ratio to the peer's, then the spread of what was
// measured more than once.
func table(tsv io.Reader, out io.Writer) error {
	all, err := read(tsv)
	if err != nil {
		return err
	}
	const head = "| | Go | default | ours | layered |\n|---|---|---|---|---|\n"
	medians, spread := head, head
	for _, row := range rows {
		peer := median(all[row.key+row.peer])
		var middle, range_ []string
		count := 0
		for _, image := range images {
			values := all[row.key+image]
			count = max(count, len(values))
			if len(values) == 0 {
				middle, range_ = append(middle, ""), append(range_, "")
				continue
			}
			cell := digits(median(values)) + row.unit
			if ratio := median(values) / peer; ratio > 0 && !math.IsInf(ratio, 1) {
				cell += fmt.Sprintf(" (%s)", digits(ratio))
			}
			middle = append(middle, cell)
			range_ = append(range_, digits(values[0])+"–"+digits(values[len(values)-1])+row.unit)
		}
		if count > 0 {
			medians += fmt.Sprintf("| %s | %s |\n", row.title, strings.Join(middle, " | "))
		}
		if count > 1 {
			spread += fmt.Sprintf("| %s, %d times | %s |\n", row.title, count, strings.Join(range_, " | "))
		}
	}
	_, err = fmt.Fprintf(out, "%s\nMedians; in parentheses relative to the default image, throughput and latency to Go's.\n", medians)
	if err == nil && spread != head {
		_, err = fmt.Fprintf(out, "\nLeast and most:\n\n%s", spread)
	}
	return err
}

func digits(value float64) string {
	switch {
	case math.IsInf(value, 1): // no limit that was tried
		return "over 448"
	case value >= 100:
		return fmt.Sprintf("%.0f", value)
	case value >= 10:
		return fmt.Sprintf("%.1f", value)
	case value < 0.1:
		return fmt.Sprintf("%.2g", value)
	}
	return fmt.Sprintf("%.2f", value)
}
