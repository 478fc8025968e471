package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/storybot/storybot/bot/web"
	"github.com/storybot/storybot/cmd/storybot/store"
	"github.com/storybot/storybot/knowledge/local"
	"github.com/storybot/storybot/knowledge/private"
)

// pruneEvery is how often a running bot forgets what is too old, and packs what was replaced.
const pruneEvery = 6 * time.Hour

// prune forgets the answers and the replaced versions that are older than the
// settings say, but no version that an answer still cites.
func (p *parts) prune(ctx context.Context, c *Config, now time.Time) error {
	if p.journal == nil { // what is cited is not known
		return nil
	}
	if c.KeepJournal > 0 {
		if _, err := p.journal.Prune(ctx, now.Add(-c.KeepJournal)); err != nil {
			return err //nolint:wrapcheck // it says what was tried
		}
	}
	var before time.Time // none: what was replaced is only packed
	if c.KeepVersions > 0 {
		before = now.Add(-c.KeepVersions)
	}
	cited, err := p.journal.Cited(ctx)
	if err == nil {
		_, err = p.Base.Prune(ctx, before, cited)
	}
	return err //nolint:wrapcheck // it says what was tried
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use: "backup FILE", Short: "Write everything into one file",
		Long: "Writes the stories with their versions, what is known of the sources, and the journal into one file,\n" +
			"as they are at this moment, while a bot serves or not. Whoever has the file can read what was asked.",
		Example: "  storybot backup storybot.tar.gz",
		Args:    wants(1, 1, "a file to write"),
		RunE: func(c *cobra.Command, args []string) error {
			file, err := filepath.Abs(args[0])
			if err != nil {
				return fmt.Errorf("find %s: %w", args[0], err)
			}
			s, err := a.reach(c.Context())
			if err != nil {
				return err
			}
			err = s.keeper.Backup(c.Context(), file)
			if err := errors.Join(wrapped("back up", err), s.leave()); err != nil {
				return err
			}
			info, err := os.Stat(file)
			if err != nil {
				return fmt.Errorf("look at %s: %w", file, err)
			}
			return a.paper().print(fmt.Sprintf("%s: %d kB\n", args[0], (info.Size()+1023)/1024))
		},
	}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore FILE", Short: "Put back what a backup holds",
		Long: "Replaces the stories and the journal in DATA_DIR, or in the database of DATABASE_URL, by those of a backup.\n" +
			"A bot that serves takes them up at once. Nothing is changed if the file is damaged, or of a newer version.",
		Example: "  storybot restore storybot.tar.gz",
		Args:    wants(1, 1, "a file to read"),
		RunE: func(c *cobra.Command, args []string) error {
			file, err := filepath.Abs(args[0])
			if err != nil {
				return fmt.Errorf("find %s: %w", args[0], err)
			}
			config, err := a.config()
			if err != nil {
				return err
			}
			socket := filepath.Join(config.DataDir, private.SocketName)
			client := web.NewClient(private.Dialer(socket))
			switch at := config.place(); {
			case alive(c.Context(), client) == nil:
				err = restoreBeside(c.Context(), client, socket, file)
			case at.Database != "":
				err = store.RestoreInto(c.Context(), at, file)
			default:
				err = restoreAlone(c.Context(), at.Dir, file)
			}
			if err != nil {
				return unfit(err)
			}
			return a.paper().print(args[0] + " is restored\n")
		},
	}
}

func (a *app) moveCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use: "move --to ADDRESS|FOLDER", Short: "Copy everything into a database, or out of it",
		Long: "Copies the stories with their versions, what is known of the sources, and the journal from DATA_DIR into the\n" +
			"database at an address; or from that of DATABASE_URL into a new folder, to be a DATA_DIR. All is read back and\n" +
			"compared, and what was there stays. No bot may serve from that DATA_DIR meanwhile, or load into the database.\n" +
			"The list that is kept by /sources is not moved. A password can be in PGPASSWORD instead of the address.",
		Example: `  storybot move --to postgres://storybot@db.example.org:5432/storybot
  DATABASE_URL=postgres://storybot@db.example.org:5432/storybot storybot move --to .storybot`,
		Args: wants(0, 0, ""),
		RunE: func(c *cobra.Command, _ []string) error {
			config, err := a.config()
			if err != nil {
				return err
			}
			target, err := moved(config, to)
			if err != nil {
				return usageError{err}
			}
			all, err := store.Move(c.Context(), config.place(), target)
			if err != nil {
				return unfit(err)
			}
			var b strings.Builder
			for _, one := range all {
				fmt.Fprintf(&b, "%-18s %9d  %s\n", one.Kind, one.Rows, one.Hash)
			}
			return a.paper().print(b.String())
		},
	}
	c.Flags().StringVar(&to, "to", "", "where everything is copied to: the address of a PostgreSQL database, or a folder")
	return c
}

