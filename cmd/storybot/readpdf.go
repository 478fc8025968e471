package main

import (
	"github.com/spf13/cobra"

	"github.com/storybot/storybot/knowledge/source/pdf"
)

// readPDFCommand is what the program starts itself with to read PDFs: in a
// process of its own, which can be ended whatever a PDF does to it.
func (a *app) readPDFCommand() *cobra.Command {
	return &cobra.Command{
		Use: pdf.Command + " [CACHE]", Hidden: true, Args: wants(0, 1, ""),
		RunE: func(_ *cobra.Command, args []string) error {
			cache := ""
			if len(args) > 0 {
				cache = args[0]
			}
			return pdf.Serve(a.in, a.out, cache) //nolint:wrapcheck // nobody reads it
		},
	}
}
