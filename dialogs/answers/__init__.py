"""Reading what somebody typed as an answer: a day, a number, a name, an option, a form."""
