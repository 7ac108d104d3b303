"""The networks, the game knowledge and what turns a question into an answer."""
