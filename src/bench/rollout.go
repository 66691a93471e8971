// Sends a number of requests and counts each one that gets no full, right answer. It speaks HTTP/1.1 over plain
// sockets, as net/http sends a request again, unasked, when its connection turns out to be closed.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	want = `{"message":"hello world"}`
	// On a node that starts pods an answer may be late; that is shown, and is no loss.
	patience = 30 * time.Second
)

var (
	address     = flag.String("address", "127.0.0.1:8080", "where the service listens")
	requests    = flag.Int("requests", 1000, "how many, in all")
	connections = flag.Int("connections", 64, "how many at a time")
	rate        = flag.Int("rate", 5000, "requests per second, at most")
	fresh       = flag.Bool("fresh", false, "a connection for each request; otherwise one until the server ends it")
)

// tally is what all clients together have seen.
type tally struct {
	sync.Mutex
	sent, opened, ended, failed int
	failures                    map[string]int
	slowest                     time.Duration
}

func main() {
	flag.Parse()
	start := time.Now()
	total := tally{failures: map[string]int{}}
	var clients sync.WaitGroup
	for n := range *connections {
		clients.Go(func() {
			// Each from an address of its own, as a node's many clients are: from a single one, a port comes again while
			// the node still tracks its last connection, to a pod that may be gone.
			source := &net.TCPAddr{IP: net.IPv4(127, 0, byte(1+n/250), byte(1+n%250))}
			client := client{total: &total, dialer: net.Dialer{Timeout: patience, LocalAddr: source}}
			for due, more := total.next(start); more; due, more = total.next(start) {
				time.Sleep(time.Until(due))
				asked := time.Now()
				err := client.get()
				total.add(time.Since(asked), err)
				if err != nil {
					client.close()
				}
			}
			client.close()
		})
	}
	clients.Wait()
	fmt.Printf("%d requests in %.0f s, %d failed, the slowest took %.1f s; %d connections, %d ended at the server's word\n",
		*requests, time.Since(start).Seconds(), total.failed, total.slowest.Seconds(), total.opened, total.ended)
	for failure, count := range total.failures {
		fmt.Printf("  %d: %s\n", count, failure)
	}
	if total.failed > 0 {
		os.Exit(1)
	}
}

// next tells when the next request is due, if there is one.
func (t *tally) next(start time.Time) (time.Time, bool) {
	t.Lock()
	defer t.Unlock()
	t.sent++
	return start.Add(time.Duration(t.sent) * time.Second / time.Duration(*rate)), t.sent <= *requests
}

func (t *tally) add(took time.Duration, err error) {
	t.Lock()
	defer t.Unlock()
	t.slowest = max(t.slowest, took)
	if err != nil {
		t.failed++
		t.failures[err.Error()]++
	}
}

// client holds one connection, or none.
type client struct {
	total  *tally
	dialer net.Dialer
	conn   net.Conn
	reader *bufio.Reader
	state  string
}

// get sends one request, once.
func (c *client) get() error {
	if c.conn != nil && c.isEnded() {
		c.close()
	}
	if c.conn == nil {
		conn, err := c.dialer.Dial("tcp", *address)
		if err != nil {
			return failure("connecting", err)
		}
		c.conn, c.reader, c.state = conn, bufio.NewReader(conn), "a new connection"
		c.total.Lock()
		c.total.opened++
		c.total.Unlock()
	}
	c.conn.SetDeadline(time.Now().Add(patience))
	head := "GET / HTTP/1.1\r\nHost: " + *address + "\r\n"
	if *fresh {
		head += "Connection: close\r\n"
	}
	if _, err := io.WriteString(c.conn, head+"\r\n"); err != nil {
		return failure("sending on "+c.state, err)
	}
	response, err := http.ReadResponse(c.reader, nil)
	if err != nil {
		return failure("waiting for an answer on "+c.state, err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return failure("reading the body on "+c.state, err)
	}
	if response.StatusCode != http.StatusOK || string(body) != want {
		return fmt.Errorf("answered %s and %d bytes", response.Status, len(body))
	}
	c.state = "an open connection"
	if response.Close {
		c.close()
		if !*fresh {
			c.total.Lock()
			c.total.ended++
			c.total.Unlock()
		}
	}
	return nil
}

// isEnded tells whether the server has closed the connection while nothing was asked of it, as any client looks before
// it sends.
func (c *client) isEnded() bool {
	ended := true
	if raw, err := c.conn.(*net.TCPConn).SyscallConn(); err == nil {
		raw.Read(func(socket uintptr) bool {
			_, _, err := syscall.Recvfrom(int(socket), make([]byte, 1), syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
			ended = err != syscall.EAGAIN
			return true
		})
	}
	return ended
}

func (c *client) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}

// failure leaves out the addresses, so that equal ones are counted together.
func failure(doing string, err error) error {
	var failed *net.OpError
	if errors.As(err, &failed) {
		err = failed.Err
	}
	return fmt.Errorf("%s: %w", doing, err)
}
