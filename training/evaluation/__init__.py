"""What a model file is worth: figures by set, the table of floors and aims, the peer beside it."""
