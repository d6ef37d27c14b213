"""The app: the one part of the program that knows Textual."""
