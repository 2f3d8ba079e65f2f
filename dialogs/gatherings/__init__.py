"""Groups that come together: series of meetings, what is prepared for them and chosen in them."""
