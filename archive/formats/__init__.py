"""Date formats: day before month in both languages, as the newspapers write."""
