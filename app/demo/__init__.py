"""The sample data: made-up people and answers, put in through the same services as real ones."""
