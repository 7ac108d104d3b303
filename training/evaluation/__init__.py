"""How good the trained networks are, beside plain baselines."""
