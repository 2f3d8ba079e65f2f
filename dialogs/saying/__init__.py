"""How what is said is composed: prompts, digests, boards, and the bot's own sentences."""
