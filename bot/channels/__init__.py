"""Ways to reach people. Channels do not know each other; ``base`` is the seam they all keep."""
