"""What an audit says: outcomes, findings, evidence, clauses, and the report that is complete in itself."""
