"""The full screens of the app, each a front end over the workspace."""
