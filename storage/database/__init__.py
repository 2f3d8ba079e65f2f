"""The two databases, and how units of work are written to them; `storage.store` opens one."""
