"""The built-in chat in the browser, on loopback: for trying out, demos and tests. A real channel like any other."""
