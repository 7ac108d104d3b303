"""Answers: their parts, their sentences and how numbers are written."""
