"""From what people write to training data: wordings are read, filled with names, linked and disturbed."""
