"""What the bot does because time passes: rounds open, people are asked, rounds close."""
