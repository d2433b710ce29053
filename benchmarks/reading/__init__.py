"""The pages under load: one reader who asks for each page type, then a room full of readers."""
