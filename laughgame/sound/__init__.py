"""What is heard: oscillators, the sounds made of them, and the form a loudspeaker takes them in."""
