SELECT count(*) FROM delivery d JOIN orders o ON o.id = d.order_id WHERE d.state = 'waiting' AND o.state = 'sent';
