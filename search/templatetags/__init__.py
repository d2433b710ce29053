"""Tags with which pages outside of search show what search knows."""
