"""The papers: each is read from the database and said as HTML, to be laid out after that."""
