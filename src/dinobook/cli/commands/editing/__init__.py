"""Commands of an editor: to look at the order, change it, compare it, and take changes back."""
