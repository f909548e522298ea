# A model that does what it is told by anybody: it speaks of what it was not asked, too.
import json
import sys

request = json.loads(sys.stdin.read())
with open("asked.jsonl", "a") as file:
    file.write(json.dumps(request) + "\n")
evidence = json.JSONDecoder().raw_decode(request["prompt"][request["prompt"].index("{"):])[0]
if "columns" in request["id"]:
    ids = [one["id"] for one in evidence["columns"]] + ["c2", "c4", "public.orders", "../../etc"]
    answer = {"columns": [{"id": one, "text": "HACKED" if one not in ("c1", "c3") else "Given by the till.",
                           "sure": "high", "claims": []} for one in ids]}
elif request["id"].endswith("/database"):
    answer = {"text": "Keeps the books of a shop."}
else:
    answer = {"text": "Sales over the counter.", "sure": "high", "claims": []}
print(json.dumps(answer))
