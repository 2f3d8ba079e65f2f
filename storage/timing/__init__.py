"""What falls due, and what was planned."""
