"""The JSON API of the web chat, over a real connection on loopback."""
