"""Where frames come from, behind one contract."""
