"""What every process must hear of."""
