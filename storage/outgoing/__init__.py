"""What is to be said, what stands where, and how the platforms are reached."""
