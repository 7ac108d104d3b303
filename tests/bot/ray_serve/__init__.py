"""The worker that asks a Ray cluster: against a stand-in, and where Ray is installed against a real cluster."""
