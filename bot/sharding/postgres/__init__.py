"""What processes share, in a PostgreSQL database. Only who configures one imports this."""
