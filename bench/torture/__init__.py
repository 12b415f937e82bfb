"""Text of others, through every edition: what `check` passes must come out whole."""
