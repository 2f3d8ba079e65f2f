"""Who Leerbot talks to: channels, turns, the outbox, the clock, the web server and the command line."""
