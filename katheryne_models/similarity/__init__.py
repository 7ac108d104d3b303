"""What resembles what, and why."""
