"""What is found in an article without being asked: quotes and figures."""
