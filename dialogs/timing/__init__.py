"""When something happens, on the wall clock: rhythms, working days, reminders, and what would come."""
