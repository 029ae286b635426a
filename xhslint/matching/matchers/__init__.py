"""The rule types: one class for each way in which a rule can describe an offence."""
