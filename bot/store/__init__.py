"""What the bot remembers: an SQLite file, or a PostgreSQL database."""
