// Command measure does what the run script cannot: it times a start to the millisecond,
// and makes the table and the plot of the samples.
package main

import (
	"fmt"
	"os"
)

const usage = `usage: measure start IMAGE PORT       one cold start, as samples
       measure table <samples.tsv      Markdown
       measure plot <samples.tsv       SVG of the cold starts`

func main() {
	var err error
	switch {
	case len(os.Args) == 4 && os.Args[1] == "start":
		err = start(os.Args[2], os.Args[3])
	case len(os.Args) == 2 && os.Args[1] == "table":
		err = table(os.Stdin, os.Stdout)
	case len(os.Args) == 2 && os.Args[1] == "plot":
		err = plot(os.Stdin, os.Stdout)
	default:
		err = fmt.Errorf(usage)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
