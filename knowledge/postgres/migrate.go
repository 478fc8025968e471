package postgres

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
)

// oldest is the oldest version of PostgreSQL that has all that is used here.
const oldest = 130000

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables to the layout that the files lead to, in the order of their names.
// One process does it at a time. A database of a newer layout is a *SetupError.
func migrate(ctx context.Context, c *conn, files fs.FS) error {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return other(fmt.Errorf("list the migrations: %w", err))
	}
	var server, layout int
	if err := c.row(ctx, "SELECT current_setting('server_version_num')::int", nil, &server); err != nil {
		return err
	}
	if server < oldest {
		return other(&SetupError{fmt.Errorf("the server is PostgreSQL %d; %d or newer is needed", server/10000, oldest/10000)})
	}
	var there bool
	if err := c.row(ctx, "SELECT to_regclass('schema_version') IS NOT NULL", nil, &there); err != nil {
		return err
	}
	if there { // then who may not change the tables needs not try
		if err := c.row(ctx, "SELECT coalesce(max(version), 0) FROM schema_version", nil, &layout); err != nil {
			return err
		}
	}
	if layout == len(names) {
		return nil
	}
	return c.transaction(ctx, writing, func() error { return raise(ctx, c, files, names) })
}

// raise runs the files that have not been run.
func raise(ctx context.Context, c *conn, files fs.FS, names []string) error {
	layout := 0
	for _, query := range []string{
		"SELECT pg_advisory_xact_lock(hashtext('storybot ' || coalesce(current_schema(), '')))",
		"CREATE TABLE IF NOT EXISTS schema_version (version int NOT NULL)",
	} {
		if err := c.exec(ctx, query); err != nil {
			return err
		}
	}
	if err := c.row(ctx, "SELECT coalesce(max(version), 0) FROM schema_version", nil, &layout); err != nil {
		return err
	}
	if layout > len(names) {
		return other(&SetupError{fmt.Errorf("the database was written by a newer storybot (layout %d; this one knows %d): use that one", layout, len(names))})
	}
	for n := layout; n < len(names); n++ {
		text, err := fs.ReadFile(files, names[n])
		if err != nil {
			return other(fmt.Errorf("read a migration: %w", err))
		}
		if err := c.exec(ctx, string(text)); err != nil {
			return err
		}
		if err := c.exec(ctx, "INSERT INTO schema_version VALUES ($1)", n+1); err != nil {
			return err
		}
	}
	return nil
}
