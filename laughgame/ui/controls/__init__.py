"""The controls of the program: painted by hand, worked by mouse and keyboard alike."""
