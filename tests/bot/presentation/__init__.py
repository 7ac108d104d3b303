"""Tests of texts, pages and escaping."""
