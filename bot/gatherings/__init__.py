"""Groups that come together: forming them, their meetings, and what is prepared for these."""
