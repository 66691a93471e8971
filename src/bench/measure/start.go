package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A start that takes longer has failed.
const startLimit = 60 * time.Second

// start runs the image and prints the seconds to its first 200, and the CPU seconds and
// resident megabytes that its container has used by then.
func start(image, port string) error {
	began := time.Now()
	run := exec.Command("docker", "run", "--detach", "--label=bench", "--publish=127.0.0.1:"+port+":8080", "bench-"+image)
	run.Stderr = os.Stderr
	out, err := run.Output()
	if err != nil {
		return fmt.Errorf("docker run bench-%s: %w", image, err)
	}
	id := strings.TrimSpace(string(out))
	defer exec.Command("docker", "rm", "--force", "--volumes", id).Run()

	if err := poll("http://127.0.0.1:"+port+"/", began.Add(startLimit)); err != nil {
		return fmt.Errorf("bench-%s: %w", image, err)
	}
	elapsed := time.Since(began)
	cpu, procs, err := consumed(id)
	if err != nil {
		return err
	}
	rss, err := resident(procs)
	if err != nil {
		return err
	}
	fmt.Printf("start\t%[1]s\t%.3[2]f\ncpu\t%[1]s\t%.3[3]f\nresident\t%[1]s\t%.1[4]f\n", image, elapsed.Seconds(), cpu, rss)
	return nil
}

// poll returns at the first 200. The port answers before the server does: the engine's
// proxy accepts, then closes. It is not asked before docker run returns, since a request
// to a container without a network yet is lost for a second.
func poll(url string, deadline time.Time) error {
	client := http.Client{
		Timeout:   5 * time.Second,
		Transport: &http.Transport{DisableKeepAlives: true},
	}
	for time.Now().Before(deadline) {
		if response, err := client.Get(url); err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		time.Sleep(2 * time.Millisecond)
	}
	return fmt.Errorf("no 200 within %s", startLimit)
}

// consumed returns the CPU seconds of the container's cgroup and the processes in it.
func consumed(id string) (cpu float64, procs []string, err error) {
	for _, file := range []string{
		"cpuacct/docker/" + id + "/cpuacct.usage", // v1
		"cpuacct/system.slice/docker-" + id + ".scope/cpuacct.usage",
		"docker/" + id + "/cpu.stat", // v2
		"system.slice/docker-" + id + ".scope/cpu.stat",
	} {
		file = filepath.Join("/sys/fs/cgroup", file)
		content, err := os.ReadFile(file)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return 0, nil, err
		}
		// v1 is one number of nanoseconds; v2 begins with "usage_usec" and microseconds.
		fields, unit := strings.Fields(string(content)), 1e9
		if fields[0] == "usage_usec" {
			fields, unit = fields[1:], 1e6
		}
		used, err := strconv.ParseFloat(fields[0], 64)
		if err != nil {
			return 0, nil, err
		}
		pids, err := os.ReadFile(filepath.Join(filepath.Dir(file), "cgroup.procs"))
		return used / unit, strings.Fields(string(pids)), err
	}
	return 0, nil, fmt.Errorf("no cgroup of container %s: the engine must run on this machine, on Linux", id)
}

// resident returns the sum of VmRSS in megabytes: what proc_pid_status(5) counts, pages
// of mapped files among them.
func resident(procs []string) (megabytes float64, err error) {
	for _, pid := range procs {
		status, err := os.ReadFile("/proc/" + pid + "/status")
		if err != nil {
			return 0, err
		}
		_, after, _ := strings.Cut(string(status), "VmRSS:")
		kib, err := strconv.ParseFloat(strings.Fields(after)[0], 64)
		if err != nil {
			return 0, err
		}
		megabytes += kib * 1024 / 1e6
	}
	return megabytes, nil
}
