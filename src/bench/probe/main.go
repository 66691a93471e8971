// Asks a server, one request after another, and prints the 99th percentile of the time to an answer in ms, and how many
// failed. Meanwhile it may hold connections that drip: each sends a head that never ends, a byte a second, and is
// opened again when the server closes it.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync/atomic"
	"time"
)

var (
	address = flag.String("address", "127.0.0.1:8080", "where the server listens")
	drips   = flag.Int("drips", 0, "connections that drip")
	seconds = flag.Int("seconds", 10, "how long it asks, once all connections are open")
)

var open atomic.Int64

func main() {
	flag.Parse()
	for range *drips {
		go drip()
	}
	for began := time.Now(); open.Load() < int64(*drips) && time.Since(began) < 20*time.Second; {
		time.Sleep(10 * time.Millisecond)
	}
	held := open.Load()
	var times []time.Duration
	failed := 0
	for end := time.Now().Add(time.Duration(*seconds) * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		asked := time.Now()
		if err := ask(); err != nil {
			failed++
		}
		times = append(times, time.Since(asked))
	}
	slices.Sort(times)
	fmt.Printf("%.1f %d %d\n", times[len(times)*99/100].Seconds()*1e3, failed, held)
}

// A new connection for each request: it must be accepted among the many.
func ask() error {
	connection, err := net.DialTimeout("tcp", *address, 5*time.Second)
	if err != nil {
		return err
	}
	defer connection.Close()
	connection.SetDeadline(time.Now().Add(5 * time.Second))
	fmt.Fprint(connection, "GET / HTTP/1.1\r\nHost: probe\r\nConnection: close\r\n\r\n")
	response, err := http.ReadResponse(bufio.NewReader(connection), nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", response.StatusCode)
	}
	_, err = io.Copy(io.Discard, response.Body)
	return err
}

func drip() {
	for {
		connection, err := net.DialTimeout("tcp", *address, 5*time.Second)
		if err != nil {
			time.Sleep(100 * time.Millisecond)
			continue
		}
		open.Add(1)
		_, err = io.WriteString(connection, "GET / HTTP/1.1\r\nHost: drip\r\nX: ")
		for err == nil {
			connection.SetReadDeadline(time.Now().Add(time.Second))
			// Only the end of the connection can be read.
			if _, end := connection.Read(make([]byte, 1)); end == nil || end == io.EOF {
				break
			}
			_, err = io.WriteString(connection, "x")
		}
		open.Add(-1)
		connection.Close()
	}
}
