"""What is counted against whom: limits, throttles, and writes that came twice."""
