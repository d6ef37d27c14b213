"""The boxes that ask for something and give it back."""
