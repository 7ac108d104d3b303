"""Inference by Ray Serve: what runs in the cluster, and the worker that asks it.

Only `application` needs the package `ray`; the bot speaks HTTP with the cluster.
"""
