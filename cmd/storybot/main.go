// Command storybot answers questions about stories. Without a subcommand it
// serves; each subcommand is in the file of its name. The settings are one
// table in config.go, and wire.go is the only place that names concrete parts.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/storybot/storybot/bot/desk"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program: it returns the exit code.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	defer stop()
	app := &app{in: in, out: out, errs: errs, lookup: os.LookupEnv}
	root := app.root()
	root.SetArgs(args)
	err := desk.Rescue(func() error { return root.ExecuteContext(ctx) })
	if err != nil {
		app.complain(ctx, err)
	}
	return exitCode(err)
}
