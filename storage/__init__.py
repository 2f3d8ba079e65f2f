"""What Leerbot remembers: SQLAlchemy Core over one database, texts sealed with a key per person. No async inside."""
