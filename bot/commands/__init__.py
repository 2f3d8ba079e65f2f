"""What each command of ``leerbot`` does; ``bot.__main__`` lists them all. A command prints, and an error is one clear line."""
