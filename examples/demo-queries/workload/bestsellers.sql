SELECT max(place) FROM (SELECT row_number() OVER (ORDER BY price, note) AS place FROM order_line) ranked;
