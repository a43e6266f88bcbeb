"""Sign-in, roles, invitations: who a visitor is and what their posts let them do."""
