# A model that states some things that are true and some that are not; each request is kept in asked.jsonl.
import json
import os
import sys

request = json.loads(sys.stdin.read())
with open("asked.jsonl", "a") as file:
    file.write(json.dumps(request) + "\n")


def claim(kind, column, table="", values=(), least="", most=""):
    return {"kind": kind, "column": column, "table": table, "values": list(values), "min": least, "max": most}


TEXTS = {
    "state": ("Where the sale stands: 'new' or 'paid'. Cancelled ones are 'void'.", [claim("values", "state", values=["new", "paid"])]),
    "total": ("What the customer owes, from 2 to 120. Never above 500.", [claim("range", "total", least="2", most="120")]),
    "customer_id": ("References the customer who bought. References the supplier.", [claim("references", "customer_id", "main.customer")]),
    "grp": ("Whether the customer buys for resale.", []),
    "email": ("Where receipts are sent.", []),
    "password": ("Holds values like geheim-1.", []),
    "id": ("The id.", []),
}
names = {}
evidence = json.JSONDecoder().raw_decode(request["prompt"][request["prompt"].index("{"):])[0]
if request["id"].endswith("/database"):
    answer = {"text": "Keeps the books of a shop."}
elif "columns/" in request["id"]:
    answer = {"columns": []}
    for column in evidence["columns"]:
        text, claims = TEXTS[column["name"]]
        answer["columns"].append({"id": column["id"], "text": text, "sure": "high", "claims": claims})
else:
    answer = {"text": "One sale over the counter. See legacy_sales, too.", "sure": "medium", "claims": []}
print(json.dumps(answer))
