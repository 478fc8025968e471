package tally

import (
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// read is a text as Prometheus' own library reads it.
func read(t *testing.T, text string) map[string]*dto.MetricFamily {
	t.Helper()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	all, err := parser.TextToMetricFamilies(strings.NewReader(text))
	if err != nil {
		t.Fatalf("Prometheus cannot read it: %v\n%s", err, text)
	}
	return all
}

func TestText(t *testing.T) {
	t.Parallel()
	c := NewCounter("c_total", "A \\ and\na line.", "of", "by")
	c.Add(1, `a"b\c`+"\n{}", "x")
	c.Add(2, "a", "y")
	c.Add(.5, "a", "y")
	c.Add(1, "bad \xff", "")
	h := NewHistogram("h_seconds", "Times.", "stage", .1, 1, 10)
	for _, n := range []float64{.05, .1, .5, 10, 11} {
		h.Observe("b", n)
	}
	g := NewGauge("g", "Now.")
	g.Add(3)
	g.Add(-1)
	got := Text(h.Family(), c.Family(), g.Family(), Gauge("nan", "Unknown.", math.NaN()), NewCounter("none_total", "Nothing yet.", "x").Family())
	want := `# HELP c_total A \\ and\na line.
# TYPE c_total counter
c_total{of="a",by="y"} 2.5
c_total{of="a\"b\\c\n{}",by="x"} 1
c_total{of="bad ` + "\ufffd" + `",by=""} 1
# HELP g Now.
# TYPE g gauge
g 2
# HELP h_seconds Times.
# TYPE h_seconds histogram
h_seconds_bucket{stage="b",le="0.1"} 2
h_seconds_bucket{stage="b",le="1"} 3
h_seconds_bucket{stage="b",le="10"} 4
h_seconds_bucket{stage="b",le="+Inf"} 5
h_seconds_sum{stage="b"} 21.65
h_seconds_count{stage="b"} 5
# HELP nan Unknown.
# TYPE nan gauge
nan NaN
`
	if got != want {
		t.Errorf("written is\n%s\nwant\n%s", got, want)
	}
	all := read(t, got)
	if names := slices.Sorted(maps.Keys(all)); !slices.Equal(names, []string{"c_total", "g", "h_seconds", "nan"}) {
		t.Errorf("Prometheus reads %v", names)
	}
	if l := all["c_total"].GetMetric()[1].GetLabel()[0]; l.GetValue() != `a"b\c`+"\n{}" {
		t.Errorf("a label is read as %q", l.GetValue())
	}
	if d := all["h_seconds"].GetMetric()[0].GetHistogram(); d.GetSampleCount() != 5 || d.GetBucket()[1].GetCumulativeCount() != 3 {
		t.Errorf("the histogram is read as %v", d)
	}
}

func TestQuantile(t *testing.T) {
	t.Parallel()
	h := NewHistogram("h", "", "of", 1, 2, 4)
	for range 10 {
		h.Observe("a", .5)
		h.Observe("a", 3)
	}
	h.Observe("late", 9)
	for _, c := range []struct {
		of      string
		q, want float64
	}{
		{"a", .25, .5}, {"a", .5, 1}, {"a", .75, 3}, {"a", 1, 4}, {"late", .5, 4}, {"none", .5, 0},
	} {
		if got := h.Quantile(c.of, c.q); got != c.want {
			t.Errorf("of %s, %v are below %v, want %v", c.of, c.q, got, c.want)
		}
	}
	if h.Times("a") != 20 || h.Times("none") != 0 {
		t.Errorf("there were %d and %d", h.Times("a"), h.Times("none"))
	}
}

func TestProcess(t *testing.T) {
	t.Parallel()
	all := read(t, Text(Process(time.Unix(5, 0))...))
	want := []string{"go_goroutines", "go_info", "go_memstats_alloc_bytes", "go_memstats_sys_bytes", "process_start_time_seconds"}
	if _, err := os.Stat("/proc/self/stat"); err == nil {
		want = append(want, "process_cpu_seconds_total", "process_open_fds", "process_resident_memory_bytes")
		if n := all["process_resident_memory_bytes"].GetMetric()[0].GetGauge().GetValue(); n < 1<<20 || n > 1<<36 {
			t.Errorf("the process has %v bytes", n)
		}
	}
	slices.Sort(want)
	if names := slices.Sorted(maps.Keys(all)); !slices.Equal(names, want) {
		t.Errorf("there are %v, want %v", names, want)
	}
	line := "7 (a) b (c) R 1 2 3 4 5 6 7 8 9 10 111 222 13 14 15 16 17 18 19 20 333 22"
	if user, kernel, pages, ok := readStat(line); user != 111 || kernel != 222 || pages != 333 || !ok {
		t.Errorf("a line is read as %d, %d, %d, %v", user, kernel, pages, ok)
	}
	for _, line := range []string{"", "7 (a) R 1 2", strings.Replace(line, "222", "x", 1)} {
		if _, _, _, ok := readStat(line); ok {
			t.Errorf("%q is read", line)
		}
	}
}

// Many may count while another reads.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	c, h := NewCounter("c", "", "of"), NewHistogram("h", "", "of", 1)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 100 {
				c.Add(1, "a")
				h.Observe("a", 2)
				_ = Text(c.Family(), h.Family())
			}
		})
	}
	all.Wait()
	if n := c.Family().Samples[0].Value; n != 800 || h.Times("a") != 800 {
		t.Errorf("%v and %d were counted", n, h.Times("a"))
	}
}
