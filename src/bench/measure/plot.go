package main

import (
	"fmt"
	"io"
)

// The greys and hues are readable on white and on black: the page's ground shows through.
const (
	head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 236" font-family="system-ui, sans-serif" font-size="18" fill="#7d858e">
<title>Cold start of four images</title>
<text x="8" y="28" font-weight="600">Cold start: docker run to first 200, median and spread, in seconds</text>
`
	bar = `<text x="108" y="%[1]d" text-anchor="end">%[2]s</text>
<rect x="120" y="%[3]d" width="%.1[4]f" height="28" rx="3" fill="%[5]s" fill-opacity=".6"/>
<path d="M%.1[6]f %[7]dH%.1[8]f" stroke="%[5]s" stroke-width="3"/>
<text x="%.1[9]f" y="%[1]d">%[10]s s</text>
`
	widest = 500.0
)

var hues = map[string]string{"go": "#2f9ec0", "default": "#8a9099", "ours": "#4c9f38", "layered": "#7fae55"}

func plot(tsv io.Reader, out io.Writer) error {
	all, err := read(tsv)
	if err != nil {
		return err
	}
	longest := 0.0
	for _, image := range images {
		for _, value := range all["start"+image] {
			longest = max(longest, value)
		}
	}
	if longest == 0 {
		return fmt.Errorf("no cold start among the samples")
	}
	svg, scale := head, widest/longest
	for i, image := range images {
		values := all["start"+image]
		if len(values) == 0 {
			return fmt.Errorf("no cold start of %s among the samples", image)
		}
		least, middle, most := scale*values[0], scale*median(values), scale*values[len(values)-1]
		y := 50 + 46*i
		svg += fmt.Sprintf(bar, y+20, image, y, middle, hues[image], 120+least, y+14, 120+most, 132+most, digits(median(values)))
	}
	_, err = io.WriteString(out, svg+"</svg>\n")
	return err
}