// moved is the place that everything is to be copied to.
func moved(c *Config, to string) (store.Place, error) {
	address := strings.Contains(to, "://") || strings.Contains(to, "=")
	switch {
	case to == "":
		return store.Place{}, errors.New("where to? Name an address or a folder with --to")
	case address && c.Database != "":
		return store.Place{}, errors.New("DATABASE_URL is set, so everything is in that database: name a folder with --to, or take the setting away")
	case !address && c.Database == "":
		return store.Place{}, errors.New("everything is in DATA_DIR: name the address of a database with --to, or the database that it is to be copied from with DATABASE_URL")
	case address:
		return store.Place{Database: to}, nil
	}
	return store.Place{Dir: to}, nil
}

// restoreAlone restores where no bot serves.
func restoreAlone(ctx context.Context, dir, file string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make %s: %w", dir, err)
	}
	x, err := local.Open(ctx, dir, local.Options{}) // nobody else may have it
	if err != nil && !damaged(err) {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	if err == nil {
		if err := x.Close(); err != nil {
			return fmt.Errorf("restore %s: %w", file, err)
		}
	}
	if err := store.Stage(ctx, dir, file); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	if x, err = local.Open(ctx, dir, local.Options{}); err != nil {
		return fmt.Errorf("restore %s: %w", file, err)
	}
	return wrapped("restore "+file, x.Close())
}

// restoreBeside has the bot that serves restore, and waits until it has.
func restoreBeside(ctx context.Context, client *web.Client, socket, file string) error {
	before, err := os.Stat(socket)
	if err != nil {
		return fmt.Errorf("look at the socket: %w", err)
	}
	if err := client.Restore(ctx, file); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	return awaitRestart(ctx, client, socket, before)
}

// awaitRestart waits until the running bot has taken up what was restored: then
// its socket is another.
func awaitRestart(ctx context.Context, client *web.Client, socket string, before os.FileInfo) error {
	const most, step = 2 * time.Minute, 50 * time.Millisecond
	for range int(most / step) {
		now, err := os.Stat(socket)
		if err == nil && !now.ModTime().Equal(before.ModTime()) && alive(ctx, client) == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("wait for the bot to start again: %w", ctx.Err())
		case <-time.After(step):
		}
	}
	return errors.New("the bot has taken the backup, but has not started again; see its log")
}

// Backup writes everything into one file.
func (p *parts) Backup(ctx context.Context, file string) error {
	return p.store.Backup(ctx, p.dir, file) //nolint:wrapcheck // it says what was tried
}

// errAgain ends the serving so that it begins again with what is in DATA_DIR now.
var errAgain = errors.New("what is in DATA_DIR has changed")

// damaged reports whether err means that the database cannot be relied on.
func damaged(err error) bool {
	var d *local.DamagedError
	return errors.As(err, &d)
}

// Restore has the bot that serves take up a backup.
func (p *parts) Restore(ctx context.Context, file string) error {
	restore := func() error { return store.Stage(ctx, p.dir, file) }
	if p.at.Database != "" {
		restore = func() error { return store.RestoreInto(ctx, p.at, file) }
	}
	if err := restore(); err != nil {
		return err //nolint:wrapcheck // it says what was tried
	}
	p.end(errAgain)
	return nil
}

// beside are the files of DATA_DIR that are open beside the stories: the journal and
// the socket, by name.
func (p *parts) beside() map[string]os.FileInfo {
	files := make(map[string]os.FileInfo)
	for _, name := range []string{store.JournalName, private.SocketName} {
		if info, err := os.Lstat(filepath.Join(p.dir, name)); err == nil {
			files[name] = info
		}
	}
	return files
}

// putBack returns errAgain where one of the files was taken away or replaced, and
// puts the journal back.
func (p *parts) putBack(ctx context.Context, files map[string]os.FileInfo) error {
	for name, before := range files {
		path := filepath.Join(p.dir, name)
		now, err := os.Lstat(path)
		if err == nil && os.SameFile(before, now) {
			continue
		}
		if name == store.JournalName && p.journal != nil && errors.Is(err, fs.ErrNotExist) {
			if err := p.journal.Backup(ctx, path); err != nil {
				return fmt.Errorf("put the journal back: %w", err)
			}
			if err := os.Chmod(path, 0o600); err != nil {
				return fmt.Errorf("put the journal back: %w", err)
			}
		}
		return fmt.Errorf("%s: %w", path, errAgain)
	}
	return nil
}

// end ends the serving.
func (p *parts) end(why error) {
	select {
	case p.again <- why:
	default: // it ends already
	}
}
