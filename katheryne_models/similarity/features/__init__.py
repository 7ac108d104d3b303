"""What an item can do, as numbers that a person can read."""
