"""One legality rule per module; a module is registered by being here."""
