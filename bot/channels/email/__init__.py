"""E-mail, for who guides a group and has no chat: a mail holds a link to what is there, and never what it is (X02)."""
