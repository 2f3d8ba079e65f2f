"""What an operator needs: checks, export, keeping and letting go, restore, the switch."""
