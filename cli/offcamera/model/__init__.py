"""The nouns: frozen, in metres, without input or output."""
