"""One person in several records: who is proposed to be one, and what follows once a person has said so."""
