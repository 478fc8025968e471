package llm

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

type onePiece struct{}

// inOnePiece has the completion of a request with that context be asked for in
// one piece, where the library's stream is used for reading it nonetheless: what
// comes is a stream of one event (see [events]).
func inOnePiece(ctx context.Context) context.Context {
	return context.WithValue(ctx, onePiece{}, true)
}

// unstreamed takes the wish for a stream out of req, where its context says so.
func unstreamed(req *http.Request) error {
	if req.Context().Value(onePiece{}) == nil || req.Body == nil {
		return nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	delete(fields, "stream")
	if body, err = json.Marshal(fields); err != nil {
		return fmt.Errorf("write the request: %w", err)
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
	req.ContentLength = int64(len(body))
	return nil
}
