package main

import (
	"maps"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// composed is what deploy/compose-cluster.yaml says.
type composed struct {
	Services map[string]clusterService
	Volumes  map[string]any
}

type clusterService struct {
	Image       string
	Build       struct{ Context, Dockerfile string }
	Environment map[string]string
	EnvFile     []struct{ Path string } `yaml:"env_file"`
	DependsOn   map[string]struct{ Condition string }
	Ports       []string
	Volumes     []string
	Healthcheck struct{ Test []string }
}

// foreign are the settings of PostgreSQL's and Weaviate's images that are used, as their documentation has them.
var foreign = strings.Fields(`POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB CLUSTER_HOSTNAME CLUSTER_JOIN CLUSTER_GOSSIP_BIND_PORT
	CLUSTER_DATA_BIND_PORT RAFT_JOIN RAFT_BOOTSTRAP_EXPECT PERSISTENCE_DATA_PATH AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED
	AUTHENTICATION_APIKEY_ENABLED AUTHENTICATION_APIKEY_ALLOWED_KEYS AUTHENTICATION_APIKEY_USERS DISABLE_TELEMETRY GRPC_PORT`)

// readCluster reads the file with a secret in place of each that is asked for, and tells their names.
func readCluster(t *testing.T) (c composed, secrets []string) {
	t.Helper()
	data, err := os.ReadFile("../../deploy/compose-cluster.yaml")
	if err != nil {
		t.Fatal(err)
	}
	asked := regexp.MustCompile(`\$\{(\w+):\?[^}]*\}`)
	for _, m := range asked.FindAllStringSubmatch(string(data), -1) {
		if !slices.Contains(secrets, m[1]) {
			secrets = append(secrets, m[1])
		}
	}
	text := asked.ReplaceAllString(string(data), "${1}made0up")
	if strings.Contains(text, "${") {
		t.Error("a variable has no word for whoever leaves it out")
	}
	if err := yaml.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	return c, secrets
}

// TestCluster holds the example of three bots to itself and to the program: settings are known and right, addresses lead to
// services and the ports where they listen, nobody shares a port of the host or a volume. `docker compose config` is not run.
func TestCluster(t *testing.T) {
	t.Parallel()
	c, secrets := readCluster(t)
	var bots, nodes []string
	for _, name := range slices.Sorted(maps.Keys(c.Services)) {
		switch s := c.Services[name]; {
		case s.Build.Dockerfile != "":
			bots = append(bots, name)
		case strings.Contains(s.Image, "/weaviate:1."):
			nodes = append(nodes, name)
		}
	}
	if len(bots) != 3 || len(nodes) != 3 || len(c.Services) != 7 {
		t.Fatalf("there are the bots %q and the nodes %q of %d services", bots, nodes, len(c.Services))
	}
	loading := 0
	for _, name := range bots {
		s := c.Services[name]
		if s.Environment["RELOAD_INTERVAL"] != "0" {
			loading++
		}
		clusterSettings(t, name, s.Environment)
		clusterDatabase(t, name, s.Environment["DATABASE_URL"], c.Services["db"])
		clusterNodes(t, name, s.Environment["WEAVIATE_URL"], nodes, c.Services)
		if s.Environment["DATABASE_URL"] != c.Services[bots[0]].Environment["DATABASE_URL"] || s.Environment["WEAVIATE_URL"] != c.Services[bots[0]].Environment["WEAVIATE_URL"] {
			t.Errorf("%s has another database or another Weaviate", name)
		}
		if _, err := os.Stat(filepath.Join("../../deploy", s.Build.Context, s.Build.Dockerfile)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(s.Ports) != 1 || !strings.HasSuffix(s.Ports[0], ":"+portOf(t, s.Environment["HTTP_ADDR"])) || !strings.HasPrefix(s.Ports[0], "127.0.0.1:") {
			t.Errorf("%s listens at %s and is reached by %q", name, s.Environment["HTTP_ADDR"], s.Ports)
		}
		if !slices.Contains(s.Volumes, name+":"+path.Dir(s.Environment["DATA_DIR"])) {
			t.Errorf("%s keeps %s in none of %q", name, s.Environment["DATA_DIR"], s.Volumes)
		}
	}
	if loading != 1 {
		t.Errorf("%d bots look for news", loading)
	}
	slices.Sort(secrets)
	if !slices.Equal(secrets, []string{"DATABASE_PASSWORD", "WEAVIATE_KEY"}) {
		t.Errorf("the secrets are %q", secrets)
	}
	clusterApart(t, c)
	clusterOfNodes(t, nodes, c.Services)
}

// clusterSettings: every setting of a bot is one that the program has, with a value that it takes.
func clusterSettings(t *testing.T, name string, environment map[string]string) {
	t.Helper()
	var c Config
	known := map[string]setting{}
	for _, s := range settings() {
		known[s.name] = s
	}
	if len(environment) < 4 {
		t.Errorf("%s has the settings %v", name, environment)
	}
	for key, value := range environment {
		s, ok := known[key]
		if !ok {
			t.Errorf("%s: there is no setting %s", name, key)
		} else if err := s.put(&c, value); err != nil {
			t.Errorf("%s: %s=%s: %v", name, key, value, err)
		}
	}
}

// clusterDatabase: the address is that of the service, with its user, password and database, and is waited for.
func clusterDatabase(t *testing.T, name, address string, db clusterService) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	password, _ := u.User.Password()
	e := db.Environment
	if u.Host != "db:5432" || u.User.Username() != e["POSTGRES_USER"] || password == "" || password != e["POSTGRES_PASSWORD"] || u.Path != "/"+e["POSTGRES_DB"] {
		t.Errorf("%s: the database of %v is asked for as %s", name, e, address)
	}
	if len(db.Healthcheck.Test) == 0 {
		t.Error("nobody knows when the database is there")
	}
}

// clusterNodes: the addresses are those of all nodes, with the key that they take.
func clusterNodes(t *testing.T, name, addresses string, nodes []string, services map[string]clusterService) {
	t.Helper()
	var hosts []string
	for address := range strings.SplitSeq(addresses, ",") {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		hosts = append(hosts, u.Hostname())
		e := services[u.Hostname()].Environment
		if key, _ := u.User.Password(); key == "" || u.Port() != "8080" || u.RawQuery != "" || e["GRPC_PORT"] != "50051" || e["AUTHENTICATION_APIKEY_ALLOWED_KEYS"] != key {
			t.Errorf("%s: %s is not where a node listens, or it takes another key", name, address)
		}
	}
	if slices.Sort(hosts); !slices.Equal(hosts, nodes) {
		t.Errorf("%s asks the nodes %q of %q", name, hosts, nodes)
	}
}

// clusterOfNodes: the nodes know each other by their names, each joins all, and they wait for as many as they are.
func clusterOfNodes(t *testing.T, nodes []string, services map[string]clusterService) {
	t.Helper()
	for _, name := range nodes {
		e := services[name].Environment
		if e["CLUSTER_HOSTNAME"] != name || e["RAFT_JOIN"] != strings.Join(nodes, ",") || e["RAFT_BOOTSTRAP_EXPECT"] != "3" || e["AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED"] != "false" {
			t.Errorf("%s is %v", name, e)
		}
		joins := strings.Split(strings.ReplaceAll(e["CLUSTER_JOIN"], ":"+e["CLUSTER_GOSSIP_BIND_PORT"], ""), ",")
		if first := joins[0]; first != name { // else it joins none where that one is not there yet
			t.Errorf("%s joins %s first", name, first)
		}
		if slices.Sort(joins); !slices.Equal(joins, nodes) {
			t.Errorf("%s joins %q, want all of %q", name, joins, nodes)
		}
		if !slices.Contains(services[name].Volumes, name+":"+e["PERSISTENCE_DATA_PATH"]) {
			t.Errorf("%s keeps %s in none of %q", name, e["PERSISTENCE_DATA_PATH"], services[name].Volumes)
		}
		for key := range e {
			if !slices.Contains(foreign, key) {
				t.Errorf("%s: %s is no setting of Weaviate's", name, key)
			}
		}
	}
}

// clusterApart: no two services have a port of the host or a volume, volumes are declared and used, and who is waited for
// is there.
func clusterApart(t *testing.T, c composed) {
	t.Helper()
	ports, volumes := map[string]string{}, map[string]string{}
	for name, s := range c.Services {
		for _, p := range s.Ports {
			host := p[:strings.LastIndexByte(p, ':')]
			if other := ports[host]; other != "" {
				t.Errorf("%s and %s are both at %s", name, other, host)
			}
			ports[host] = name
		}
		for _, v := range s.Volumes {
			volume, _, _ := strings.Cut(v, ":")
			if strings.HasPrefix(volume, ".") {
				if !strings.HasSuffix(v, ":ro") {
					t.Errorf("%s may write %s", name, volume)
				}
				continue
			}
			if other := volumes[volume]; other != "" {
				t.Errorf("%s and %s both have the volume %s", name, other, volume)
			}
			volumes[volume] = name
		}
		for other := range s.DependsOn {
			if _, ok := c.Services[other]; !ok {
				t.Errorf("%s waits for %s, which is not there", name, other)
			}
		}
	}
	if used, declared := slices.Sorted(maps.Keys(volumes)), slices.Sorted(maps.Keys(c.Volumes)); !slices.Equal(used, declared) {
		t.Errorf("the volumes %q are used, %q are declared", used, declared)
	}
}

func portOf(t *testing.T, address string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Error(err)
	}
	return port
}
