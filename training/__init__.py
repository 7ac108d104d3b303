"""Everything that makes the released data and models: snapshot, wordings, trainers, evaluation."""
