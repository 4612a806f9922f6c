"""From camera frame to face reading; knows no Qt."""
