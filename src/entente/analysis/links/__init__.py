"""Who does what to whom next: facts asked before they are told, and the answers ranked."""
