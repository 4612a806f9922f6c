"""Sequences of five frames: made from stills, from morphed faces and from the actor."""
