"""Words in, words out: one file a verb. What a command does not need it does not import."""
