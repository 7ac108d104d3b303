"""The runtimes that decode plans with a trained network."""
