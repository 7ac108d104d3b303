"""From text to words, linked names and token ids."""
