"""One step of a conversation: what was done, what that means, and what follows from it."""
