"""The examples and rules of the specification, each as a test that carries its number."""
