"""The words in which a format is written: stages, questions, options, outputs, and how they are read."""
