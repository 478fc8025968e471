package tally

import (
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"
)

// Gauge is a family of one sample without labels.
func Gauge(name, help string, value float64) Family {
	return Family{Name: name, Help: help, Kind: KindGauge, Samples: []Sample{{Value: value}}}
}

// Process returns what there is to know of this process, which began at a moment, under the names
// that Prometheus' own client gives it: goroutines and memory of Go everywhere, and on Linux the
// processor time, resident memory and open files, as the system tells them.
func Process(began time.Time) []Family {
	told := []metrics.Sample{{Name: "/sched/goroutines:goroutines"}, {Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/total:bytes"}}
	metrics.Read(told)
	version := Gauge("go_info", "Version of Go that the program was built with.", 1)
	version.Samples[0].Labels = []Label{{"version", runtime.Version()}}
	return append(ofSystem(), version,
		Gauge("go_goroutines", "Goroutines that there are now.", float64(told[0].Value.Uint64())),
		Gauge("go_memstats_alloc_bytes", "Memory that is in use on the heap.", float64(told[1].Value.Uint64())),
		Gauge("go_memstats_sys_bytes", "Memory that Go has of the system.", float64(told[2].Value.Uint64())),
		Gauge("process_start_time_seconds", "When the process began, in seconds since 1970.", float64(began.UnixMilli())/1000))
}

// ticks is how many units of processor time Linux tells a second.
const ticks = 100

// ofSystem is nothing where the system has no /proc.
func ofSystem() []Family {
	stat, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return nil
	}
	user, kernel, pages, ok := readStat(string(stat))
	if !ok {
		return nil
	}
	cpu := Gauge("process_cpu_seconds_total", "Processor time that was taken.", float64(user+kernel)/ticks)
	cpu.Kind = KindCounter
	list := []Family{cpu, Gauge("process_resident_memory_bytes", "Memory that the process has in use.", float64(pages*os.Getpagesize()))}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		list = append(list, Gauge("process_open_fds", "Files and connections that are open.", float64(len(open)-1))) // one is this folder
	}
	return list
}

// readStat reads the processor time and the resident pages of a line of /proc/PID/stat. The name
// of the program, in brackets, may hold anything.
func readStat(line string) (user, kernel, pages int, ok bool) {
	const first, last = 3, 24 // the fields after the name, as proc(5) numbers them
	fields := strings.Fields(line[strings.LastIndexByte(line, ')')+1:])
	if len(fields) <= last-first {
		return 0, 0, 0, false
	}
	var errs [3]error
	user, errs[0] = strconv.Atoi(fields[14-first])
	kernel, errs[1] = strconv.Atoi(fields[15-first])
	pages, errs[2] = strconv.Atoi(fields[last-first])
	return user, kernel, pages, errs == [3]error{}
}
