package wire

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// gatewayAddress is where the gateway really is.
type gatewayAddress struct {
	hostport string
	name     string // of its certificate
	tls      bool
}

// lookUp asks Discord for the gateway's address. discordgo is given one without
// TLS, so that we can read along what it reads; dial adds the TLS.
func (g *Gateway) lookUp(ctx context.Context) (plain string, to gatewayAddress, err error) {
	var body struct {
		URL string `json:"url"`
	}
	err = g.REST.Call(ctx, Route{Method: http.MethodGet, Name: "ask for the gateway", Path: "/gateway", Bucket: "gateway", Again: true}, nil, &body)
	if err != nil {
		return "", gatewayAddress{}, err
	}
	u, err := url.Parse(body.URL)
	if err != nil || u.Hostname() == "" || u.Scheme != "ws" && u.Scheme != "wss" {
		return "", gatewayAddress{}, fmt.Errorf("ask for the gateway: %q is no address of one", body.URL)
	}
	to = gatewayAddress{name: u.Hostname(), tls: u.Scheme == "wss"}
	port := u.Port()
	switch {
	case port != "":
	case to.tls:
		port = "443"
	default:
		port = "80"
	}
	to.hostport = net.JoinHostPort(u.Hostname(), port)
	return "ws" + strings.TrimPrefix(u.String(), u.Scheme), to, nil
}

// gatewayTransport answers discordgo's one request, for the gateway's address. All other
// requests are made by rest.
type gatewayTransport func() (string, error)

// RoundTrip answers GET /gateway.
func (f gatewayTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "/gateway") {
		return nil, errors.New("no request of discordgo but the gateway's is expected")
	}
	found, err := f()
	if err != nil {
		return nil, err
	}
	data, err := json.Marshal(map[string]string{"url": found})
	if err != nil {
		return nil, fmt.Errorf("write the gateway's address: %w", err)
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(data)),
		ContentLength: int64(len(data)), Request: r,
	}, nil
}
