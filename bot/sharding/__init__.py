"""What several processes share: shards, the order of logging in, cooldowns, the context of follow-ups."""
