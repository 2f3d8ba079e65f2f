"""What has to be right in a format, and how its author is told what is not."""
