"""What is known of the game."""
