"""Taking away: the whole answer of a search as a file, of any length, in one pass and in little memory."""
