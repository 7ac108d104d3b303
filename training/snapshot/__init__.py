"""Turns the genshin-db package into the game snapshot."""
