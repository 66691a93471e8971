// The server of the Go tutorial, with the greeting on every path.
package main

import (
	"encoding/json"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"message": "hello world"})
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
