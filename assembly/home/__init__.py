"""The first page, the help pages, and starting a commune of one's own."""
