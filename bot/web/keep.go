package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
)

// Keeper copies all that a bot has into a file of this computer, and takes it back
// from there. It is an interface so that a command may reach the bot that runs, or
// be it.
type Keeper interface {
	// Backup writes everything into a file, as it is at this moment.
	Backup(ctx context.Context, file string) error
	// Restore replaces everything by what a file holds. A bot that runs begins
	// again with it soon after. An error means that nothing was changed.
	Restore(ctx context.Context, file string) error
}

var _ Keeper = (*Client)(nil)

// keepBody names the file of a backup, absolute: the socket is this computer's.
type keepBody struct {
	File string `json:"file"`
}

// keeps serves one method of a Keeper.
func (s *Server) keeps(do func(ctx context.Context, file string) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var body keepBody
		if err := decode(r, &body); err != nil {
			fail(w, status4xx(err), err.Error())
			return
		}
		if !filepath.IsAbs(body.File) {
			fail(w, http.StatusBadRequest, "file must be an absolute path")
			return
		}
		if err := do(r.Context(), body.File); err != nil {
			s.failWith(&response{w: w}, r, err)
			return
		}
		reply(w, http.StatusOK, body)
	}
}

// Backup has the running bot write everything into a file.
func (c *Client) Backup(ctx context.Context, file string) error {
	return c.keep(ctx, "/api/backup", file)
}

// Restore has the running bot take everything from a file.
func (c *Client) Restore(ctx context.Context, file string) error {
	return c.keep(ctx, "/api/restore", file)
}

func (c *Client) keep(ctx context.Context, path, file string) error {
	body, err := json.Marshal(keepBody{File: file})
	if err != nil {
		return fmt.Errorf("write the request: %w", err)
	}
	resp, err := c.do(ctx, http.MethodPost, path, body)
	if err != nil {
		return err
	}
	return resp.Body.Close() //nolint:wrapcheck // all was said
}
