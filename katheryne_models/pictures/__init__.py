"""Pictures of what resembles what, as PNG files."""
