"""Pages in the browser for one person, reached by a link from the chat (DESIGN §8)."""
