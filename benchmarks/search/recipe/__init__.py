"""The usual recipe as a Django application; installed for a run of the benchmark only."""
