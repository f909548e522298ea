-- The cheapest statement: times the round trip.
SELECT 1
