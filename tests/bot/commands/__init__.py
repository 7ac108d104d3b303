"""Tests of the slash commands, through the real tree."""
