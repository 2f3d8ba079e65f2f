"""The tests of Leerbot."""
