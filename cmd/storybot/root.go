package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/storybot/storybot/knowledge/source/pdf"
)

const rootHelp = `Storybot answers questions about the stories you load, and shows where every
claim comes from. Without a subcommand it serves: the web channel, and a socket
by which the other commands reach it.`

const rootExamples = `  storybot ask "Who is North Korea's ambassador to Italy?"
  storybot --stories ~/news                 serve the stories of a folder
  storybot --stories ~/news ask --since 2019 "Who won the cup?"
  storybot chat`

// root is the command without a subcommand, and the tree below it.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use: "storybot", Short: "Answers questions about stories, with citations that hold",
		Long: rootHelp, Example: rootExamples,
		SilenceErrors: true, SilenceUsage: true, SuggestionsMinimumDistance: 2,
		Args: noSubcommand, RunE: func(c *cobra.Command, _ []string) error { return a.serve(c.Context()) },
	}
	root.Version = versionLine()
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errs)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w; `%s --help` tells more", err, c.CommandPath())}
	})
	a.flags = root.PersistentFlags()
	settingFlags(a.flags, settings())
	root.SetUsageTemplate(usageTemplate(root.UsageTemplate()))
	root.AddCommand(
		a.serveCommand(), a.askCommand(), a.chatCommand(), a.searchCommand(), a.summaryCommand(), a.timelineCommand(), a.digestCommand(),
		a.storiesCommand(), a.storyCommand(), a.reloadCommand(), a.checkCommand(), a.evalCommand(), a.configCommand(),
		a.backupCommand(), a.restoreCommand(), a.moveCommand(), a.mcpCommand(), a.versionCommand(),
		a.readPDFCommand(),
	)
	return root
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Tell which version this is", Example: "  storybot version", Args: wants(0, 0, ""),
		RunE: func(*cobra.Command, []string) error { return a.paper().print(versionLine() + "\n") },
	}
}

// version is that of the release or commit that the program was built from, as the Go
// command recorded it; "(devel)" where it recorded none.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// versionLine tells the version, and of what the program was made for.
func versionLine() string {
	return fmt.Sprintf("storybot %s (%s, %s/%s)", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// noSubcommand refuses words that name no subcommand, and proposes near ones.
func noSubcommand(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	hint := ""
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		hint = "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return usageError{fmt.Errorf("there is no command %q%s (to ask: storybot ask \"...\")", args[0], hint)}
}

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

// usageTemplate shows the settings' flags once, at the root, and points there
// from the subcommands, whose own flags they would drown.
func usageTemplate(template string) string {
	const from = "{{if .HasAvailableInheritedFlags}}"
	head, rest, ok := strings.Cut(template, from)
	if !ok {
		return template
	}
	_, tail, ok := strings.Cut(rest, "{{end}}")
	if !ok {
		return template
	}
	return head + from + "\n\nEvery setting is a flag too, such as --stories and --data-dir: see `storybot --help`.{{end}}" + tail
}

// settingFlags makes one flag of every setting.
func settingFlags(flags *pflag.FlagSet, table []setting) {
	for _, s := range table {
		help := s.help
		if s.secret {
			help += "; better set in .env, where other users of the computer cannot see it"
		}
		flags.Var(&settingFlag{text: s.initial, many: s.many}, s.flag(), help)
	}
}

// settingFlag is the text of a setting's flag. One that may be given several
// times joins what it was given by line breaks.
type settingFlag struct {
	text      string
	many, set bool
}

// String returns the text.
func (f *settingFlag) String() string { return f.text }

// Type is shown in the help.
func (f *settingFlag) Type() string { return "text" }

// Set takes one use of the flag.
func (f *settingFlag) Set(text string) error {
	if f.many && f.set {
		text = f.text + "\n" + text
	}
	f.text, f.set = text, true
	return nil
}
