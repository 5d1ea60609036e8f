-- Every record is a victim; a year is that of the identification.
SELECT
  extract(year FROM identified) AS year,
  sex,
  count(record) AS victims,
  sum(nights) AS nights,
  sum(cost) AS cost
FROM records
GROUP BY extract(year FROM identified), sex
