"""What the assistant may say: the answer plans."""
