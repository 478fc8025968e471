package mcp

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/storybot/storybot/bot/desk"
	"github.com/storybot/storybot/knowledge"
)

// scheme begins the address of a story among the resources: storybot://story/ID.
const scheme = "storybot://story/"

// page is how many stories one list of resources holds.
const page = 100

// addStories gives server the stories as resources: listed newest first, page by page,
// and read as plain text.
func (c caller) addStories(server *mcp.Server) {
	server.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "story", Title: "A story", Description: "The text of one story, below its title, outlet and date.",
		MIMEType: "text/plain", URITemplate: scheme + "{id}",
	}, c.readResource)
	server.AddReceivingMiddleware(func(next mcp.MethodHandler) mcp.MethodHandler {
		return func(ctx context.Context, method string, r mcp.Request) (mcp.Result, error) {
			if method != "resources/list" {
				return next(ctx, method, r)
			}
			params, _ := r.GetParams().(*mcp.ListResourcesParams)
			return c.listResources(ctx, params)
		}
	})
}

// listResources lists a page of the stories; the cursor is the number of the first.
func (c caller) listResources(ctx context.Context, params *mcp.ListResourcesParams) (*mcp.ListResourcesResult, error) {
	from := 0
	if params != nil && params.Cursor != "" {
		var err error
		if from, err = strconv.Atoi(params.Cursor); err != nil || from < 0 {
			return nil, errors.New("the cursor is not one of this list")
		}
	}
	list, err := c.Desk.Stories(ctx, "")
	if err != nil {
		return nil, c.told("resources/list", err)
	}
	from = min(from, len(list.Stories))
	to := min(from+page, len(list.Stories))
	out := &mcp.ListResourcesResult{Resources: make([]*mcp.Resource, 0, to-from)}
	for i := range list.Stories[from:to] {
		out.Resources = append(out.Resources, resource(&list.Stories[from+i]))
	}
	if to < len(list.Stories) {
		out.NextCursor = strconv.Itoa(to)
	}
	return out, nil
}

// resource is a story in a list of resources.
func resource(s *desk.Listed) *mcp.Resource {
	return &mcp.Resource{
		URI: scheme + url.PathEscape(s.ID), Name: s.ID, Title: s.Title,
		Description: strings.TrimPrefix(byline(s), ", "), MIMEType: "text/plain",
	}
}

// byline is where and when a story stood, each part after a comma.
func byline(s *desk.Listed) string {
	var b strings.Builder
	for _, part := range []string{s.Outlet, s.Published} {
		if part != "" {
			b.WriteString(", " + part)
		}
	}
	if s.Label != knowledge.News {
		b.WriteString(", " + string(s.Label))
	}
	return b.String()
}

// readResource reads one story.
func (c caller) readResource(ctx context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	id, err := url.PathUnescape(strings.TrimPrefix(r.Params.URI, scheme))
	if err != nil {
		return nil, mcp.ResourceNotFoundError(r.Params.URI) //nolint:wrapcheck // the protocol's own
	}
	s, err := c.read(ctx, id)
	switch {
	case errors.Is(err, knowledge.ErrNotFound):
		return nil, mcp.ResourceNotFoundError(r.Params.URI) //nolint:wrapcheck // the protocol's own
	case err != nil:
		return nil, c.told("resources/read", err)
	}
	text := s.Title + byline(&s.Listed) + "\n"
	if s.URL != "" {
		text += s.URL + "\n"
	}
	text += "\n" + s.Text
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: r.Params.URI, MIMEType: "text/plain", Text: text}}}, nil
}
