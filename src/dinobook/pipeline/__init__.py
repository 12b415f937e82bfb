"""From the author's folder to finished files: what is read, what is made, in which order."""
