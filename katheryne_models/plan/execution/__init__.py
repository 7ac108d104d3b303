"""What each head of the plan language comes to, read from the tables."""
