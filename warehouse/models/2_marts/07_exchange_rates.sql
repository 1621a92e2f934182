-- A row is the yearly rate of a currency: VND per unit, and where it comes from.
FROM input.exchange_rates ORDER BY currency, year
