"""Dashboards: what each page of results holds, rows with their takeaways. Made of released cells only."""
