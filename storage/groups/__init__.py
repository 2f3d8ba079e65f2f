"""Groups, the people around them, their rounds and their settings."""
