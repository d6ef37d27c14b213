"""What was learned of reported speech from articles that people annotated."""
