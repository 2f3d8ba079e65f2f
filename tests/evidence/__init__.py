"""What is proved: which checks hold each fault, requirement and goal, and which figure each reached (trust §5, §12)."""
