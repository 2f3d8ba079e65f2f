"""Keys, and how texts are sealed, exported, erased and let go of."""
