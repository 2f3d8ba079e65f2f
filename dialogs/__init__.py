"""What Leerbot says and when: pure decisions over values, without clock, network, database or randomness."""
