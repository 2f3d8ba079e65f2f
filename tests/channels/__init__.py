"""What every channel promises, and what each has to itself."""
