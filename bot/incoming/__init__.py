"""What people do: taken in, decided and kept in one unit of work."""
