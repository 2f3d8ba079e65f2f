"""What is said: drawn from recipes through the gate, and sent."""
