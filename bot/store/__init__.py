"""What the bot remembers: an SQLite file."""
